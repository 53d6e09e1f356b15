/**
 * Whether each concurrency model takes as long as theory says, on the tutorial's 64 pages, whose delays a seed decides: one at
 * a time the sum of them, all at once the slowest, a pool of n what n lanes take that each go to the next page when they
 * are done with one.
 */

import { compareModels, type ModelResult } from '../../../src/engine/compare/comparison.ts';
import { modelTexts } from '../../../src/engine/compare/modelTexts.ts';
import { MODELS, type ModelName } from '../../../src/engine/model/concurrencyModel.ts';
import { engineOptions } from '../../../src/engine/model/options.ts';
import { withIds } from '../../../src/engine/model/target.ts';
import { PYTHON } from '../../../src/engine/model/term.ts';
import { EnginePool } from '../../../src/engine/pool/enginePool.ts';
import { latencies } from '../../web/sponsors/latency.ts';
import { pages } from '../../web/sponsors/pages.ts';
import { startSponsors } from '../../web/sponsors/server.ts';

/** Requests at once of the pools that are measured, beside the usual one. */
const LANES = [4, 8, 16];

/** What a model may take beyond what theory says: as a share of it, and in ms for each page it has one after another. */
const TOLERANCE = { share: 0.1, perPage: 20, start: 500 };

interface Measured {
  readonly name: string;
  /** From the first request to the last outcome, in ms: the start of a process is no part of the theory. */
  readonly took: number;
  readonly theory: number;
  /** Pages one after another in the longest lane, about. */
  readonly inLane: number;
}

/**
 * @param engine path of the engine's bundle
 * @returns whether every model gave the right answer, in the time that theory says
 */
export async function models(engine: string): Promise<boolean> {
  const delays = [...latencies(pages.map(({ url }) => url)).values()];
  const delayOf = latencies(pages.map(({ url }) => url));
  const inOrder = pages.map(({ url }) => delayOf.get(url) ?? 0);
  const sum = delays.reduce((all, each) => all + each, 0);
  console.log(
    `64 pages: the slowest takes ${Math.max(...delays)} ms, all together ${sum} ms; processes per URL are judged by their answers alone.`,
  );
  const sponsors = await startSponsors();
  try {
    const targets = sponsors.urls.map(({ replica }) => replica);
    const log = { debug() {}, warn: (message: string) => console.error(message) };
    const run = async (
      names: readonly ModelName[],
      concurrency?: number,
    ): Promise<readonly ModelResult[]> => {
      const options = engineOptions(
        { perHostConcurrency: 64, ...(concurrency === undefined ? {} : { concurrency }) },
        'benchmark',
      );
      const term = { text: PYTHON, matchCase: false, wholeWord: false, regularExpression: false };
      const { results } = await compareModels(
        { targets: withIds(targets), term, options },
        {
          models: names,
          createPool: () => new EnginePool(engine, log),
          signal: new AbortController().signal,
        },
        { onProgress() {}, onResult() {} },
      );
      return results;
    };
    const results = [...(await run(MODELS))];
    const measured: Measured[] = results.flatMap(result => {
      const theory = theoryOf(result, inOrder);
      return theory ? [{ name: modelTexts(result.model).name, took: spanOf(result), ...theory }] : [];
    });
    for (const lanes of LANES) {
      const [pool] = await run(['pool'], lanes);
      if (!pool) continue;
      results.push(pool);
      measured.push({
        name: `A pool of ${lanes}`,
        took: spanOf(pool),
        theory: makespan(inOrder, lanes),
        inLane: inOrder.length / lanes,
      });
    }
    return report(measured) && answers(results);
  } finally {
    await sponsors.close();
  }
}

function theoryOf(
  { model, plan }: ModelResult,
  delays: readonly number[],
): Pick<Measured, 'theory' | 'inLane'> | undefined {
  // Its time is that of the processes' starts, about which no theory says anything.
  if (model === 'processPerUrl') return undefined;
  const lanes = Math.min(delays.length, plan.processes * plan.requests);
  return { theory: makespan(delays, lanes), inLane: delays.length / lanes };
}

/** The theoretical time, in ms, if each lane takes the next page as soon as it has finished one. */
export function makespan(delays: readonly number[], lanes: number): number {
  const free: number[] = Array.from({ length: lanes }, () => 0);
  for (const delay of delays) {
    const next = free.indexOf(Math.min(...free));
    free[next] = (free[next] as number) + delay;
  }
  return Math.max(...free);
}

/** From the first request to the last outcome, in ms. */
function spanOf({ outcomes }: ModelResult): number {
  const ends = outcomes.map(({ timings }) => timings?.at(-1) ?? 0);
  // The first span of a URL is its time in the queue.
  const starts = outcomes.map(({ timings }) => (timings?.[0] === 0 ? (timings[2] ?? 0) : 0));
  return Math.max(...ends) - Math.min(...starts);
}

function report(measured: readonly Measured[]): boolean {
  let isRight = true;
  console.log(
    `\n${'Model'.padEnd(22)}${'took'.padStart(10)}${'theory'.padStart(10)}${'at most'.padStart(10)}`,
  );
  for (const { inLane, name, theory, took } of measured) {
    const most = theory * (1 + TOLERANCE.share) + inLane * TOLERANCE.perPage + TOLERANCE.start;
    const isFine = took >= theory * (1 - TOLERANCE.share) && took <= most;
    isRight &&= isFine;
    const cells = [took, theory, most].map(ms => `${Math.round(ms)} ms`.padStart(10)).join('');
    console.log(`${name.padEnd(22)}${cells}  ${isFine ? 'as theory says' : 'NOT as theory says'}`);
  }
  return isRight;
}

function answers(results: readonly ModelResult[]): boolean {
  const wrong = results.filter(
    ({ tally }) => tally.responses !== 62 || tally.mentions !== 20 || tally.failed !== 2,
  );
  console.log(
    wrong.length
      ? `\nWRONG ANSWERS: ${wrong.map(({ model }) => model).join(', ')}`
      : '\nEvery model: 62 responses, 20 mentions, 2 failures',
  );
  return !wrong.length;
}
