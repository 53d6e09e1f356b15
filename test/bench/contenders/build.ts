/** Copies the bundles to measure, so that a build during a run does not change them. */

import fs from 'node:fs';
import path from 'node:path';
import { dist, out } from '../../rig/paths.mjs';
import { prepareBuild } from '../../rig/prepare.mjs';

/** The folder for everything that the benchmark writes. Git ignores it. */
export const benchOut = path.join(out, 'bench');

/**
 * Builds for production when the sources are newer.
 * @returns the folder with a copy of the bundles
 */
export async function buildOurs(): Promise<string> {
  await prepareBuild({ production: true });
  const folder = path.join(benchOut, 'ours');
  fs.rmSync(folder, { recursive: true, force: true });
  fs.cpSync(dist, folder, { recursive: true });
  return folder;
}
