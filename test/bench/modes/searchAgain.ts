/** How long it takes to search the pages of a scan again for another word, with the network gone. */

import path from 'node:path';
import { KEEP } from '../../../src/engine/model/keepLimits.ts';
import { engineOptions, type SearchIn } from '../../../src/engine/model/options.ts';
import { mentionCount, type Outcome } from '../../../src/engine/model/outcome.ts';
import type { ScanId } from '../../../src/engine/model/progress.ts';
import { withIds } from '../../../src/engine/model/target.ts';
import type { Term } from '../../../src/engine/model/term.ts';
import { EnginePool } from '../../../src/engine/pool/enginePool.ts';
import { temporaryFolder } from '../../rig/temporary.mjs';
import { buildOurs } from '../contenders/build.ts';
import { machineLines } from '../report/machine.ts';
import { Report } from '../report/report.ts';
import { median } from '../report/statistics.ts';
import { startServerOf } from '../server/benchServer.ts';
import { makeLines } from '../workloads/list.ts';
import { type Workload, workloadOf } from '../workloads/workloads.ts';

/** In ms, for lists of so many lines. */
const MARKS = [
  { name: 'W1', most: 100 },
  { name: 'W3', most: 3_000 },
];

const ROUNDS = 5;

interface Asked {
  readonly title: string;
  readonly term: Partial<Term>;
  readonly searchIn?: SearchIn;
  /** Whether it is measured, but not held to the mark: the matched lines are more than all else. */
  readonly isExtreme?: boolean;
}

const ASKED: readonly Asked[] = [
  { title: 'another word', term: { text: 'harbour' } },
  { title: 'match case', term: { text: 'Python', matchCase: true } },
  { title: 'whole word', term: { text: 'Python', wholeWord: true } },
  { title: 'on no page', term: { text: 'zyxwvutsrq' } },
  { title: 'on every page', term: { text: 'viewport' } },
  { title: 'only the text', term: { text: 'Python' }, searchIn: 'text' },
  { title: 'a letter, many hundred times on every page', term: { text: 'e' }, isExtreme: true },
  { title: 'regular expression', term: { text: 'py(?:thon|pi)\\b', regularExpression: true } },
];

/** Scans W1 and W3 once each, stops their servers, and searches what was kept. */
export async function searchAgain(): Promise<void> {
  const folder = await buildOurs();
  const report = new Report();
  report.heading('Another word, without the network');
  report.lines(machineLines([`Node.js ${process.versions.node}`]));
  for (const { name, most } of MARKS)
    await run(workloadOf(name), most, path.join(folder, 'engine.cjs'), report);
  report.lines([
    'From the request to the last outcome in the process that asked; the middle of five, and the most.',
  ]);
  report.save('search-again');
}

async function run(workload: Workload, most: number, bundle: string, report: Report): Promise<void> {
  const kept = temporaryFolder('search-again');
  const pool = new EnginePool(bundle, { debug() {}, warn: message => console.error(message) });
  try {
    const { scan, pages } = await scanned(pool, workload, kept.path);
    const rows: string[][] = [];
    let slowest = 0;
    for (const asked of ASKED) {
      const times: number[] = [];
      let found = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const began = performance.now();
        const outcomes = await search(pool, scan, asked);
        times.push(performance.now() - began);
        if (outcomes.length !== pages) throw new Error(`${outcomes.length} of ${pages} pages were searched`);
        found = outcomes.filter(outcome => mentionCount(outcome) > 0).length;
      }
      if (!asked.isExtreme) slowest = Math.max(slowest, median(times));
      rows.push([asked.title, String(found), median(times).toFixed(0), Math.max(...times).toFixed(0)]);
    }
    report.heading(`${workload.name}: ${pages} pages`);
    report.table({ head: ['searched for', 'mentions', 'ms', 'most ms'], words: 1, rows });
    const verdict = slowest <= most ? 'met' : 'NOT MET';
    report.lines([`${verdict}: ${slowest.toFixed(0)} ms at most, but for the letter; wanted ${most} ms`]);
  } finally {
    pool.dispose();
    kept.remove();
  }
}

/** @returns how many of the pages are kept: those that answered */
async function scanned(
  pool: EnginePool,
  workload: Workload,
  folder: string,
): Promise<{ scan: ScanId; pages: number }> {
  const server = await startServerOf(workload);
  try {
    const targets = makeLines(workload, server.hosts).map(({ url }) => url);
    let pages = 0;
    const scan = await new Promise<ScanId>((resolve, reject) => {
      const id = pool.scan(
        {
          targets: withIds(targets),
          term: termOf({ text: 'Python' }),
          options: engineOptions({}, 'benchmark'),
        },
        {
          onOutcomes: outcomes => {
            pages += outcomes.filter(([, { kind }]) => kind !== 'failed').length;
          },
          onEnd: fault => (fault ? reject(new Error(fault)) : resolve(id)),
        },
        { ...KEEP, folder },
      );
    });
    return { scan, pages };
  } finally {
    await server.close();
  }
}

async function search(
  pool: EnginePool,
  scan: ScanId,
  { term, searchIn = 'source' }: Asked,
): Promise<Outcome[]> {
  const found: Outcome[] = [];
  await pool.search(
    scan,
    { term: termOf(term), options: engineOptions({ searchIn }, 'benchmark') },
    outcomes => {
      for (const [, outcome] of outcomes) found.push(outcome);
    },
    new AbortController().signal,
  );
  return found;
}

function termOf(given: Partial<Term>): Term {
  return { text: '', matchCase: false, wholeWord: false, regularExpression: false, ...given };
}
