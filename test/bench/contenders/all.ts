/** All contenders, in the order of the tables. */

import { bare, bareUndici } from './bare.ts';
import { httpx, lychee, muffet } from './checkers.ts';
import type { Contender } from './contender.ts';
import { curl } from './curl.ts';
import { go } from './go.ts';
import { linkinator } from './linkinator.ts';
import { ours, oursInTwoProcesses, oursOnLiving, oursWarm, oursWithDns } from './ours.ts';
import { pythonContenders } from './python.ts';

/** Contenders that do not suit a workload are left out later. */
export const CONTENDERS: readonly Contender[] = [
  ours,
  oursWarm,
  oursInTwoProcesses,
  oursWithDns,
  oursOnLiving,
  bare,
  bareUndici,
  go,
  curl,
  ...pythonContenders,
  linkinator,
  lychee,
  httpx,
  muffet,
];

/**
 * @param ids all when absent
 * @throws {Error} an id is unknown
 */
export function contendersOf(ids: readonly string[] | undefined): Contender[] {
  const unknown = ids?.filter(id => !CONTENDERS.some(contender => contender.id === id)) ?? [];
  if (unknown.length) {
    throw new Error(`No ${unknown.join(', ')}. Contenders: ${CONTENDERS.map(({ id }) => id).join(', ')}`);
  }
  return CONTENDERS.filter(({ id }) => !ids || ids.includes(id));
}
