// node test/rig/with-node.mjs FILE [arguments…]
// Runs a bundle of this project, built from the current sources, with a Node.js that is new enough. Takes about ten
// milliseconds if both exist; otherwise stderr tells what takes time. stdout belongs to FILE.
import Module from 'node:module';
import path from 'node:path';
import { runInstead } from './pass-through.mjs';
import { prepareBuild, prepareNode } from './prepare.mjs';

try {
  const file = process.argv[2];
  if (!file) throw new Error('Which file?');
  const node = await prepareNode();
  await prepareBuild();
  if (node === process.execPath) runHere(path.resolve(file));
  else await runInstead(node, process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/**
 * Runs a file as if it had been named on the command line.
 * @param {string} file
 */
function runHere(file) {
  process.argv.splice(1, 2, file);
  Module.runMain();
}
