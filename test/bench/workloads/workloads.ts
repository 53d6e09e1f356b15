/** The workloads: kind of pages, number of URLs, and delays of the servers. */

/** The pages and hosts of the fast server. */
export interface Serving {
  /** Bytes of a page. */
  readonly size: number;
  /** How many different pages there are; URLs share them. */
  readonly variants: number;
  /** The pages' seed. */
  readonly seed: string;
  /** Hosts with living pages; slow and refusing hosts are as many. */
  readonly hosts: number;
}

export interface Workload {
  readonly name: string;
  readonly title: string;
  /** `replica`: the 64 pages of the tutorial. `made`: the fast server's. */
  readonly kind: 'replica' | 'made';
  /** Lines of the list. */
  readonly pages: number;
  /** Middle of the delay before an answer, in ms. The delay of a page differs from it by up to a half. */
  readonly latency: number;
  /** Simultaneous requests that every contender is told to make. */
  readonly lanes: number;
  /** Our limit of requests at once to one host, where it is not the default. */
  readonly perHost?: number;
  /** Shares of the list that are dead names, refused and slow; duplicates besides. */
  readonly dead?: { readonly each: number; readonly duplicates: number; readonly slowMs: number };
  readonly serving: Serving;
}

const serving = (size: number, variants = 64): Serving => ({
  size,
  variants,
  seed: `${size} bytes`,
  hosts: 100,
});

export const WORKLOADS: readonly Workload[] = [
  {
    name: 'W1',
    title: 'URLs of the tutorial, median 150 ms, slowest 1.0 s',
    kind: 'replica',
    pages: 64,
    latency: 150,
    lanes: 64,
    serving: serving(0, 0),
  },
  {
    name: 'W2',
    title: 'URLs with 20 ms latency, 30 kB each',
    kind: 'made',
    pages: 2_000,
    latency: 20,
    lanes: 256,
    perHost: 64,
    serving: serving(30_000),
  },
  {
    name: 'W3',
    title: 'URLs without latency, 10 kB each',
    kind: 'made',
    pages: 10_000,
    latency: 0,
    lanes: 128,
    serving: serving(10_000),
  },
  {
    name: 'W4',
    title: 'URLs of 5 MB each',
    kind: 'made',
    pages: 200,
    latency: 0,
    lanes: 128,
    serving: serving(5_000_000, 10),
  },
  {
    name: 'W5',
    title: 'lines: 10 % dead names, 10 % refused, 10 % slow, 5 % duplicates, the rest like W3',
    kind: 'made',
    pages: 100_000,
    latency: 0,
    lanes: 128,
    dead: { each: 0.1, duplicates: 0.05, slowMs: 500 },
    serving: serving(10_000),
  },
];

/** The properties of a workload that arguments can change. */
export interface Changes {
  readonly pages?: number;
  readonly lanes?: number;
  readonly slowMs?: number;
}

/**
 * A workload by its name; another size makes another name, such as `W3-50000`.
 * @throws {Error} there is no such workload
 */
export function workloadOf(name: string, { pages, lanes, slowMs }: Changes = {}): Workload {
  const [base = '', size] = name.toUpperCase().split('-');
  const found = WORKLOADS.find(workload => workload.name === base);
  if (!found) {
    throw new Error(
      `No workload ${name}. Workloads: ${WORKLOADS.map(each => each.name).join(', ')}, W3-50000`,
    );
  }
  const general = found.kind === 'replica' ? undefined : pages;
  const count = size === undefined ? general : Number(size);
  if (count !== undefined && !(Number.isInteger(count) && count > 0))
    throw new Error(`${name}: how many pages?`);
  if (count !== undefined && count !== found.pages && found.kind === 'replica') {
    throw new Error(`${found.name} always has ${found.pages} pages`);
  }
  return {
    ...found,
    ...(count === undefined ? {} : { pages: count }),
    ...(count === undefined || count === found.pages ? {} : { name: `${found.name}-${count}` }),
    ...(lanes === undefined ? {} : { lanes }),
    ...(slowMs === undefined || !found.dead ? {} : { dead: { ...found.dead, slowMs } }),
  };
}
