/** Checks that the same servers and list give the same report, whatever the order of the answers. */

import fs from 'node:fs';
import { ours } from '../contenders/ours.ts';
import { measure } from '../measure/measure.ts';
import { BenchServer } from '../server/benchServer.ts';
import { makeLines } from '../workloads/list.ts';
import { emptyFolder, writeTask } from '../workloads/taskOf.ts';
import { workloadOf } from '../workloads/workloads.ts';

const RUNS = 20;

/**
 * Scans the tutorial's 64 pages repeatedly, each time with other delays, and prints how many reports are equal to the
 * first one.
 * @param limit of a run, in ms
 * @returns whether all are equal
 */
export async function same(limit: number): Promise<boolean> {
  await ours.prepare();
  const workload = workloadOf('W1');
  const server = await BenchServer.start({ type: 'shuffled', seed: 'run 1' });
  try {
    const task = writeTask('same', workload, makeLines(workload, server.hosts), server.hosts);
    let first = '';
    let alike = 0;
    for (let run = 1; run <= RUNS; run++) {
      await server.reseed(`run ${run}`);
      emptyFolder(task);
      const measured = await measure(ours.command(task), { folder: task.folder, limit });
      ours.answer(measured, task);
      const report = withoutTimes(fs.readFileSync(measured.output, 'utf8'));
      first ||= report;
      if (report === first) alike++;
      else console.log(`Run ${run} differs:\n${firstDifference(first, report)}`);
    }
    console.log(`${alike} of ${RUNS} reports are the same but for their times`);
    return alike === RUNS;
  } finally {
    await server.close();
  }
}

function withoutTimes(report: string): string {
  return report.replace(/"ms":\d+/g, '"ms":0');
}

function firstDifference(one: string, other: string): string {
  const [a, b] = [one.split('\n'), other.split('\n')];
  const line = a.findIndex((text, index) => text !== b[index]);
  return `  ${a[line]}\n  ${b[line]}`;
}
