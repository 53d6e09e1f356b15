// Runs the tests of this folder inside a real VS Code, on the extension as it was built into dist/.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runTests } from '@vscode/test-electron';
import * as esbuild from 'esbuild';

import { isSupported } from '../rig/prepare.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const out = path.join(root, 'test/.out/vscode');
const workspace = path.join(out, 'workspace');
await mkdir(workspace, { recursive: true });

await esbuild.build({
  entryPoints: [path.join(import.meta.dirname, 'index.ts')],
  outfile: path.join(out, 'index.cjs'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22.19',
  sourcemap: 'inline',
  external: ['vscode', 'mocha'],
  plugins: [
    {
      // The servers of test/web read files that lie beside them, which a bundle would not.
      name: 'module-url',
      setup(build) {
        build.onLoad({ filter: /[\\/]test[\\/]web[\\/].*\.ts$/ }, async ({ path: file }) => {
          const { readFile } = await import('node:fs/promises');
          const source = await readFile(file, 'utf8');
          const url = JSON.stringify(pathToFileURL(file).href);
          return { contents: source.replaceAll('import.meta.url', url), loader: 'ts' };
        });
      },
    },
  ],
});

try {
  await runTests({
    // Where VS Code cannot be downloaded, one from npm stands in for it.
    ...(isSupported() ? { vscodeExecutablePath: path.join(root, 'test/rig/code.mjs') } : {}),
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(out, 'index.cjs'),
    launchArgs: [workspace, '--disable-workspace-trust'],
  });
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
}
