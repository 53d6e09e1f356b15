/** The arguments of the benchmark. */

import { parseArgs } from 'node:util';
import { type Changes, type Workload, workloadOf } from './workloads/workloads.ts';

export const HELP = `Usage: npm run bench -- [WORKLOAD…] [options]

Compares the terminal command with other ways to do the same, on servers of its own on this machine.
WORKLOAD is W1, W2, W3, W4 or W5 (default: the first four), or one with another size: W3-50000.

  --rounds N         runs of each contender, in turn (default 5)
  --only IDS         only these contenders, with commas between them, such as ours,aiohttp,go
  --pages N          lines of the lists, but for W1
  --lanes N          requests at once
  --slow MS          how long the slow pages of W5 take (default 500)
  --limit SECONDS    a run that takes longer is ended (default 600)
  --once SECONDS     who takes longer is not run again in the later rounds (default 30)

Instead of a comparison:
  --profile          where the engine's time goes: its functions by self time
  --memory           memory and descriptors of the engine at 1,000, 10,000 and 100,000 lines
  --same             whether 20 scans of servers with random delays give the same report
  --host             the extension host while VS Code scans the lists: delays, CPU, memory, first results
  --workbench        how long keys, the tree and Stop take to be seen while 100,000 lines are scanned
  --search-again     searching the pages of a scan for another word, without the network
  --models           whether each concurrency model takes as long as theory says
  --sizes            of the package and its bundles
  --help             this text
`;

export type Mode =
  | 'compare'
  | 'profile'
  | 'memory'
  | 'same'
  | 'host'
  | 'workbench'
  | 'search-again'
  | 'models'
  | 'sizes'
  | 'help';

/** The parsed arguments. */
export interface Arguments {
  readonly mode: Mode;
  readonly workloads: readonly Workload[];
  readonly rounds: number;
  /** Ids of contenders; all when absent. */
  readonly only?: readonly string[];
  /** In ms. */
  readonly limit: number;
  /** In ms. */
  readonly once: number;
  /** Number of lines of a list, if it is given. */
  readonly pages?: number;
}

/** @throws {Error} that says what is wrong with them */
export function readArguments(args: readonly string[]): Arguments {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '5' },
      only: { type: 'string' },
      pages: { type: 'string' },
      lanes: { type: 'string' },
      slow: { type: 'string' },
      limit: { type: 'string', default: '600' },
      once: { type: 'string', default: '30' },
      profile: { type: 'boolean' },
      memory: { type: 'boolean' },
      same: { type: 'boolean' },
      host: { type: 'boolean' },
      workbench: { type: 'boolean' },
      'search-again': { type: 'boolean' },
      models: { type: 'boolean' },
      sizes: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const chosen = (
    ['help', 'profile', 'memory', 'same', 'host', 'workbench', 'search-again', 'models', 'sizes'] as const
  ).filter(mode => values[mode]);
  if (chosen.length > 1) throw new Error(`One at a time: --${chosen.join(', --')}`);
  const changes: Changes = {
    ...numberOf('pages', values.pages),
    ...numberOf('lanes', values.lanes),
    ...(values.slow === undefined ? {} : { slowMs: Number(values.slow) }),
  };
  const mode = chosen[0] ?? 'compare';
  const usual = mode === 'profile' ? ['W3'] : ['W1', 'W2', 'W3', 'W4'];
  return {
    mode,
    workloads: (positionals.length ? positionals : usual).map(name => workloadOf(name, changes)),
    rounds: numberOf('rounds', values.rounds).rounds ?? 5,
    ...(values.only === undefined ? {} : { only: values.only.split(',') }),
    limit: (numberOf('limit', values.limit).limit ?? 600) * 1000,
    once: (numberOf('once', values.once).once ?? 30) * 1000,
    ...numberOf('pages', values.pages),
  };
}

function numberOf<Name extends string>(name: Name, text: string | undefined): Partial<Record<Name, number>> {
  if (text === undefined) return {};
  const value = Number(text);
  if (!(Number.isInteger(value) && value > 0))
    throw new Error(`--${name} takes a whole number, not “${text}”`);
  return { [name]: value } as Record<Name, number>;
}
