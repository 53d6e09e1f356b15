/** Runs contenders in turn, so that other load on the machine affects all of them alike. */

import type { Contender, Task } from '../contenders/contender.ts';
import type { BenchServer } from '../server/benchServer.ts';
import { type Answer, answerOf, type Line } from '../workloads/list.ts';
import { emptyFolder, writeTask } from '../workloads/taskOf.ts';
import type { Workload } from '../workloads/workloads.ts';
import { type Measured, measure } from './measure.ts';

/** One run of one contender. */
export interface Run {
  /** From 1. */
  readonly round: number;
  /** In ms. */
  readonly time: number;
  readonly measured: Measured;
  /** What is wrong with its answer. */
  readonly wrong?: string | undefined;
  /** CPU time of the server's process while it ran, as a share of one core. */
  readonly serverShare: number;
}

export type Runs = Map<Contender, Run[]>;

/** Number and limits of the runs. */
export interface RoundOptions {
  readonly rounds: number;
  /** A run that takes longer, in ms, is ended. */
  readonly limit: number;
  /** A contender that takes longer, in ms, is left out of later rounds. */
  readonly once: number;
}

/** @param lines of the workload, which the server has */
export async function runRounds(
  contenders: readonly Contender[],
  workload: Workload,
  lines: readonly Line[],
  server: BenchServer,
  { limit, once, rounds }: RoundOptions,
): Promise<Runs> {
  const runs: Runs = new Map(contenders.map(contender => [contender, []]));
  const tasks = new Map(
    contenders.map(contender => [
      contender,
      writeTask(`${workload.name}-${contender.id}`, workload, select(lines, contender), server.hosts),
    ]),
  );
  const [first] = contenders;
  // Not counted: warms up the server's code and the file cache.
  if (first) await runOnce(first, tasks.get(first) as Task, server, 0, limit);
  for (let round = 1; round <= rounds; round++) {
    for (const contender of inTurn(contenders, round)) {
      const earlier = runs.get(contender) ?? [];
      if (earlier.some(({ time }) => time > once)) continue;
      const run = await runOnce(contender, tasks.get(contender) as Task, server, round, limit);
      earlier.push(run);
      console.error(
        `${workload.name} ${round}/${rounds} ${contender.id}: ${run.time.toFixed(0)} ms${run.wrong ? `, ${run.wrong}` : ''}`,
      );
    }
  }
  for (const task of tasks.values()) emptyFolder(task);
  return runs;
}

/** Each round begins with another contender, so that the order differs. */
function inTurn(contenders: readonly Contender[], round: number): Contender[] {
  const start = (round - 1) % contenders.length;
  return [...contenders.slice(start), ...contenders.slice(0, start)];
}

function select(lines: readonly Line[], { selects }: Contender): readonly Line[] {
  return selects ? lines.filter(selects) : lines;
}

async function runOnce(
  contender: Contender,
  task: Task,
  server: BenchServer,
  round: number,
  limit: number,
): Promise<Run> {
  emptyFolder(task);
  const command = contender.command(task);
  const before = await server.usage();
  const measured = await measure(command, { folder: task.folder, limit });
  const after = await server.usage();
  const time = measured.isLate ? measured.wall : timeOf(contender, measured);
  const serverShare = (after.cpu - before.cpu) / measured.wall;
  return { round, time, measured, serverShare, wrong: faultOf(contender, measured, task) };
}

function timeOf(contender: Contender, measured: Measured): number {
  try {
    return contender.time?.(measured) ?? measured.wall;
  } catch {
    return measured.wall; // It failed, which its answer tells.
  }
}

function faultOf(contender: Contender, measured: Measured, task: Task): string | undefined {
  if (measured.isLate) return `ended after ${(measured.wall / 1000).toFixed(0)} s`;
  try {
    return differenceOf(contender.answer(measured, task), answerOf(task.lines));
  } catch (error) {
    const [message] = (error as Error).message.split('\n');
    return `${message}${measured.errors ? ` (${measured.errors.split('\n').at(-1)})` : ''}`;
  }
}

function differenceOf(got: Answer, right: Required<Answer>): string | undefined {
  const names = ['responses', 'mentions', 'failures'] as const;
  const wrong = names.filter(name => got[name] !== undefined && got[name] !== right[name]);
  return wrong.length
    ? `wrong: ${wrong.map(name => `${got[name]} of ${right[name]} ${name}`).join(', ')}`
    : undefined;
}
