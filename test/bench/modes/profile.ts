/** Profiles the engine: prints its functions by self time. */

import fs from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { project } from '../../rig/paths.mjs';
import { benchOut } from '../contenders/build.ts';
import { flagsOf } from '../contenders/ours.ts';
import { measure } from '../measure/measure.ts';
import { startServerOf } from '../server/benchServer.ts';
import { makeLines } from '../workloads/list.ts';
import { writeTask } from '../workloads/taskOf.ts';
import type { Workload } from '../workloads/workloads.ts';
import { moduleAt, readProfile, type SelfTime, selfTimes } from './cpuProfile.ts';

/** How many functions are printed. */
const MOST = 25;

/** Interval of samples, in µs. */
const SAMPLING = 500;

/** Profiles one scan of a workload in the engine's process and prints what took the time there. */
export async function profile(workload: Workload, limit: number): Promise<void> {
  const bundle = await buildReadable();
  const server = await startServerOf(workload);
  try {
    const task = writeTask(
      `profile-${workload.name}`,
      workload,
      makeLines(workload, server.hosts),
      server.hosts,
    );
    const driver = path.join(import.meta.dirname, 'scanOnce.ts');
    const { exitCode, errors, isLate, output, wall } = await measure(
      {
        file: process.execPath,
        args: [driver, bundle, '1', task.list, ...flagsOf(workload)],
        env: { NODE_OPTIONS: `--cpu-prof --cpu-prof-interval=${SAMPLING}`, NODE_NO_WARNINGS: '1' },
      },
      { folder: task.folder, limit },
    );
    if (exitCode !== 0) throw new Error(`The scan ${isLate ? 'took too long' : 'failed'}: ${errors}`);
    const [scan] = JSON.parse(fs.readFileSync(output, 'utf8')).times as number[];
    console.log(`${workload.name}, ${workload.pages} ${workload.title}`);
    console.log(
      `scan ${scan?.toFixed(0)} ms, whole process ${wall.toFixed(0)} ms, both with the profiler on\n`,
    );
    print(task.folder, bundle);
  } finally {
    await server.close();
  }
}

/** The engine as it is shipped, but with the names of its functions. */
async function buildReadable(): Promise<string> {
  // esbuild.mjs reads the arguments of the process, which are not meant for it.
  process.argv.splice(2);
  const { builds } = await import('../../../esbuild.mjs');
  const outdir = path.join(benchOut, 'readable');
  for (const options of builds.slice(1)) {
    await esbuild.build({ ...options, absWorkingDir: project, outdir, minify: false, sourcemap: false });
  }
  return path.join(outdir, 'engine.cjs');
}

function print(folder: string, bundle: string): void {
  const files = fs.readdirSync(folder).filter(name => name.endsWith('.cpuprofile'));
  const profiles = files
    .map(name => path.join(folder, name))
    .map(file => ({ file, profile: readProfile(file) }));
  const found = profiles.find(({ profile }) =>
    profile.nodes.some(({ callFrame }) => callFrame.url.endsWith(bundle)),
  );
  if (!found) throw new Error('The engine wrote no profile');
  const source = fs.readFileSync(bundle, 'utf8').split('\n');
  const times = selfTimes(found.profile, frame =>
    frame.url.endsWith(bundle)
      ? moduleAt(source, frame.lineNumber)
      : frame.url.replace(/^.*node_modules\//, ''),
  );
  const all = times.reduce((sum, { ms }) => sum + ms, 0);
  const row = ({ ms, name, place }: SelfTime) =>
    `${ms.toFixed(0).padStart(7)} ${((100 * ms) / all).toFixed(1).padStart(5)} %  ${name}  ${place}`;
  console.log(`     ms  share  function (self time), module and line of the bundle`);
  for (const time of times.slice(0, MOST)) console.log(row(time));
  console.log(`\n     ms  share  module`);
  const modules = Map.groupBy(times, ({ module }) => module);
  const sums = [...modules].map(([name, parts]) => ({
    name,
    ms: parts.reduce((sum, { ms }) => sum + ms, 0),
  }));
  for (const { name, ms } of sums.sort((a, b) => b.ms - a.ms).slice(0, MOST)) {
    console.log(row({ name: name || '(native code)', ms, place: '', module: '' }));
  }
  console.log(`\nThe whole: ${found.file}, for Chrome's developer tools or VS Code`);
}
