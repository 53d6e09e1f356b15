/** Writes the list of a workload to files for the contenders. */

import fs from 'node:fs';
import path from 'node:path';
import { benchOut } from '../contenders/build.ts';
import type { Task } from '../contenders/contender.ts';
import type { Hosts } from '../server/messages.ts';
import type { Line } from './list.ts';
import type { Workload } from './workloads.ts';

/**
 * Writes the list into a folder of its own, which is emptied before.
 * @param name of the folder
 */
export function writeTask(
  name: string,
  workload: Workload,
  lines: readonly Line[],
  { dnsServer }: Hosts,
): Task {
  const home = path.join(benchOut, 'runs', name);
  fs.rmSync(home, { recursive: true, force: true });
  const folder = path.join(home, 'folder');
  fs.mkdirSync(folder, { recursive: true });
  const list = path.join(home, 'list.txt');
  fs.writeFileSync(list, lines.map(({ url }) => `${url}\n`).join(''));
  return { workload, lines, list, dnsServer, folder };
}

/** Empties the folder of a task for its next contender. */
export function emptyFolder({ folder }: Task): void {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
}
