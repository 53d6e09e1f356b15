/** A program that takes part. */

import fs from 'node:fs';
import type { Command, Measured } from '../measure/measure.ts';
import type { Answer, Line } from '../workloads/list.ts';
import type { Workload } from '../workloads/workloads.ts';

/** What a contender is asked to do. */
export interface Task {
  readonly workload: Workload;
  readonly lines: readonly Line[];
  /** A file with the lines' URLs. */
  readonly list: string;
  /** As {@link import('../server/messages.ts').Hosts.dnsServer}. */
  readonly dnsServer: string;
  /** An empty folder to write into. */
  readonly folder: string;
}

/** The contender cannot take part; the message says why. */
export class NotRunError extends Error {}

/** One row of the tables. */
export interface Contender {
  /** For `--only`. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** What to know when its figures are compared. */
  readonly note?: string;
  /** Names of the workloads it makes sense for, without their size; all when absent. */
  readonly workloads?: readonly string[];
  /** Which lines it is asked about; all when absent. */
  readonly selects?: (line: Line) => boolean;
  /**
   * Gets what it needs; done once.
   * @returns names and versions of what it runs on
   * @throws {NotRunError}
   */
  prepare(): Promise<string>;
  /** Called before each run; what it does is not measured. */
  command(task: Task): Command;
  /**
   * What it answered.
   * @throws {Error} that says what is wrong with the answer
   */
  answer(measured: Measured, task: Task): Answer;
  /** What counts as its time instead of the whole process's, in ms. */
  time?(measured: Measured): number;
}

/** The answer of our own small programs: the last line of output, as JSON. */
export function answerInJson({ output }: Measured): Answer {
  const text = fs.readFileSync(output, 'utf8');
  const { failures, mentions, responses } = JSON.parse(text.trimEnd().split('\n').at(-1) ?? '') as Answer;
  return { responses, mentions, failures };
}
