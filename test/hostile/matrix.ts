/** Runs rows: starts their servers, groups them into as few scans as possible, and judges each row. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pMap from 'p-map';
import { jsonLines } from '../unit/support/terminal.ts';
import { openChest } from '../web/hostile/certificateChest.ts';
import { startNameServer } from '../web/hostile/nameServer.ts';
import type { Row, Scene } from '../web/hostile/row.ts';
import { Stage } from '../web/hostile/stage.ts';
import type { JsonRow } from '../web/jsonRow.ts';
import { type Ended, limitOf, runCommand } from './command.ts';
import { faultOf } from './judge.ts';

/** Number of parallel scans. More would wait for the processor, which would falsify the measured times. */
const SCANS_AT_ONCE = 4;

/** Number of parallel scans for rows whose times must be exact to half a second. */
const TIMED_AT_ONCE = 2;

/** Rows in one scan. */
const MOST_ROWS = 60;

/** How soon an interrupted scan ends, in ms. */
const ENDS_WITHIN = 500;

export interface Verdict {
  /** What is wrong with the row; `undefined` if it passed. */
  readonly fault: string | undefined;
}

/** A scan that did not end correctly, and its rows. */
export interface BrokenScan {
  readonly rows: readonly string[];
  readonly fault: string;
}

export interface Matrix {
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly broken: readonly BrokenScan[];
}

interface Prepared {
  readonly row: Row;
  readonly stage: Stage;
  readonly scene: Scene;
}

/** Never throws if a row fails: an error in a row is its verdict. */
export async function playRows(rows: readonly Row[]): Promise<Matrix> {
  const cache = await mkdtemp(join(tmpdir(), 'scan-urls-compiled-'));
  const shared = { names: await startNameServer(), certificates: await openChest() };
  const stages: Stage[] = [];
  const verdicts = new Map<string, Verdict>();
  const broken: BrokenScan[] = [];
  try {
    const sets = await pMap(
      rows,
      async row => {
        const stage = new Stage(shared);
        stages.push(stage);
        return { row, stage, scene: sceneOf(await row.serve(stage)) };
      },
      { concurrency: 32 },
    );
    await shared.certificates.write();
    const groups = [...Map.groupBy(sets, groupOf).values()].flatMap(parts);
    // The long ones first, so that none runs alone at the end.
    groups.sort((a, b) => b.length - a.length);
    const play = async (group: readonly Prepared[]) => {
      const result = await playGroup(group, cache);
      for (const [row, fault] of result.faults) verdicts.set(row.id, { fault });
      if (result.broken) broken.push({ rows: group.map(({ row }) => row.id), fault: result.broken });
    };
    const isTimed = ([first]: readonly Prepared[]) => Boolean(first?.scene.interrupt);
    await pMap(
      groups.filter(group => !isTimed(group)),
      play,
      { concurrency: SCANS_AT_ONCE },
    );
    await pMap(groups.filter(isTimed), play, { concurrency: TIMED_AT_ONCE });
  } finally {
    await Promise.all(stages.map(stage => stage.close()));
    await Promise.all([shared.names.close(), shared.certificates.close()]);
    await rm(cache, { recursive: true, force: true });
  }
  return { verdicts, broken };
}

function sceneOf(served: string | readonly string[] | Scene): Scene {
  if (typeof served === 'string') return { list: [served] };
  return 'list' in served ? served : { list: served };
}

/** Rows with the same letter and the same needs share a scan. */
function groupOf({ row, scene }: Prepared): string {
  const { list, flags = [], env = {}, descriptors, interrupt, refused } = scene;
  const mustBeAlone = row.alone || descriptors || interrupt || refused;
  if (mustBeAlone || list instanceof Uint8Array) return row.id;
  return JSON.stringify([row.id[0], flags, env]);
}

/** Splits rows into scans that are small enough that rows do not wait for each other's pages. */
function parts(group: readonly Prepared[]): Prepared[][] {
  const count = Math.ceil(group.length / MOST_ROWS);
  return Array.from({ length: count }, (_, index) => group.slice(index * MOST_ROWS, (index + 1) * MOST_ROWS));
}

