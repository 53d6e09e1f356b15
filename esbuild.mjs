// Bundles the programs of this package, and the pages of its webviews, into dist/.
//   node esbuild.mjs               with source maps, for development
//   node esbuild.mjs --production  minified, for the package
//   node esbuild.mjs --watch       again at every change
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { lazy } from './esbuild-lazy.mjs';

const { values: flags } = parseArgs({
  options: { production: { type: 'boolean' }, watch: { type: 'boolean' } },
});

/** @type {esbuild.BuildOptions} */
const shared = {
  bundle: true,
  platform: 'node',
  // The Node.js of the oldest VS Code that package.json accepts.
  target: 'node22.19',
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  outdir: 'dist',
  minify: Boolean(flags.production),
  sourcemap: flags.production ? false : 'linked',
  sourcesContent: false,
  // CommonJS has its own words for these.
  define: { 'import.meta.filename': '__filename', 'import.meta.dirname': '__dirname' },
  logLevel: 'warning',
};

/**
 * undici ships a second HTTP/1 parser, an experiment that runs only when it is asked for. This constant is undici's own:
 * where it is defined, as in the build for Node.js itself, that parser is left out.
 */
const withoutSecondParser = { esbuildDetection: 'true' };

/** The engine holds undici; the extension and the terminal command must not (see test/unit/walls.test.ts). */
export const builds = [
  lazy({ ...shared, entryPoints: { extension: 'src/extension.ts' }, external: ['vscode'] }),
  {
    ...shared,
    entryPoints: { engine: 'src/engine/process/main.ts', cli: 'src/terminal/cli.ts' },
    define: { ...shared.define, ...withoutSecondParser },
  },
  { ...shared, entryPoints: { patternWorker: 'src/engine/search/patternWorker.ts' } },
  {
    ...shared,
    entryPoints: ['timeline', 'comparison'].flatMap(name =>
      ['ts', 'css'].map(extension => ({ in: `src/webview/${name}/${name}.${extension}`, out: name })),
    ),
    outdir: 'dist/webview',
    platform: /** @type {const} */ ('browser'),
    // The Chromium of the oldest VS Code that package.json accepts.
    target: 'chrome138',
    format: /** @type {const} */ ('iife'),
    outExtension: {},
    define: {},
  },
];

if (import.meta.filename === process.argv[1]) {
  if (flags.watch) {
    for (const options of builds) await (await esbuild.context({ ...options, logLevel: 'info' })).watch();
  } else {
    await Promise.all(builds.map(options => esbuild.build(options)));
  }
}
