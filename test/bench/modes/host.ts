/** Measures the load of a scan on the extension host, inside a real VS Code, compared to the idle host. */

import fs from 'node:fs';
import path from 'node:path';
import { runInsideVSCode } from '../../rig/inside-vscode.mjs';
import { isSupported, prepareBuild, prepareVSCode } from '../../rig/prepare.mjs';
import type { Arguments } from '../arguments.ts';
import { benchOut } from '../contenders/build.ts';
import { type Figures, ORDERS, type Orders, type ScanFigures, type ScanOrder } from '../editor/messages.ts';
import { machineLines } from '../report/machine.ts';
import { Report } from '../report/report.ts';
import { known, median } from '../report/statistics.ts';
import { type BenchServer, startServerOf } from '../server/benchServer.ts';
import { TIMES } from '../server/fastServer.ts';
import { answerOf, type Line, makeLines } from '../workloads/list.ts';
import { writeTask } from '../workloads/taskOf.ts';
import type { Workload } from '../workloads/workloads.ts';

/** Limits in ms; some of them above the value of the idle host. */
const MOST_P99 = 6;
const MOST_DELAY = 20;
const MOST_CPU = 50;
const LATEST_RESULT = 300;
const LATEST_ACTIVATION = 20;

/** Share of the time. */
const MOST_BUSY = 0.03;

const MEGABYTE = 1e6;

/** Scans the lists of the workloads with the extension once in each round, and once more with samples of the stack. */
export async function host({ rounds, workloads }: Arguments): Promise<void> {
  await prepareBuild({ production: true });
  if (isSupported()) await prepareVSCode();
  const servers: BenchServer[] = [];
  const lists = new Map<string, readonly Line[]>();
  const orders: ScanOrder[] = [];
  const folder = path.join(benchOut, 'host');
  fs.mkdirSync(folder, { recursive: true });
  try {
    for (const workload of workloads) {
      const server = await startServerOf(workload);
      servers.push(server);
      const lines = makeLines(workload, server.hosts);
      lists.set(workload.name, lines);
      const { list } = writeTask(`host-${workload.name}`, workload, lines, server.hosts);
      const [origin] = server.hosts.living;
      const times = origin === undefined ? {} : { times: `${origin}${TIMES}` };
      orders.push({ name: workload.name, list, settings: settingsOf(workload, server), ...times });
    }
    const figures = path.join(folder, 'figures.json');
    const file = path.join(folder, 'orders.json');
    fs.rmSync(figures, { force: true });
    fs.writeFileSync(file, JSON.stringify({ scans: orders, rounds, figures } satisfies Orders));
    const report = new Report();
    report.heading('The extension host while lists are scanned');
    report.lines(machineLines([]));
    await runInsideVSCode({
      entry: path.join(import.meta.dirname, '../editor/index.ts'),
      name: 'bench/host',
      env: { [ORDERS]: file, RIG_TIMEOUT_SECONDS: '3600' },
    });
    print(report, JSON.parse(fs.readFileSync(figures, 'utf8')), workloads, lists);
    report.save(`host-${workloads.map(({ name }) => name).join('-')}`);
  } finally {
    for (const server of servers) await server.close();
  }
}

/** The settings that correspond to the flags of the terminal command. */
function settingsOf(
  { dead, kind, lanes, perHost }: Workload,
  { hosts }: BenchServer,
): Record<string, unknown> {
  return {
    // The time for dead names depends on the resolver of the system.
    ...(dead ? { dnsServers: [hosts.dnsServer] } : {}),
    ...(kind === 'replica' ? {} : { concurrency: lanes }),
    ...(perHost === undefined ? {} : { perHostConcurrency: perHost }),
  };
}

