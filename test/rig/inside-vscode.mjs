// Runs a module inside a real VS Code's extension host, on the extension as it was built into dist/.
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runTests } from '@vscode/test-electron';
import * as esbuild from 'esbuild';
import { out, project, rig } from './paths.mjs';
import { isSupported } from './prepare.mjs';

/**
 * Settles when VS Code has ended.
 * @param {object} options what to run
 * @param {string} options.entry a module that exports `run`, as VS Code's test runner wants it
 * @param {string} options.name of the folder below test/.out that it is built into
 * @param {NodeJS.ProcessEnv} [options.env] of the extension host, beside this process's
 * @throws {Error} when `run` rejects
 */
export async function runInsideVSCode({ entry, name, env = {} }) {
  const folder = path.join(out, name);
  const workspace = path.join(folder, 'workspace');
  const bundle = path.join(folder, 'index.cjs');
  await mkdir(workspace, { recursive: true });
  await esbuild.build({
    entryPoints: [entry],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22.19',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    plugins: [moduleUrl],
  });
  await runTests({
    // Where VS Code cannot be downloaded, one from npm stands in for it.
    ...(isSupported() ? { vscodeExecutablePath: path.join(rig, 'code.mjs') } : {}),
    extensionDevelopmentPath: project,
    extensionTestsPath: bundle,
    extensionTestsEnv: env,
    launchArgs: [workspace, '--disable-workspace-trust'],
  });
}

/**
 * The servers of test/web read files that lie beside them, which a bundle would not.
 * @type {esbuild.Plugin}
 */
const moduleUrl = {
  name: 'module-url',
  setup(build) {
    build.onLoad({ filter: /[\\/]test[\\/]web[\\/].*\.ts$/ }, async ({ path: file }) => {
      const source = await readFile(file, 'utf8');
      const url = JSON.stringify(pathToFileURL(file).href);
      return { contents: source.replaceAll('import.meta.url', url), loader: 'ts' };
    });
  },
};
