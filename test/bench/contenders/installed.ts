/** Finds programs that may be installed on this machine. */

import fs from 'node:fs';
import path from 'node:path';
import { runQuietly } from '../../rig/processes.mjs';
import { NotRunError } from './contender.ts';

/**
 * The path of a program.
 * @throws {NotRunError} it is not installed
 */
export function onPath(name: string): string {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const places = folders.flatMap(folder => endings.map(ending => path.join(folder, name + ending)));
  const found = places.find(place => fs.existsSync(place));
  if (!found) throw new NotRunError(`${name} is not installed`);
  return found;
}

/**
 * The first line that a program prints about itself.
 * @throws {NotRunError} when it does not run
 */
export async function versionOf(file: string, args: readonly string[]): Promise<string> {
  try {
    return (await runQuietly(file, [...args])).trim().split('\n')[0] ?? '';
  } catch {
    throw new NotRunError(`${path.basename(file)} does not run`);
  }
}