/** @param cache folder of Node.js's compile cache. Without it, compiling takes half of the time of a short scan */
async function playGroup(group: readonly Prepared[], cache: string) {
  const [first] = group as [Prepared];
  const isRaw = first.scene.list instanceof Uint8Array;
  const list = isRaw ? first.scene.list : group.flatMap(({ scene }) => scene.list as readonly string[]);
  const ended = await runCommand({
    ...first.scene,
    list,
    env: { NODE_COMPILE_CACHE: cache, ...first.scene.env },
  });
  let found: JsonRow[] = [];
  let fault = faultOfEnd(ended, first.scene);
  try {
    found = jsonLines(ended);
    fault ??= faultOfRows(ended, found, isRaw || first.scene.refused ? undefined : list.length);
  } catch (error) {
    fault ??= `Standard output is not JSON: ${(error as Error).message}`;
  }
  const timeout = limitOf(first.scene);
  const faults: [Row, string | undefined][] = [];
  let next = 0;
  for (const { row, stage, scene } of group) {
    const count = isRaw || scene.refused ? found.length : scene.list.length;
    const rows = found.slice(next, next + count);
    next += count;
    const expected = scene.refused ? 0 : isRaw && 'lines' in row.expect ? row.expect.lines.length : count;
    const { status, stdout, stderr, endedAfter, memory } = ended;
    faults.push([
      row,
      rows.length !== expected
        ? `${rows.length} outcomes for ${expected} lines${fault ? ` (${fault})` : ''}`
        : (faultOf(
            row,
            {
              rows,
              requests: stage.requests,
              stage,
              status,
              stdout,
              stderr,
              ...(endedAfter === undefined ? {} : { endedAfter }),
              ...(memory === undefined ? {} : { memory }),
            },
            timeout,
          ) ?? (group.length === 1 ? fault : undefined)),
    ]);
  }
  return { faults, broken: fault };
}

/** What is wrong with how the process ended. */
function faultOfEnd(
  { hung, leftBehind, status, signal, stderr, endedAfter }: Ended,
  { interrupt, refused }: Scene,
): string | undefined {
  if (hung) return 'It did not end by itself';
  if (leftBehind) return 'It left a process behind';
  if (signal) return `It was ended by ${signal}`;
  const noise = stderr
    .split('\n')
    .find(line => /\(node:|Unhandled|Uncaught|Warning\b|^\s+at .*:\d+:\d+/.test(line));
  if (noise) return `Node.js complains: ${noise}`;
  if (refused) return status === 2 ? undefined : `Its exit status is ${status} instead of 2`;
  if (status === 2) return `The command is refused: ${stderr.split('\n', 1)[0]}`;
  if (!interrupt) return undefined;
  if (status !== 130) return `Its exit status is ${status} after an interrupt`;
  return endedAfter !== undefined && endedAfter > ENDS_WITHIN
    ? `It ended ${Math.round(endedAfter)} ms after the interrupt`
    : undefined;
}

/** What is wrong with the lines as a whole. */
function faultOfRows(
  { status }: Ended,
  rows: readonly JsonRow[],
  count: number | undefined,
): string | undefined {
  const lines = new Set(rows.map(({ line }) => line));
  if (count !== undefined && lines.size !== count)
    return `${lines.size} lines with outcomes, of ${count} lines`;
  for (const [index, { column, line }] of rows.entries()) {
    const before = rows[index - 1] ?? { line: 0, endColumn: 0 };
    // A line may hold several URLs.
    const isBehind = line > before.line || (line === before.line && column >= before.endColumn);
    if (!isBehind || (count !== undefined && line > before.line + 1)) {
      return `Line ${line} comes as number ${index + 1}`;
    }
  }
  if (status === 130 || status === 2) return undefined;
  const expected = rows.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
  return status === expected ? undefined : `Its exit status is ${status} instead of ${expected}`;
}
