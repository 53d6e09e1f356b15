/** Our terminal command. */

import fs from 'node:fs';
import path from 'node:path';
import type { Measured } from '../measure/measure.ts';
import type { Answer, Line, Verdict } from '../workloads/list.ts';
import type { Workload } from '../workloads/workloads.ts';
import { buildOurs } from './build.ts';
import { answerInJson, type Contender } from './contender.ts';

/** The command's default for simultaneous requests. */
const DEFAULT_LANES = 128;

const SCANNER = path.join(import.meta.dirname, '../modes/scanOnce.ts');

let folder = '';

/** The command with its defaults. */
export const ours: Contender = {
  id: 'ours',
  name: 'Scan URLs',
  note: 'The terminal command with `--json`; each line is checked against its own right answer.',
  async prepare() {
    folder ||= await buildOurs();
    return `Node.js ${process.versions.node}`;
  },
  command: ({ list, workload }) => ourCommand(list, flagsOf(workload)),
  answer: ({ output }: Measured, { lines }) => {
    const verdicts = verdictsOf(output);
    const wrong = wrongLines(verdicts, lines);
    if (wrong.length) throw new Error(`wrong in ${wrong.length} of ${lines.length} lines, e.g. ${wrong[0]}`);
    return countsOf(verdicts);
  },
};

/** The same with two engine processes. Shows the gain of the second one. */
export const oursInTwoProcesses: Contender = {
  ...ours,
  id: 'ours-two',
  name: 'Scan URLs, two engine processes',
  note: 'With `--processes 2`, where the command by itself leaves one core to others.',
  workloads: ['W3', 'W4'],
  command: ({ list, workload }) => ourCommand(list, [...flagsOf(workload), '--processes', '2']),
};

/** The same on the working part of a list. Shows the cost of the dead part. */
export const oursOnLiving: Contender = {
  ...ours,
  id: 'ours-living',
  name: 'Scan URLs, living lines',
  note: 'The same list without the lines that are dead, refused or slow.',
  workloads: ['W5'],
  selects: line => !line.isDead,
};

/** The same with a DNS server that answers for dead names at once. For machines whose resolver is slow with them. */
export const oursWithDns: Contender = {
  ...ours,
  id: 'ours-dns',
  name: 'Scan URLs, quick DNS',
  note: 'It asks a DNS server of the benchmark, which knows no name, instead of the system’s resolver.',
  workloads: ['W5'],
  command: ({ dnsServer, list, workload }) =>
    ourCommand(list, [...flagsOf(workload), '--dns-server', dnsServer]),
};

/** The second scan of one engine process, as when a person scans again in the editor. */
export const oursWarm: Contender = {
  id: 'ours-warm',
  name: 'Scan URLs, warm engine',
  note: 'The second scan of an engine that was started before; only that scan is timed, and CPU and memory are those of both.',
  workloads: ['W1'],
  prepare: ours.prepare,
  command: ({ list, workload }) => ({
    file: process.execPath,
    args: [SCANNER, path.join(folder, 'engine.cjs'), '2', list, ...flagsOf(workload)],
    env: { NODE_NO_WARNINGS: '1' },
  }),
  answer: answerInJson,
  time: ({ output }) => JSON.parse(fs.readFileSync(output, 'utf8')).times.at(-1),
};

/** The terminal command on a list. The bundle must be built before. */
export function ourCommand(list: string, flags: readonly string[]): { file: string; args: string[] } {
  return { file: process.execPath, args: [path.join(folder, 'cli.cjs'), list, '--json', ...flags] };
}

/** The flags of the command; none if its defaults fit the workload. */
export function flagsOf({ kind, lanes, perHost }: Workload): string[] {
  return [
    ...(kind === 'replica' || lanes === DEFAULT_LANES ? [] : ['--concurrency', String(lanes)]),
    ...(perHost === undefined ? [] : ['--per-host', String(perHost)]),
  ];
}

interface OurLine {
  readonly url: string;
  readonly verdict: Verdict | string;
  readonly code: string | null;
}

function verdictsOf(output: string): OurLine[] {
  const rows = fs.readFileSync(output, 'utf8').trimEnd().split('\n').filter(Boolean);
  return rows.map(row => {
    const { code, outcome, url } = JSON.parse(row);
    return { url, code, verdict: outcome === 'failed' ? 'gone' : outcome };
  });
}

function countsOf(verdicts: readonly OurLine[]): Answer {
  const count = (verdict: Verdict) => verdicts.filter(line => line.verdict === verdict).length;
  return {
    responses: count('mentions') + count('noMention'),
    mentions: count('mentions'),
    failures: count('gone'),
  };
}

/** Checks that every line has its own outcome, in the order of the list. */
function wrongLines(verdicts: readonly OurLine[], lines: readonly Line[]): string[] {
  const wrong = lines.flatMap(({ url, verdict }, index) => {
    const got = verdicts[index];
    if (got && got.url === url && got.verdict === verdict) return [];
    return [
      `line ${index + 1} ${url}: ${verdict} expected, got ${got ? `${got.verdict} ${got.code ?? ''}` : 'nothing'}`,
    ];
  });
  if (verdicts.length > lines.length) wrong.push(`${verdicts.length} lines for ${lines.length}`);
  return wrong;
}
