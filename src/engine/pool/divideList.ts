/** Divides a list among several engine processes, each host to one of them. */

import { isIP } from 'node:net';
import { runAtOnce } from '../async/timeSlices.ts';
import type { Target } from '../model/target.ts';
import { hostOf } from '../url/urlParts.ts';

/** A process starts in some 100 ms, in which another one has scanned about so many pages. */
const FEWEST_TARGETS = 200;

/** Targets that are looked at before {@link divideListInSteps} may be interrupted. */
const TARGETS_A_STEP = 500;

/** More were never seen to gain anything. */
const MOST_BY_ITSELF = 4;

/**
 * How many processes may be used at most. By itself the engine leaves one core to whoever uses it: on two cores a second
 * process gains next to nothing, and the editor waits for both (`npm run bench -- W3 W4`).
 * @param wanted by the person; 0 when they leave it to the engine
 */
export function mostProcesses(wanted: number, cores: number): number {
  return wanted ? Math.min(wanted, cores) : Math.max(1, Math.min(MOST_BY_ITSELF, cores - 1));
}

/**
 * How many processes a list is worth: one for each {@link FEWEST_TARGETS} URLs.
 * @param most that may be used
 */
export function processesFor(targets: number, most: number): number {
  return Math.max(1, Math.min(most, Math.ceil(targets / FEWEST_TARGETS)));
}

/**
 * Divides the targets of a scan among processes. Hosts of one site stay together, since they redirect to each other: each
 * process knows of all requests to it, so that politeness needs nothing between processes.
 * @param most shares
 * @returns shares of about the same size, each in the order of the targets; none is empty
 */
export function divideList(targets: readonly Target[], most: number): (readonly Target[])[] {
  return runAtOnce(divideListInSteps(targets, most));
}

/** As {@link divideList}, in steps: the extension host cannot wait until a long list is divided. */
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
  // The largest first, each to who has least so far.
  for (const indexes of [...sites.values()].toSorted((a, b) => b.length - a.length)) {
    const least = shares.reduce((a, b) => (b.length < a.length ? b : a));
    for (const index of indexes) least.push(index);
  }
  yield;
  return shares
    .filter(({ length }) => length)
    .map(indexes => indexes.toSorted((a, b) => a - b).map(index => targets[index] as Target));
}

/** The last two labels of a name, and an address with its port. */
function siteOf(host: string): string {
  const hostname = host.replace(/:\d+$/, '');
  if (isIP(hostname.replace(/^\[|\]$/g, '')) || !hostname.includes('.')) return host;
  return hostname.replace(/\.$/, '').split('.').slice(-2).join('.');
}