function print(
  report: Report,
  { activation, scans }: Figures,
  workloads: readonly Workload[],
  lists: ReadonlyMap<string, readonly Line[]>,
): void {
  const rows: string[][] = [];
  const spent: string[][] = [];
  const marks: string[] = [];
  for (const { name } of workloads) {
    const all = scans.filter(scan => scan.name === name);
    const timed = all.filter(scan => !scan.spent);
    const [looked] = all.filter(scan => scan.spent);
    const of = (value: (scan: ScanFigures) => number) => median(timed.map(value));
    const wrong = all.filter(scan => !isRight(scan, lists.get(name) ?? [])).length;
    const first = known(timed.map(({ firstRequest }) => firstRequest));
    const results = known(timed.map(({ firstResult }) => firstResult));
    rows.push([
      name,
      wrong ? `wrong in ${wrong} of ${all.length}` : 'right',
      of(scan => scan.wall).toFixed(0),
      pair(
        of(scan => scan.idle.p99),
        of(scan => scan.busy.p99),
      ),
      pair(
        of(scan => scan.idle.max),
        of(scan => scan.busy.max),
      ),
      `${percent(of(scan => scan.idle.utilization))} / ${percent(of(scan => scan.busy.utilization))}`,
      `${of(scan => (scan.idle.cpu / scan.idle.time) * scan.wall).toFixed(0)} / ${of(scan => scan.busy.cpu).toFixed(0)}`,
      megabytes(of(scan => scan.busy.rss)),
      megabytes(of(scan => scan.engines.reduce((sum, each) => sum + each, 0))),
      first.length ? median(first).toFixed(0) : '–',
      results.length ? median(results).toFixed(0) : '–',
    ]);
    if (looked?.spent) {
      const { extension, messages, others, painting } = looked.spent;
      spent.push([name, ...[extension, messages, painting, others].map(ms => ms.toFixed(0))]);
      marks.push(
        mark(`${name}: the host's CPU of a scan besides painting`, extension + messages, MOST_CPU, 'ms'),
      );
    }
    marks.push(
      mark(
        `${name}: p99 above idle`,
        of(scan => scan.busy.p99 - scan.idle.p99),
        MOST_P99,
        'ms',
      ),
      mark(
        `${name}: longest delay above idle`,
        of(scan => scan.busy.max - scan.idle.max),
        MOST_DELAY,
        'ms',
      ),
      mark(
        `${name}: busy above idle`,
        of(scan => 100 * (scan.busy.utilization - scan.idle.utilization)),
        100 * MOST_BUSY,
        '%',
      ),
      ...(results.length
        ? [mark(`${name}: first URL in the tree after the first page`, median(results), LATEST_RESULT, 'ms')]
        : []),
    );
  }
  report.table({
    head: [
      'list',
      'answer',
      'ms',
      'p99 idle/scan',
      'max idle/scan',
      'busy idle/scan',
      'CPU ms idle/scan',
      'MB host',
      'MB engine',
      'first request',
      'first result',
    ],
    words: 2,
    rows,
  });
  report.table({
    head: ['CPU ms, one more scan', 'extension', 'messages', 'painting', 'VS Code'],
    words: 1,
    rows: spent,
  });
  report.lines([
    mark('activation, with the code read', activation, LATEST_ACTIVATION, 'ms'),
    ...marks,
    'Delays are how much later than it should a timer of 1 ms fires, in ms. The results are in view while the list is scanned.',
    'First request: after the command, engine started for it. First result: a URL is asked for by the tree, after the first whole page.',
  ]);
}

function isRight({ answer }: ScanFigures, lines: readonly Line[]): boolean {
  const right = answerOf(lines);
  return (
    answer.responses === right.responses &&
    answer.mentions === right.mentions &&
    answer.failures === right.failures
  );
}

function mark(what: string, got: number, most: number, unit: string): string {
  return `${got <= most ? 'met' : 'NOT MET'}: ${what}: ${got.toFixed(1)} ${unit}, wanted ${most} ${unit} at most`;
}

function pair(idle: number, busy: number): string {
  return `${idle.toFixed(1)} / ${busy.toFixed(1)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function megabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(0);
}
