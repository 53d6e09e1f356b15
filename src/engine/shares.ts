/** Divides a list among several engine processes, each host to one of them. */

import { isIP } from 'node:net';

/** A process starts in some 100 ms, in which another one has scanned about so many pages. */
const FEWEST_TARGETS = 200;

/**
 * How many processes a list is worth: one for each {@link FEWEST_TARGETS} URLs.
 * @param most that may be used
 */
export function processesFor(targets: number, most: number): number {
  return Math.max(1, Math.min(most, Math.ceil(targets / FEWEST_TARGETS)));
}

/**
 * Hosts of one site stay together, since they redirect to each other: each process knows of all requests to it, so
 * that politeness needs nothing between processes.
 * @param targets URLs
 * @param most shares
 * @returns indexes of the targets, in their order, in shares of about the same size; none is empty
 */
export function divide(targets: readonly string[], most: number): number[][] {
  if (most <= 1) return [[...targets.keys()]];
  const sites = new Map<string, number[]>();
  for (const [index, target] of targets.entries()) {
    const site = siteOf(new URL(target));
    const indexes = sites.get(site);
    if (indexes) indexes.push(index);
    else sites.set(site, [index]);
  }
  const shares: number[][] = Array.from({ length: most }, () => []);
  // The largest first, each to who has least so far.
  for (const indexes of [...sites.values()].toSorted((a, b) => b.length - a.length)) {
    const least = shares.reduce((a, b) => (b.length < a.length ? b : a));
    for (const index of indexes) least.push(index);
  }
  return shares.filter(({ length }) => length).map(indexes => indexes.toSorted((a, b) => a - b));
}

/** The last two labels of a name, and an address with its port. */
function siteOf({ host, hostname }: URL): string {
  if (isIP(hostname.replace(/^\[|\]$/g, '')) || !hostname.includes('.')) return host;
  return hostname.replace(/\.$/, '').split('.').slice(-2).join('.');
}
