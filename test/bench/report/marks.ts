/** The performance goals of the product, and whether a comparison meets them. */

import type { Runs } from '../measure/rounds.ts';
import type { Workload } from '../workloads/workloads.ts';
import { ratiosTo, timesOf } from './results.ts';
import { median } from './statistics.ts';

/** A mark is the factor by which another contender must be slower, at least. */
interface RatioMark {
  readonly against: string;
  readonly mark?: number;
  readonly stretch: number;
}

const RATIOS: Readonly<Record<string, readonly RatioMark[]>> = {
  W2: [
    { against: 'aiohttp', mark: 1.5, stretch: 1.8 },
    { against: 'curl', mark: 1, stretch: 1 },
    { against: 'go', stretch: 0.45 },
  ],
  W3: [
    { against: 'aiohttp', mark: 3, stretch: 4 },
    { against: 'curl', mark: 3, stretch: 4 },
    { against: 'go', stretch: 0.5 },
  ],
  'W3-50000': [
    { against: 'aiohttp', mark: 5, stretch: 7 },
    { against: 'go', stretch: 0.85 },
  ],
  W4: [
    { against: 'aiohttp', mark: 4.5, stretch: 6 },
    { against: 'go', stretch: 0.6 },
  ],
};

/** In ms. */
const SLOWEST_PAGE = 1_000;
const DEADLINE = 30_000;

/** A line for each mark of a workload: met or not, and by how much. */
export function marksOf(workload: Workload, runs: Runs): string[] {
  const base = workload.name.replace(/-.*$/, '');
  const isOther = !(workload.name in RATIOS) && workload.name !== base;
  const marks = [
    ...(RATIOS[workload.name] ?? RATIOS[base] ?? []).flatMap(mark => ratioMark(mark, runs)),
    ...(base === 'W1' ? slowestPage(runs) : []),
    ...(base === 'W5' ? deadPart(runs) : []),
    wrongVerdicts(runs),
  ];
  return [...(isOther ? [`These marks are for another size of ${base}.`] : []), ...marks];
}

/** @param isMet compares; with it, more or less may be better */
function line(what: string, got: number, wanted: number, unit: string, isMet: boolean): string {
  const by = Math.abs(got / wanted - 1) * 100;
  return `${isMet ? 'met' : 'NOT MET'}: ${what}: ${got.toFixed(2)}${unit}, wanted ${wanted}${unit} (${by.toFixed(0)} % ${got >= wanted ? 'more' : 'less'})`;
}

function ratioMark({ against, mark, stretch }: RatioMark, runs: Runs): string[] {
  const ratio = median(ratiosTo(against, runs));
  if (Number.isNaN(ratio)) return [`not measured: against ${against}`];
  return [
    ...(mark === undefined ? [] : [line(`mark against ${against}`, ratio, mark, ' ×', ratio >= mark)]),
    line(`stretch against ${against}`, ratio, stretch, ' ×', ratio >= stretch),
  ];
}

function slowestPage(runs: Runs): string[] {
  const whole = median(timesOf('ours', runs)) / SLOWEST_PAGE;
  const warm = median(timesOf('ours-warm', runs)) / SLOWEST_PAGE;
  return [
    Number.isNaN(whole)
      ? 'not measured: the command'
      : line('mark, whole command to the slowest page, at most', whole, 1.12, ' ×', whole <= 1.12),
    Number.isNaN(warm)
      ? 'not measured: warm engine'
      : line('stretch, scan of a warm engine to the slowest page, at most', warm, 1.03, ' ×', warm <= 1.03),
  ];
}

function deadPart(runs: Runs): string[] {
  return [...runs.keys()]
    .filter(({ id }) => ['ours', 'ours-dns'].includes(id))
    .map(({ id, name }) => deadPartOf(id, name, runs));
}

function deadPartOf(id: string, name: string, runs: Runs): string {
  const rounds = roundTimes('ours-living', runs);
  const shares = [...roundTimes(id, runs)].flatMap(([round, time]) => {
    const living = rounds.get(round);
    return living === undefined ? [] : [time / (1.5 * living + DEADLINE)];
  });
  const share = median(shares);
  if (Number.isNaN(share)) return `not measured: ${name} without the dead part of the list`;
  return line(
    `mark, ${name} to 1.5 × the living lines’ time and a deadline, at most`,
    share,
    1,
    ' ×',
    share <= 1,
  );
}

function roundTimes(id: string, runs: Runs): Map<number, number> {
  const own = [...runs].find(([contender]) => contender.id === id)?.[1] ?? [];
  return new Map(own.map(({ round, time }) => [round, time]));
}

function wrongVerdicts(runs: Runs): string {
  const own = [...runs].filter(([{ id }]) => id.startsWith('ours')).flatMap(([, all]) => all);
  const wrong = own.filter(run => run.wrong !== undefined);
  return `${wrong.length ? 'NOT MET' : 'met'}: no wrong verdict: ${wrong.length} of ${own.length} runs had one`;
}
