/** Compares the concurrency models: scans a list once with each of them, one after another. */

import { setTimeout } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import type { ModelName } from '../model/concurrencyModel.ts';
import { failure } from '../model/failure.ts';
import { mostInFlight } from '../model/inFlight.ts';
import { KEEP } from '../model/keepLimits.ts';
import { cancelled, failed, failureOf, mentionCount, type Outcome } from '../model/outcome.ts';
import { countText, NO_PLACES } from '../model/places.ts';
import type { ScanId } from '../model/progress.ts';
import { type Tally, tallyOf } from '../model/tally.ts';
import type { ScanUsage } from '../model/usage.ts';
import { type Plan, planOf } from '../pool/concurrencyPlan.ts';
import { type EnginePool, MACHINE } from '../pool/enginePool.ts';
import { verdictKind } from '../report/verdictLooks.ts';
import { shortVerdict, verdictFacts } from '../report/verdictWords.ts';
import type { ScanRequest } from '../scan/scan.ts';

export interface ModelResult {
  readonly model: ModelName;
  readonly plan: Plan;
  /** Time from the request to the last outcome, in ms, including the start of processes. */
  readonly wall: number;
  /** Absent if the scan was stopped or its process crashed. */
  readonly usage?: ScanUsage | undefined;
  /** Maximum number of requests that were under way at once. */
  readonly mostInFlight: number;
  /** Counts each URL once. */
  readonly tally: Tally;
  /** By the ids of the targets. */
  readonly outcomes: readonly Outcome[];
}

export interface Compared {
  readonly results: readonly ModelResult[];
  /** Texts of some pages, for the CPU part of the comparison (see `runCpuModels.ts`). */
  readonly pages: readonly string[];
}

export interface ComparisonEvents {
  /** @param done number of URLs that have their outcome with this model */
  readonly onProgress: (model: ModelName, done: number) => void;
  readonly onResult: (result: ModelResult) => void;
}

export interface ComparisonOrder {
  readonly models: readonly ModelName[];
  /** Creates a pool for each model, so that its processes use no resources for other models. */
  readonly createPool: () => EnginePool;
  readonly signal: AbortSignal;
}

/** Settles when all models are done, or the signal is aborted. The model that was stopped has a result, too. */
export async function compareModels(
  request: ScanRequest,
  { createPool, models, signal }: ComparisonOrder,
  events: ComparisonEvents,
): Promise<Compared> {
  const results: ModelResult[] = [];
  let pages: readonly string[] = [];
  for (const model of models) {
    if (signal.aborted) break;
    // The pause between two requests to a host also applies between two models.
    if (results.length) await setTimeout(request.options.hostInterval);
    events.onProgress(model, 0);
    // `pool` gets one process for any list, so that the effect of a pool is not mixed with that of several processes.
    const options = { ...request.options, model, processes: 1 };
    const pool = createPool();
    try {
      const { result, scan } = await scanOnce({ ...request, options }, pool, signal, done =>
        events.onProgress(model, done),
      );
      if (!pages.length) pages = await pagesOf(result, pool, scan, request);
      results.push(result);
      events.onResult(result);
    } finally {
      const ended = pool.ended();
      pool.dispose();
      await ended;
    }
  }
  return { results, pages };
}

// With more pages, or longer ones, passing them to another process would take longer than searching them.
const MOST_PAGES = 64;
/** In UTF-16 units. */
const LONGEST_PAGES = 8 * 1024 ** 2;

async function pagesOf(
  { outcomes }: ModelResult,
  pool: EnginePool,
  scan: ScanId,
  { options, targets, term }: ScanRequest,
): Promise<string[]> {
  const pages: string[] = [];
  let length = 0;
  for (const [target] of targets) {
    const outcome = outcomes[target];
    if (pages.length === MOST_PAGES || length > LONGEST_PAGES) break;
    if (outcome?.kind !== 'mentions' && outcome?.kind !== 'noMention') continue;
    const page = await pool.page(scan, target, { view: 'source', term, options });
    if (!page) continue;
    pages.push(page.text);
    length += page.text.length;
  }
  return pages;
}

function scanOnce(
  request: ScanRequest,
  pool: EnginePool,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<{ result: ModelResult; scan: ScanId }> {
  const { options, targets } = request;
  const outcomes: Outcome[] = [];
  let done = 0;
  const began = performance.now();
  return new Promise(resolve => {
    const end = (rest: Outcome, usage?: ScanUsage) => {
      signal.removeEventListener('abort', onAbort);
      for (const [target] of targets) outcomes[target] ??= rest;
      const result = {
        model: options.model,
        plan: planOf(options, targets.length, MACHINE),
        wall: Math.round(performance.now() - began),
        usage,
        mostInFlight: mostInFlight(targets.map(([target]) => outcomes[target]?.timings ?? [])),
        tally: tallyOf(targets.map(([target]) => outcomes[target])),
        outcomes,
      };
      resolve({ result, scan });
    };
    const onAbort = () => {
      pool.stop(scan);
      end(cancelled());
    };
    const scan = pool.scan(
      request,
      {
        onOutcomes: batch => {
          for (const [target, outcome] of batch) {
            // Drops the matched lines: they are not compared, and would take much memory for each model.
            outcomes[target] = 'matches' in outcome ? { ...outcome, matches: [] } : outcome;
            done++;
          }
          onProgress(done);
        },
        onEnd: (fault, usage) =>
          end(
            fault
              ? failed(failure('INTERNAL', l10n.t('The engine stopped unexpectedly'), fault))
              : cancelled(),
            usage,
          ),
      },
      KEEP,
    );
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
  });
}

/** A URL for which models have different outcomes. */
export interface Difference {
  readonly target: number;
  /** The verdict of each model, in the order of the results; safe to show. */
  readonly verdicts: readonly string[];
}

/** The URLs whose outcomes differ. All models use the same engine, so the servers must have answered differently. */
export function differences(results: readonly ModelResult[]): Difference[] {
  const complete = results.filter(({ tally }) => !tally.cancelled);
  const [first] = complete;
  if (!first) return [];
  return [...first.outcomes.keys()].flatMap(target => {
    const found = complete.map(({ outcomes }) => outcomes[target] as Outcome);
    return new Set(found.map(codeOf)).size > 1 ? [{ target, verdicts: found.map(verdictOf) }] : [];
  });
}

/** The properties of an outcome that are compared. */
function codeOf(outcome: Outcome): string {
  return [outcome.kind, mentionCount(outcome), failureOf(outcome)?.code, statusOf(outcome)].join(' ');
}

/** e.g. `3 ×`, `no mention`, `failed HTTP_STATUS 404`. */
function verdictOf(outcome: Outcome): string {
  const kind = verdictKind({ outcome });
  const { found } = verdictFacts({ outcome }, count => countText(count, NO_PLACES));
  const words = shortVerdict(kind, { found });
  return [...words, failureOf(outcome)?.code, statusOf(outcome)].filter(part => part !== undefined).join(' ');
}

/** The HTTP status of a failure. The statuses of pages are not compared. */
function statusOf(outcome: Outcome): number | undefined {
  return failureOf(outcome) && outcome.status;
}

/** How many times as fast as `oneAtATime` a model is; `undefined` if one of the two was stopped. */
export function speedUp(result: ModelResult, results: readonly ModelResult[]): number | undefined {
  const base = results.find(({ model }) => model === 'oneAtATime');
  if (!base || base.tally.cancelled || result.tally.cancelled || !result.wall) return undefined;
  return base.wall / result.wall;
}
