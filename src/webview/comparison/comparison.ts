/** The page of the comparison of concurrency models: a bar chart and a table for the network and for the processor. */

import { element, table } from '../shared/dom.ts';
import { durationText } from '../shared/durations.ts';
import { type ComparisonTexts, readTexts } from '../shared/texts.ts';
import { vscode } from '../shared/vscodeApi.ts';
import { type ComparisonState, type FromComparison, toComparison } from './comparisonMessages.ts';

const texts = readTexts<ComparisonTexts>(document.body.dataset.texts);

const main = element('main', { class: 'scrolled' });
const title = element('h1', { text: texts.title });
const status = element('p', { class: 'summary', attributes: { 'aria-live': 'polite' } });
const stop = element('button', {
  text: texts.stop,
  attributes: { type: 'button' },
  onClick: () => send({ type: 'stop' }),
});
// Screen readers do not read this text, because it changes all the time.
const progress = element('p', { class: 'summary', attributes: { 'aria-hidden': 'true' } });
const lanes = element('div', { class: 'lanes' });
main.append(
  element('header', {}, [
    element('div', {}, [title, status, progress]),
    element('div', { class: 'buttons' }, [stop]),
  ]),
  lanes,
);
document.body.append(main);

function send(message: FromComparison): void {
  vscode.postMessage(message);
}

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const state = toComparison(data);
  if (!state) return;
  show(state);
  // A comparison that has not ended is not continued after a reload.
  const { progress, running, ...rest } = state;
  vscode.setState(rest);
});

function show(state: ComparisonState): void {
  title.textContent = `${texts.title}: ${state.name}, ${state.term}`;
  const words = state.running ?? state.agreement;
  if (status.textContent !== words) status.textContent = words;
  progress.textContent = state.progress ?? '';
  progress.hidden = !state.progress;
  stop.hidden = state.running === undefined;
  lanes.replaceChildren(
    ...[networkSection(state), differencesSection(state), cpuSection(state)].filter(
      part => part !== undefined,
    ),
  );
}

function networkSection({ models }: ComparisonState): HTMLElement | undefined {
  if (!models.length) return undefined;
  const head = [
    texts.model,
    texts.shape,
    texts.wall,
    texts.speedUp,
    texts.cpu,
    texts.memory,
    texts.atOnce,
    texts.responses,
    texts.mentions,
    texts.failed,
  ];
  const rows = models.map(each => [
    named(each),
    each.shape,
    each.isStopped ? '–' : durationText(each.wall),
    each.speedUp,
    each.cpu,
    each.memory,
    ...[each.atOnce, each.responses, each.mentions, each.failed].map(String),
  ]);
  const done = models.filter(({ isStopped }) => !isStopped);
  return element('section', {}, [
    element('h2', { text: texts.network }),
    bars(texts.networkPicture, done),
    table(texts.network, head, rows),
    whySection(models),
  ]);
}

function cpuSection({ cpuModels: rows, cpuNote }: ComparisonState): HTMLElement | undefined {
  if (!rows.length) return undefined;
  const cells = rows.map(each => [
    named(each),
    durationText(each.wall),
    each.speedUp,
    each.cpu,
    String(each.matches),
  ]);
  return element('section', {}, [
    element('h2', { text: texts.cpuModels }),
    element('p', { class: 'summary', text: cpuNote }),
    bars(texts.cpuPicture, rows),
    table(texts.cpuModels, [texts.model, texts.wall, texts.speedUp, texts.cpu, texts.mentions], cells),
    whySection(rows),
  ]);
}

interface Bar {
  readonly name: string;
  readonly wall: number;
  readonly speedUp: string;
}

/** A bar chart of the times. The table below it has the same numbers. */
function bars(label: string, rows: readonly Bar[]): HTMLElement {
  const longest = Math.max(1, ...rows.map(({ wall }) => wall));
  const spoken = rows.map(({ name, wall }) => `${name} ${durationText(wall)}`).join(', ');
  return element(
    'div',
    { class: 'bars', attributes: { role: 'img', 'aria-label': `${label}: ${spoken}` } },
    rows.flatMap(({ name, speedUp, wall }) => {
      const bar = element('div', { class: 'bar' });
      bar.style.width = `${Math.max(0.3, (wall / longest) * 100)}%`;
      return [
        element('div', { class: 'name', text: name }),
        element('div', { class: 'track' }, [bar]),
        element('div', { text: `${durationText(wall)} · ${speedUp}` }),
      ];
    }),
  );
}

function named({ name, tutorial }: { readonly name: string; readonly tutorial: string }): HTMLElement {
  return element('span', {}, [name, ' ', element('span', { class: 'summary tutorial', text: tutorial })]);
}

function differencesSection({
  agreement,
  differences,
  comparedModels,
}: ComparisonState): HTMLElement | undefined {
  if (!agreement) return undefined;
  return element('section', {}, [
    element('h2', { text: texts.agreement }),
    element('p', { text: agreement }),
    ...(differences.length
      ? [
          table(
            texts.differences,
            [texts.url, ...comparedModels],
            differences.map(({ url, verdicts }) => [url, ...verdicts]),
          ),
        ]
      : []),
  ]);
}

/** The explanations of the results. Models with the same explanation share a paragraph. */
function whySection(
  rows: readonly { readonly name: string; readonly tutorial: string; readonly why: string }[],
): HTMLElement {
  return element('section', { class: 'why', attributes: { 'aria-label': texts.why } }, [
    element('h3', { text: texts.why }),
    ...[...Map.groupBy(rows, row => row.why)].map(([text, same]) =>
      element('p', {}, [
        ...same.flatMap(row => [element('span', { class: 'name' }, [named(row)]), element('br')]),
        text,
      ]),
    ),
  ]);
}

const restored = toComparison(vscode.getState());
if (restored) show(restored);
else {
  stop.hidden = true;
  progress.hidden = true;
  status.textContent = texts.nothing;
}
send({ type: 'ready' });
