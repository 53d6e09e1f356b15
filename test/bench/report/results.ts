/** The table of a comparison. */

import type { Run, Runs } from '../measure/rounds.ts';
import { known, median } from './statistics.ts';
import type { Table } from './table.ts';

/** If the server's process uses more than this share of a core, the server limits the result. */
const SERVER_IS_LIMIT = 0.9;

const MEGABYTE = 1e6;

/** Times in ms of a contender, one a run. */
export function timesOf(id: string, runs: Runs): number[] {
  return runsOf(id, runs).map(({ time }) => time);
}

/** How many times as long as ours a contender took, in each round that both ran in. */
export function ratiosTo(id: string, runs: Runs): number[] {
  const ours = new Map(runsOf(referenceOf(runs), runs).map(({ round, time }) => [round, time]));
  return runsOf(id, runs).flatMap(({ round, time }) => {
    const own = ours.get(round);
    return own === undefined ? [] : [time / own];
  });
}

/** The contender that the others are compared with: our command, unless it was left out. */
function referenceOf(runs: Runs): string {
  const ids = [...runs.keys()].map(({ id }) => id);
  return ids.includes('ours') ? 'ours' : (ids.find(id => id.startsWith('ours')) ?? '');
}

function runsOf(id: string, runs: Runs): Run[] {
  return [...runs].find(([contender]) => contender.id === id)?.[1] ?? [];
}

/** @param missing contenders that did not run, with the reason */
export function resultsTable(runs: Runs, missing: ReadonlyMap<string, string>): Table {
  return {
    head: ['contender', 'answer', 'ms', 'min–max', 'runs', 'to ours', 'CPU ms', 'MB', 'server'],
    words: 2,
    rows: [
      ...[...runs].map(([{ id, name, note }, all]) => {
        const times = all.map(({ time }) => time);
        const cpu = known(all.map(({ measured }) => measured.cpu));
        const memory = known(all.map(({ measured }) => measured.peakRss));
        const share = median(all.map(({ serverShare }) => serverShare));
        return [
          `${name}${note === undefined ? '' : ' *'}`,
          answerCell(all),
          median(times).toFixed(0),
          `${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)}`,
          String(all.length),
          ratioCell(ratiosTo(id, runs)),
          cpu.length ? median(cpu).toFixed(0) : '–',
          memory.length ? (median(memory) / MEGABYTE).toFixed(0) : '–',
          `${(100 * share).toFixed(0)} %${share > SERVER_IS_LIMIT ? ' !' : ''}`,
        ];
      }),
      ...[...missing].map(([name, reason]) => [name, `not run: ${reason}`, '', '', '', '', '', '', '']),
    ],
  };
}

function answerCell(runs: readonly Run[]): string {
  const faults = runs.flatMap(({ wrong }) => wrong ?? []);
  // Wrong counts fit into the table; other errors are printed below it.
  return faults.find(fault => fault.startsWith('wrong: ')) ?? (faults.length ? 'wrong' : 'right');
}

function ratioCell(ratios: readonly number[]): string {
  return ratios.length ? `${median(ratios).toFixed(2)} ×` : '–';
}

/** The remarks below the table. */
export function footnotes(runs: Runs): string[] {
  const notes = [...runs].flatMap(([{ name, note }]) => (note === undefined ? [] : [`* ${name}: ${note}`]));
  const wrong = [...runs].flatMap(([{ name }, all]) => {
    const faults = new Set(all.map(run => run.wrong).filter(fault => fault !== undefined));
    return [...faults].filter(fault => !fault.startsWith('wrong: ')).map(fault => `${name}: ${fault}`);
  });
  const limited = [...runs].some(([, all]) => median(all.map(run => run.serverShare)) > SERVER_IS_LIMIT);
  return [
    ...wrong,
    ...[...runs].flatMap(([{ name }, all]) => engineMemory(name, all)),
    ...(limited
      ? ['! The server was busy for more than 90 % of the time: it is the limit here, not the contender']
      : []),
    ...notes,
  ];
}

function engineMemory(name: string, runs: readonly Run[]): string[] {
  const engines = known(runs.map(({ measured }) => measured.engine));
  if (!engines.length) return [];
  const middle = (values: number[]) => `${(median(values) / MEGABYTE).toFixed(0)} MB`;
  const processes = Math.max(...engines.map(each => each.processes));
  const parts = [
    `${middle(engines.map(({ together }) => together))} in ${processes === 1 ? 'the engine’s process' : `${processes} engine processes`}`,
    ...(processes === 1 ? [] : [`${middle(engines.map(({ largest }) => largest))} in the largest`]),
    `${middle(engines.map(({ parent }) => parent))} in the process that starts them`,
  ];
  return [`Peak memory of ${name}: ${parts.join(', ')}`];
}
