/** A program of the comparison. */

import fs from 'node:fs';
import type { Command, Measured } from '../measure/measure.ts';
import type { Answer, Line } from '../workloads/list.ts';
import type { Workload } from '../workloads/workloads.ts';

/** The task of a contender. */
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

/** The contender cannot run. The message is the reason. */
export class NotRunError extends Error {}

/** One row of the tables. */
export interface Contender {
  /** For `--only`. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** A remark for the comparison of its figures. */
  readonly note?: string;
  /** Names of the workloads that suit it, without their size; all if absent. */
  readonly workloads?: readonly string[];
  /** The lines that it gets; all if absent. */
  readonly selects?: (line: Line) => boolean;
  /**
   * Prepares the contender. Called once.
   * @returns names and versions of what it runs on
   * @throws {NotRunError}
   */
  prepare(): Promise<string>;
  /** Called before each run. Its time is not measured. */
  command(task: Task): Command;
  /**
   * Parses its answer.
   * @throws {Error} that says what is wrong with the answer
   */
  answer(measured: Measured, task: Task): Answer;
  /** Its time, in ms, if that is not the time of the whole process. */
  time?(measured: Measured): number;
}

/** The answer of our own small programs: the last line of output, as JSON. */
export function answerInJson({ output }: Measured): Answer {
  const text = fs.readFileSync(output, 'utf8');
  const { failures, mentions, responses } = JSON.parse(text.trimEnd().split('\n').at(-1) ?? '') as Answer;
  return { responses, mentions, failures };
}
