// A Node.js that package.json accepts: the machine's own, or one from npm.
import fs from 'node:fs';
import path from 'node:path';
import { nodeHome, nodePackage, project } from './paths.mjs';
import { installPackages } from './step.mjs';

/**
 * Finds a Node.js that package.json accepts: this one, or else one from npm, which is for Linux on x64 only.
 * @returns {Promise<string>} its path
 * @throws {Error} when the machine's is too old and npm has none for this platform
 */
export async function prepareNode() {
  const needed = neededVersion();
  if (isAtLeast(process.versions.node, needed)) return process.execPath;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `Node.js ${needed} or newer is needed; this is ${process.version}. https://nodejs.org has it.`,
    );
  }
  return installedNode();
}

/**
 * The Node.js from npm, whatever the machine's own is. VS Code's server is made for this version.
 * @returns {Promise<string>} its path
 */
export async function installedNode() {
  const node = path.join(nodeHome, 'bin/node');
  await installPackages('Installing Node.js', nodePackage, 'node');
  if (!fs.existsSync(node)) throw new Error(`npm could not install Node.js into ${nodePackage}`);
  return node;
}

/** The oldest Node.js that package.json accepts, such as "22.19". */
function neededVersion() {
  const range = JSON.parse(fs.readFileSync(path.join(project, 'package.json'), 'utf8')).engines?.node;
  const version = /^>=\s*(\d+(?:\.\d+)*)$/.exec(range)?.[1];
  if (!version)
    throw new Error(`package.json: engines.node should read ">=<version>", not ${JSON.stringify(range)}`);
  return version;
}

/**
 * @param {string} version such as "24.21.0"
 * @param {string} needed such as "22.19"
 */
function isAtLeast(version, needed) {
  const [have, want] = [version, needed].map(text => text.split('.').map(Number));
  for (const [place, part] of (want ?? []).entries()) {
    const difference = (have?.[place] ?? 0) - part;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
