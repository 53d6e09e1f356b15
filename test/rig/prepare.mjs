// Prepares a fresh checkout: packages, a Node.js that is new enough, the bundles, a VS Code. Every function here returns
// quickly if there is nothing to do, and may be called by several processes at the same time.
import fs from 'node:fs';
import path from 'node:path';
import { dist, project } from './paths.mjs';
import { prepareNode } from './prepare-node.mjs';
import { runQuietly } from './processes.mjs';
import { installPackages, step } from './step.mjs';

export { prepareNode } from './prepare-node.mjs';
export { isSupported, prepareVSCode } from './prepare-vscode.mjs';

/** Installs the dependencies of the project. */
export async function prepareProject() {
  await installPackages('Installing packages', project, 'project');
}

/**
 * Bundles the sources when one of them is newer than the bundles.
 * @param {{ production?: boolean }} [options] production: what is packaged, minified and without source maps.
 * Otherwise either kind will do.
 */
export async function prepareBuild({ production = false } = {}) {
  const isDone = () => isBuilt(production);
  if (isDone()) return;
  await prepareProject();
  const node = await prepareNode();
  await step(production ? 'Building for production' : 'Building', {
    lock: 'build',
    isDone,
    run: async () => {
      const began = new Date();
      fs.mkdirSync(dist, { recursive: true });
      fs.writeFileSync(incomplete, '');
      await runQuietly(node, ['esbuild.mjs', ...(production ? ['--production'] : [])], { cwd: project });
      // A production build writes none, but does not remove those of a development build either.
      if (production) for (const map of bundles('.cjs.map')) fs.rmSync(map);
      // A source that changed during the build is newer than what was made of it.
      for (const file of bundles('.cjs')) fs.utimesSync(file, began, began);
      fs.rmSync(incomplete);
    },
  });
}

/** There while a build runs, and after one that failed or was killed. */
const incomplete = path.join(dist, '.incomplete');

/** @param {boolean} production */
function isBuilt(production) {
  const built = bundles('.cjs');
  if (built.length === 0 || fs.existsSync(incomplete)) return false;
  if (production && bundles('.cjs.map').length > 0) return false;
  const inputs = ['src', 'esbuild.mjs', 'package.json', 'package-lock.json'];
  const newest = Math.max(...inputs.map(name => newestChange(path.join(project, name))));
  return built.every(file => fs.statSync(file).mtimeMs >= newest);
}

/**
 * @param {string} ending
 * @returns {string[]}
 */
function bundles(ending) {
  if (!fs.existsSync(dist)) return [];
  const names = fs.readdirSync(dist).filter(name => name.endsWith(ending));
  return names.map(name => path.join(dist, name));
}

/**
 * The time of the latest change in a file or folder, in milliseconds. A folder changes when a file in it goes.
 * @param {string} place
 * @returns {number}
 */
export function newestChange(place) {
  const stat = fs.statSync(place, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat?.mtimeMs ?? 0;
  const inside = fs.readdirSync(place).map(name => newestChange(path.join(place, name)));
  return Math.max(stat.mtimeMs, ...inside);
}
