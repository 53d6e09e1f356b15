/** Measures the workbench while a long list is scanned: how long keys, the tree and Stop take until their effect is seen. */

import { setTimeout } from 'node:timers/promises';
import { packageExtension } from '../../rig/package-extension.mjs';
import { isSupported, prepareVSCode } from '../../rig/prepare.mjs';
import type { Page } from '../../rig/vscode/playwright.mjs';
import { Person } from '../../user/person.ts';
import { NotRunError } from '../contenders/contender.ts';
import { machineLines } from '../report/machine.ts';
import { Report } from '../report/report.ts';
import { median } from '../report/statistics.ts';
import { startServerOf } from '../server/benchServer.ts';
import { makeLines } from '../workloads/list.ts';
import { type Workload, workloadOf } from '../workloads/workloads.ts';

/** Of each kind while the list is scanned, and before. */
const SAMPLES = 20;

/** In ms. */
const SLOWEST = 100;

const NAME = 'long.urls.txt';

/**
 * Types into the list, scrolls the results and stops the scan, before and while it runs.
 * @param workload with pages that answer at once, and enough of them for the whole measurement
 */
export async function workbench(workload: Workload = workloadOf('W3-100000')): Promise<void> {
  if (!isSupported()) throw new NotRunError('Only Linux has the browser that plays the person');
  await prepareVSCode();
  process.env.VSIX = await packageExtension();
  const server = await startServerOf(workload);
  const report = new Report();
  report.heading(`The workbench while ${workload.pages} lines are scanned`);
  report.lines(machineLines([]));
  try {
    const list = makeLines(workload, server.hosts)
      .map(({ url }) => `${url}\n`)
      .join('');
    const person = await Person.sitsDown({ [NAME]: list }, { 'scanUrls.concurrency': workload.lanes });
    try {
      await measure(person, workload, report);
    } finally {
      await person.leaves();
    }
  } finally {
    await server.close();
  }
  report.save('workbench');
}

async function measure(person: Person, { pages }: Workload, report: Report): Promise<void> {
  const { page } = person;
  await person.opens(NAME);
  await person.activityBar.click();
  await page.getByText('Which of the pages on a list mention a word').waitFor();
  const rows: string[][] = [];
  const times: { what: string; ms: number[] }[] = [];
  const add = (what: string, when: string, ms: number[]) => {
    const sorted = ms.toSorted((a, b) => a - b);
    rows.push([
      what,
      when,
      String(ms.length),
      median(ms).toFixed(0),
      (sorted.at(-1) ?? Number.NaN).toFixed(0),
    ]);
    if (when !== 'before') times.push({ what, ms });
  };
  add('a key in the list', 'before', await typing(person));
  await person.runs('Scan URLs for Python');
  await person.statusBar.getByText(new RegExp(`[1-9]\\d*/${pages}`)).waitFor();
  // A full page of results to scroll in.
  await person.row(/^Mentions “Python” \(\d{3,}\)/).waitFor();
  add('a key in the list', 'during the scan', await typing(person));
  add('a turn of the wheel in the tree', 'during the scan', await scrolling(person));
  const done = Number(/(\d+)\/\d+/.exec((await person.statusBar.textContent()) ?? '')?.[1] ?? pages);
  if (done >= pages) throw new Error('The scan was over before everything was measured; take a longer list');
  add('Stop, until the status bar says so', 'during the scan', [await stopping(person)]);
  report.table({ head: ['what', 'when', 'times', 'ms, median', 'ms, longest'], words: 2, rows });
  report.lines([
    ...times.map(({ what, ms }) => {
      const late = ms.filter(each => each > SLOWEST).length;
      return `${late ? 'NOT MET' : 'met'}: ${what} is seen within ${SLOWEST} ms: ${ms.length - late} of ${ms.length}`;
    }),
    `${done} of ${pages} lines were done when the scan was stopped`,
    'Seen: from the key, the wheel or the click until the change is drawn, as the page itself tells.',
  ]);
}

/** Time from each key to the frame that shows it in the editor. */
async function typing(person: Person): Promise<number[]> {
  await person.editor.locator('.view-lines').first().click();
  await person.page.keyboard.press('Control+Home');
  const times: number[] = [];
  for (let key = 0; key < SAMPLES; key++) {
    const letter = String.fromCharCode('a'.charCodeAt(0) + (key % 26));
    // A comment, so that the URLs of the list stay the same.
    const text = key === 0 ? '#' : letter;
    times.push(
      await timeOf(person.page, '.editor-group-container.active .view-lines', () =>
        person.page.keyboard.press(text),
      ),
    );
    await setTimeout(50);
  }
  await person.page.keyboard.press('Enter');
  return times;
}

/** Time from each turn of the mouse wheel to the frame that shows other rows in the tree. */
async function scrolling(person: Person): Promise<number[]> {
  const box = await person.tree.boundingBox();
  if (!box) throw new Error('The tree is not in view');
  await person.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const times: number[] = [];
  for (let turn = 0; turn < SAMPLES; turn++) {
    // Down and up again in the first rows, which are there from the start.
    const by = turn % 8 < 4 ? 300 : -300;
    times.push(
      await timeOf(
        person.page,
        '[role=tree][aria-label="Scan URLs"] .monaco-list-rows',
        () => person.page.mouse.wheel(0, by),
        'top',
      ),
    );
    await setTimeout(100);
  }
  return times;
}

async function stopping(person: Person): Promise<number> {
  const selector = '[id="scan-urls.scan-urls.scanUrls.status"]';
  return timeOf(person.page, selector, () => person.statusBar.click(), 'running');
}

/** The state of an element that is observed. */
const STATES = {
  text: 'element => element.textContent',
  /** The scroll position of the rows of a list. */
  top: 'element => element.style.top',
  /** Whether the status bar shows a running scan. */
  running: 'element => /\\d+\\/\\d+/.test(element.textContent)',
};

/** Runs in the page: `seen` settles with the ms from the next input to the frame after the change of a state. */
const WATCH = `(selector, state) => {
  const element = document.querySelector(selector);
  const before = state(element);
  const types = ['keydown', 'wheel', 'mousedown'];
  globalThis.seen = new Promise(resolve => {
    const onInput = ({ timeStamp }) => {
      for (const type of types) removeEventListener(type, onInput, true);
      const look = () => {
        const isSeen = state(element) !== before;
        requestAnimationFrame(isSeen ? () => resolve(performance.now() - timeStamp) : look);
      };
      look();
    };
    for (const type of types) addEventListener(type, onInput, { capture: true, passive: true });
  });
}`;

/**
 * The ms from an input event in the page to the frame after the change that it causes.
 * @param selector of what changes
 * @param kind of the state that changes
 */
async function timeOf(
  page: Page,
  selector: string,
  act: () => Promise<void>,
  kind: keyof typeof STATES = 'text',
): Promise<number> {
  await page.evaluate(`(${WATCH})(${JSON.stringify(selector)}, ${STATES[kind]})`);
  await act();
  return (await page.evaluate('globalThis.seen')) as number;
}
