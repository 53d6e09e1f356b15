/** The list of a workload, and the correct answer for it. */

import { readUrls } from '../../web/sponsors/pages.ts';
import { seededRandom } from '../../web/sponsors/random.ts';
import type { Hosts } from '../server/messages.ts';
import type { Workload } from './workloads.ts';

/** The ending of a line. `gone` is any failure: a dead name, a refused connection, a status of 400 or more. */
export type Verdict = 'mentions' | 'noMention' | 'gone';

/** A line of a list. */
export interface Line {
  readonly url: string;
  readonly verdict: Verdict;
  /** Whether it belongs to the dead part of a list: a dead name, a refused connection, a slow page. */
  readonly isDead: boolean;
}

/** The counts that every contender is checked against, over the lines of a list. */
export interface Answer {
  /** Here and below, `undefined` if a contender does not report it. */
  readonly responses?: number | undefined;
  readonly mentions?: number | undefined;
  readonly failures?: number | undefined;
}

/** The lines of a workload on the given hosts. They are the same in every run, except for the port. */
export function makeLines(workload: Workload, hosts: Hosts): Line[] {
  if (workload.kind === 'replica') return replicaLines(hosts);
  const random = seededRandom(`${workload.name} ${workload.pages}`);
  const lines: Line[] = [];
  for (let index = 0; index < workload.pages; index++)
    lines.push(makeLine(index, workload, hosts, random, lines));
  return lines;
}

function replicaLines({ replica }: Hosts): Line[] {
  const mentions = new Set(readUrls('mentions.txt'));
  const forbidden = new Set(readUrls('forbidden.txt'));
  return replica.map(({ original, url }) => ({
    url,
    verdict: forbidden.has(original) ? 'gone' : mentions.has(original) ? 'mentions' : 'noMention',
    isDead: false,
  }));
}

function makeLine(
  index: number,
  { dead, latency }: Workload,
  hosts: Hosts,
  random: () => number,
  before: readonly Line[],
): Line {
  const part = dead ? random() / dead.each : Number.POSITIVE_INFINITY;
  if (part < 1) return { url: `http://sample-${index}.invalid/`, verdict: 'gone', isDead: true };
  if (part < 2) return { url: `${pick(hosts.refusing, index)}/${index}`, verdict: 'gone', isDead: true };
  if (dead && part < 3) return { ...page(pick(hosts.slow, index), dead.slowMs, index, hosts), isDead: true };
  const again = dead && random() < dead.duplicates / (1 - 3 * dead.each);
  const earlier = again ? before[Math.floor(random() * before.length)] : undefined;
  // Only fast, working pages are listed twice, so that the dead part keeps its share of the list.
  if (earlier && !earlier.isDead) return earlier;
  const delay = latency * (0.5 + random());
  return page(pick(hosts.living, index), Math.round(delay), index, hosts);
}

/** The path contains the variant and the delay of the page, so that the server needs no table. */
function page(origin: string, delay: number, index: number, { mentions }: Hosts): Line {
  const variant = (index * 31 + (index >> 6)) % mentions.length;
  const verdict = mentions[variant] ? 'mentions' : 'noMention';
  return { url: `${origin}/${variant}/${delay}/${index}`, verdict, isDead: false };
}

/** The correct answer for a list. */
export function answerOf(lines: readonly Line[]): Required<Answer> {
  const count = (verdict: Verdict) => lines.filter(line => line.verdict === verdict).length;
  const failures = count('gone');
  return { responses: lines.length - failures, mentions: count('mentions'), failures };
}

function pick(origins: readonly string[], index: number): string {
  const origin = origins[index % origins.length];
  if (origin === undefined) throw new Error('The server has no hosts of this kind');
  return origin;
}
