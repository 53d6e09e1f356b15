/** The messages between the page of the comparison and the extension host. Each side validates what it receives. */

import { isArrayOf, isNumber, isRecord, isText } from '../shared/validation.ts';

/** The result of a model in the scan of the list. Texts are ready to be shown. */
export interface ModelRow {
  readonly name: string;
  /** Name of the technique in the tutorial. */
  readonly tutorial: string;
  /** Number of processes, and of requests in each, e.g. `1 × 128`. */
  readonly shape: string;
  /** Elapsed time, in ms. */
  readonly wall: number;
  /** e.g. `12 ×` */
  readonly speedUp: string;
  readonly cpu: string;
  readonly memory: string;
  /** Largest number of requests in flight. */
  readonly atOnce: number;
  readonly responses: number;
  readonly mentions: number;
  readonly failed: number;
  /** Whether it was stopped before all URLs had an outcome. */
  readonly isStopped: boolean;
  readonly why: string;
}

/** The result of a model in the search of the pages, without the network. */
export interface CpuModelRow {
  readonly name: string;
  /** Name of the technique in the tutorial. */
  readonly tutorial: string;
  /** Elapsed time, in ms. */
  readonly wall: number;
  readonly speedUp: string;
  readonly cpu: string;
  readonly matches: number;
  readonly why: string;
}

export interface DifferenceRow {
  readonly url: string;
  /** One for each of {@link ComparisonState.comparedModels}, in the same order. */
  readonly verdicts: readonly string[];
}

export interface ComparisonState {
  readonly type: 'state';
  /** Name of the list. */
  readonly name: string;
  readonly term: string;
  /** The current step, in words; absent if the comparison has ended. */
  readonly running?: string;
  /** Progress of the current step. */
  readonly progress?: string;
  readonly models: readonly ModelRow[];
  readonly cpuModels: readonly CpuModelRow[];
  /** One sentence about the work behind {@link cpuModels}. */
  readonly cpuNote: string;
  /** Whether the models agree, in one sentence; empty while models run, and with fewer than two results. */
  readonly agreement: string;
  /** Names of the models that have finished. */
  readonly comparedModels: readonly string[];
  readonly differences: readonly DifferenceRow[];
}

export type FromComparison = { readonly type: 'ready' } | { readonly type: 'stop' };

/** Validates a message from the page. @returns `undefined` if it is invalid */
export function fromComparison(message: unknown): FromComparison | undefined {
  if (!isRecord(message)) return undefined;
  return message.type === 'ready' || message.type === 'stop' ? { type: message.type } : undefined;
}

/** Validates a state from the host, or saved by another version of this page. @returns `undefined` if it is invalid */
export function toComparison(message: unknown): ComparisonState | undefined {
  if (!isRecord(message) || message.type !== 'state') return undefined;
  const {
    agreement,
    cpuModels,
    cpuNote,
    differences,
    comparedModels,
    models,
    name,
    progress,
    running,
    term,
  } = message;
  const isState =
    [agreement, cpuNote, name, term].every(text => isText(text)) &&
    [progress, running].every(text => text === undefined || isText(text)) &&
    isArrayOf(models, isModelRow) &&
    isArrayOf(cpuModels, isCpuModelRow) &&
    isArrayOf(comparedModels, isText) &&
    isArrayOf(differences, isDifferenceRow);
  return isState ? (message as unknown as ComparisonState) : undefined;
}

function isModelRow(row: unknown): row is ModelRow {
  if (!isRecord(row)) return false;
  const {
    atOnce,
    cpu,
    failed,
    isStopped,
    memory,
    mentions,
    name,
    responses,
    shape,
    speedUp,
    tutorial,
    wall,
    why,
  } = row;
  return (
    [cpu, memory, name, shape, speedUp, tutorial, why].every(text => isText(text)) &&
    [atOnce, failed, mentions, responses, wall].every(isNumber) &&
    typeof isStopped === 'boolean'
  );
}

function isCpuModelRow(row: unknown): row is CpuModelRow {
  if (!isRecord(row)) return false;
  const { cpu, matches, name, speedUp, tutorial, wall, why } = row;
  return [cpu, name, speedUp, tutorial, why].every(text => isText(text)) && [matches, wall].every(isNumber);
}

function isDifferenceRow(row: unknown): row is DifferenceRow {
  return isRecord(row) && isText(row.url) && isArrayOf(row.verdicts, isText);
}
