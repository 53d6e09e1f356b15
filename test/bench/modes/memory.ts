/** Measures memory and descriptors of the engine for growing lists. Both must stay bounded. */

import { NotRunError } from '../contenders/contender.ts';
import { ourCommand, ours } from '../contenders/ours.ts';
import { measure } from '../measure/measure.ts';
import { hasProc } from '../measure/processTree.ts';
import type { EnginePeak } from '../measure/treeWatch.ts';
import { machineLines } from '../report/machine.ts';
import { Report } from '../report/report.ts';
import { startServerOf } from '../server/benchServer.ts';
import { answerOf, type Line, makeLines } from '../workloads/list.ts';
import { writeTask } from '../workloads/taskOf.ts';
import { type Workload, workloadOf } from '../workloads/workloads.ts';

const SIZES = [1_000, 10_000, 50_000, 100_000];

/** A term that is on no page, so that there are no matched lines. */
const ABSENT = 'zyxwvutsrq';

/** Limits in MB for each engine process, by the number of lines. */
const MARKS = [
  { lines: 10_000, most: 150 },
  { lines: 50_000, most: 180 },
];

/** Limit for the memory of all processes above that of a scan of one page, in MB (MiB in the promise, I6). */
const MOST_GROWTH = (150 * 1024 ** 2) / 1e6;

/** Limit for the growth of memory in the last third of a scan, as a share of its minimum there. */
const MOST_SLOPE = 0.1;

/** Limit for sockets in addition to simultaneous requests (I7). */
const MORE_SOCKETS = 50;

const MEGABYTE = 1e6;

/**
 * Scans lists like W3 of growing size, once for a word that is on some pages, and once for a word that is on none.
 * @param sizes lines of the lists
 * @param limit of a run, in ms
 */
export async function memory(limit: number, sizes: readonly number[] = SIZES): Promise<void> {
  if (!hasProc) throw new NotRunError('Memory and descriptors of other processes can be read on Linux only');
  const version = await ours.prepare();
  const report = new Report();
  report.heading('Memory of the engine');
  report.lines(machineLines([version]));
  const rows: string[][] = [];
  const marks: string[] = [];
  const single = await runOnce(workloadOf('W3-1'), ABSENT, limit);
  rows.push(single.cells);
  for (const size of sizes) {
    for (const term of ['python', ABSENT]) {
      const workload = workloadOf(`W3-${size}`);
      const { cells, engine } = await runOnce(workload, term, limit);
      rows.push(cells);
      if (term === ABSENT) marks.push(...marksOf(workload, engine, single.engine));
    }
  }
  report.table({
    head: [
      'lines',
      'pages that mention it',
      'answer',
      'ms',
      'engines',
      'MB together',
      'MB largest',
      'MB command',
      'descriptors',
      'sockets',
    ],
    words: 3,
    rows,
  });
  report.lines(marks);
  report.lines([
    'Peaks. The terminal command keeps no pages; the extension keeps some in memory, and the others compressed on disk.',
    'Memory is looked at every 25 ms and the highest of each process is its own; descriptors are only looked at.',
  ]);
  report.save('memory');
}

/** @param single the engine with a list of one page */
function marksOf({ lanes, pages }: Workload, engine: EnginePeak, single: EnginePeak): string[] {
  const mark = MARKS.find(({ lines }) => lines === pages);
  const growth = (engine.together - engine.processes * single.largest) / MEGABYTE;
  const { least, most } = engine.lastThird;
  const line = (what: string, got: number, limit: number, unit: string) =>
    `${got <= limit ? 'met' : 'NOT MET'}: ${pages} lines, no page kept: ${got.toFixed(0)} ${unit} ${what}, wanted ${limit.toFixed(0)} ${unit} at most`;
  return [
    ...(mark ? [line('in the largest process', engine.largest / MEGABYTE, mark.most, 'MB')] : []),
    line('over the start', growth, MOST_GROWTH, 'MB'),
    line(
      'between the least and the most of the last third',
      (100 * (most - least)) / least,
      100 * MOST_SLOPE,
      '%',
    ),
    line('at once', engine.sockets, lanes + MORE_SOCKETS, 'sockets'),
  ];
}

async function runOnce(
  workload: Workload,
  term: string,
  limit: number,
): Promise<{ cells: string[]; engine: EnginePeak }> {
  const server = await startServerOf(workload);
  try {
    const made = makeLines(workload, server.hosts);
    const lines: Line[] = term === ABSENT ? made.map(line => ({ ...line, verdict: 'noMention' })) : made;
    const task = writeTask(`memory-${workload.name}`, workload, lines, server.hosts);
    const command = ourCommand(task.list, ['--term', term]);
    const measured = await measure(command, { folder: task.folder, limit, countsDescriptors: true });
    const { engine, wall } = measured;
    if (!engine) throw new Error(`The engine was not seen: ${measured.errors}`);
    const mentions = answerOf(lines).mentions ?? 0;
    const size = (mentions * workload.serving.size) / MEGABYTE;
    const bytes = [engine.together, engine.largest, engine.parent];
    const cells = [
      String(lines.length),
      `${mentions} (${size.toFixed(0)} MB)`,
      answerCell(() => ours.answer(measured, task)),
      wall.toFixed(0),
      String(engine.processes),
      ...bytes.map(each => (each / MEGABYTE).toFixed(0)),
      String(engine.descriptors),
      String(engine.sockets),
    ];
    console.error(cells.join('  '));
    return { cells, engine };
  } finally {
    await server.close();
  }
}

function answerCell(answer: () => unknown): string {
  try {
    answer();
    return 'right';
  } catch (error) {
    return (error as Error).message;
  }
}
