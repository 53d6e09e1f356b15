/** Divides a list among several engine processes. All URLs of a site go to the same process. */

import { isIP } from 'node:net';
import { runAtOnce } from '../async/timeSlices.ts';
import type { Target } from '../model/target.ts';
import { hostOf } from '../url/urlParts.ts';

/** Targets for each process. In the 100 ms that a process takes to start, another one scans about this many pages. */
const TARGETS_PER_PROCESS = 200;

/** Number of targets in each step of {@link divideListInSteps}. */
const TARGETS_A_STEP = 500;

/** Default maximum. More processes were not faster in any measurement. */
const MOST_BY_DEFAULT = 4;

/**
 * The maximum number of processes. By default, one core is left to the editor: on two cores, a second process is hardly
 * faster, and the editor has to wait for both processes (`npm run bench -- W3 W4`).
 * @param wanted setting of the person; 0 means the default
 */
export function mostProcesses(wanted: number, cores: number): number {
  return wanted ? Math.min(wanted, cores) : Math.max(1, Math.min(MOST_BY_DEFAULT, cores - 1));
}

/**
 * The number of processes for a list: one for each {@link TARGETS_PER_PROCESS} URLs.
 * @param targets number of URLs
 * @param most maximum number of processes
 */
export function processesFor(targets: number, most: number): number {
  return Math.max(1, Math.min(most, Math.ceil(targets / TARGETS_PER_PROCESS)));
}

/**
 * Divides the targets of a scan among processes. The hosts of a site stay together, because they redirect to each other.
 * So each process sees all requests to its hosts, and can enforce their limits alone. A host of another site, to which
 * redirects of several processes lead, has its limit and its pauses in each of them.
 * @param most maximum number of shares
 * @returns shares of about the same size, each in the order of the targets; none is empty
 */
export function divideList(targets: readonly Target[], most: number): (readonly Target[])[] {
  return runAtOnce(divideListInSteps(targets, most));
}

/** Like {@link divideList}, but in steps, so that a long list does not block the extension host. */
export function* divideListInSteps(
  targets: readonly Target[],
  most: number,
): Generator<void, (readonly Target[])[]> {
  if (most <= 1) return [targets];
  const sites = new Map<string, number[]>();
  const byHost = new Map<string, number[]>();
  for (const [index, [, url]] of targets.entries()) {
    if (index % TARGETS_A_STEP === 0) yield;
    const host = hostOf(url);
    let indexes = byHost.get(host);
    if (!indexes) {
      const site = siteOf(host);
      indexes = sites.get(site) ?? [];
      sites.set(site, indexes);
      byHost.set(host, indexes);
    }
    indexes.push(index);
  }
  const shares: number[][] = Array.from({ length: most }, () => []);
  // The largest sites first, each to the smallest share.
  for (const indexes of [...sites.values()].toSorted((a, b) => b.length - a.length)) {
    const least = shares.reduce((a, b) => (b.length < a.length ? b : a));
    for (const index of indexes) least.push(index);
  }
  yield;
  return shares
    .filter(({ length }) => length)
    .map(indexes => indexes.toSorted((a, b) => a - b).map(index => targets[index] as Target));
}

/** The site of a host: the last two labels of a name, or an address with its port. */
function siteOf(host: string): string {
  const hostname = host.replace(/:\d+$/, '');
  if (isIP(hostname.replace(/^\[|\]$/g, '')) || !hostname.includes('.')) return host;
  return hostname.replace(/\.$/, '').split('.').slice(-2).join('.');
}
