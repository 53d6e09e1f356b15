/** The comparison: contenders in turn, a table and the marks for each workload. */

import type { Arguments } from '../arguments.ts';
import { contendersOf } from '../contenders/all.ts';
import { type Contender, NotRunError } from '../contenders/contender.ts';
import { runRounds } from '../measure/rounds.ts';
import { machineLines } from '../report/machine.ts';
import { marksOf } from '../report/marks.ts';
import { Report } from '../report/report.ts';
import { footnotes, resultsTable } from '../report/results.ts';
import { median } from '../report/statistics.ts';
import { type BenchServer, startServerOf } from '../server/benchServer.ts';
import { answerOf, makeLines } from '../workloads/list.ts';
import type { Workload } from '../workloads/workloads.ts';

/** Compares on every workload that is asked for. */
export async function compare(args: Arguments): Promise<void> {
  const wanted = contendersOf(args.only).filter(contender =>
    args.workloads.some(each => suits(contender, each)),
  );
  const { missing, ready, versions } = await prepareAll(wanted);
  const report = new Report();
  report.heading('Machine');
  report.lines(machineLines(versions));
  for (const workload of args.workloads) {
    const server = await startServerOf(workload);
    try {
      const lines = makeLines(workload, server.hosts);
      const taking = ready.filter(contender => suits(contender, workload));
      const runs = await runRounds(taking, workload, lines, server, args);
      const absent = [...missing].filter(([contender]) => suits(contender, workload));
      const { failures, mentions, responses } = answerOf(lines);
      report.heading(`${workload.name}: ${workload.pages} ${workload.title}`);
      report.lines([
        `right answer: ${responses} responses, ${mentions} mention Python, ${failures} failures`,
        `${workload.lanes} requests at once${workload.perHost ? `, ours at most ${workload.perHost} to one host` : ''}`,
      ]);
      if (workload.dead) report.lines([await lookUps(server)]);
      report.table(resultsTable(runs, new Map(absent.map(([{ name }, reason]) => [name, reason]))));
      report.lines(footnotes(runs));
      report.lines(marksOf(workload, runs));
    } finally {
      await server.close();
    }
  }
  report.save(args.workloads.map(({ name }) => name).join('-'));
}

/** Number of simultaneous look-ups in the test of the resolver. */
const NAMES = 100;

async function lookUps(server: BenchServer): Promise<string> {
  const times = await server.lookUp(NAMES);
  const figures = `${median(times).toFixed(0)} ms in the middle, ${Math.max(...times).toFixed(0)} ms at most`;
  return `a dead name takes the system’s resolver ${figures}, with ${NAMES} at once`;
}

interface Prepared {
  readonly ready: Contender[];
  readonly missing: Map<Contender, string>;
  readonly versions: string[];
}

async function prepareAll(contenders: readonly Contender[]): Promise<Prepared> {
  const prepared: Prepared = { ready: [], missing: new Map(), versions: [] };
  for (const contender of contenders) {
    try {
      prepared.versions.push(await contender.prepare());
      prepared.ready.push(contender);
    } catch (error) {
      if (!(error instanceof NotRunError)) throw error;
      prepared.missing.set(contender, error.message);
    }
  }
  return prepared;
}

function suits({ workloads }: Contender, { name }: Workload): boolean {
  return !workloads || workloads.includes(name.replace(/-.*$/, ''));
}
