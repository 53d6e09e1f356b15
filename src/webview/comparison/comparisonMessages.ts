/** What the comparison of models and its host say to each other. Each side checks what the other says. */

import { isArrayOf, isNumber, isRecord, isText } from '../shared/validation.ts';

/** A model in the lane of the network. Texts are ready to be shown. */
export interface ModelRow {
  readonly name: string;
  /** What the tutorial calls it. */
  readonly tutorial: string;
  /** Processes and requests in each. */
  readonly shape: string;
  /** In ms. */
  readonly wall: number;
  /** e.g. `12 ×` */
  readonly speedUp: string;
  readonly cpu: string;
  readonly memory: string;
  readonly atOnce: number;
  readonly responses: number;
  readonly mentions: number;
  readonly failed: number;
  /** Whether it ended before all URLs had an outcome. */
  readonly isStopped: boolean;
  readonly why: string;
}

/** A model in the lane of the processor. */
export interface BurningRow {
  readonly name: string;
  readonly tutorial: string;
  /** In ms. */
  readonly wall: number;
  readonly speedUp: string;
  readonly cpu: string;
  readonly matches: number;
  readonly why: string;
}

export interface DifferenceRow {
  readonly url: string;
  /** One for each model that was done, in the order of the models. */
  readonly verdicts: readonly string[];
}

export interface ComparisonState {
  readonly type: 'state';
  readonly name: string;
  readonly term: string;
  /** What is going on now; absent when all is done. */
  readonly running?: string;
  /** How far that is. */
  readonly progress?: string;
  readonly models: readonly ModelRow[];
  readonly burning: readonly BurningRow[];
  /** What the second lane did. */
  readonly burningNote: string;
  /** Whether the models agree, in a sentence; empty while nobody knows. */
  readonly agreement: string;
  /** Names of the models that the verdicts are of. */
  readonly judges: readonly string[];
  readonly differences: readonly DifferenceRow[];
}

export type FromComparison = { readonly type: 'ready' } | { readonly type: 'stop' };

/** @returns the message, or `undefined` when it is none */
export function fromComparison(message: unknown): FromComparison | undefined {
  if (!isRecord(message)) return undefined;
  return message.type === 'ready' || message.type === 'stop' ? { type: message.type } : undefined;
}

/** @returns the state, or `undefined` when it is none: it may also come from another version of this page */
export function toComparison(message: unknown): ComparisonState | undefined {
  if (!isRecord(message) || message.type !== 'state') return undefined;
  const { agreement, burning, burningNote, differences, judges, models, name, progress, running, term } =
    message;
  const isState =
    [agreement, burningNote, name, term].every(text => isText(text)) &&
    [progress, running].every(text => text === undefined || isText(text)) &&
    isArrayOf(models, isModelRow) &&
    isArrayOf(burning, isBurningRow) &&
    isArrayOf(judges, isText) &&
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

function isBurningRow(row: unknown): row is BurningRow {
  if (!isRecord(row)) return false;
  const { cpu, matches, name, speedUp, tutorial, wall, why } = row;
  return [cpu, name, speedUp, tutorial, why].every(text => isText(text)) && [matches, wall].every(isNumber);
}

function isDifferenceRow(row: unknown): row is DifferenceRow {
  return isRecord(row) && isText(row.url) && isArrayOf(row.verdicts, isText);
}
