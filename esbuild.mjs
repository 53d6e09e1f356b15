// Bundles the programs of this package, and the pages of its webviews, into dist/.
//   node esbuild.mjs               with source maps, for development
//   node esbuild.mjs --production  minified, for the package
//   node esbuild.mjs --watch       again at every change
import fs from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';

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

/** The namespace of modules that stand for what is imported dynamically. */
const LATER = 'later';

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

/**
 * Splits a bundle: what its entry point imports dynamically goes into files of its own, which are read when first used.
 * The build writes NAME.cjs for its one entry point NAME, and NAME-….cjs for what is read later. Each module is in one
 * file only, so that there is one copy of it in the process.
 *
 * esbuild splits ES modules only, and VS Code reads one CommonJS file sooner than several files or ES modules. So all
 * that is needed from the start goes into one file, and each file becomes CommonJS afterwards.
 * @param {esbuild.BuildOptions & { entryPoints: Record<string, string> }} options of a bundle in CommonJS
 */
function lazy(options) {
  const [name = ''] = Object.keys(options.entryPoints);
  return {
    ...options,
    format: /** @type {const} */ ('esm'),
    outExtension: {},
    splitting: true,
    chunkNames: `${name}-[name]-[hash]`,
    // The names of exports are kept until the files are joined by them.
    minify: false,
    sourcemap: options.sourcemap ? /** @type {const} */ ('inline') : false,
    write: false,
    metafile: true,
    plugins: [sharing(options.entryPoints[name] ?? ''), toCommonJs(name, options)],
  };
}

/**
 * Has all that is read later import the entry point. So every file needs the same modules of the start, and esbuild puts
 * modules that the same files need into one.
 * @param {string} entry
 * @returns {esbuild.Plugin}
 */
function sharing(entry) {
  return {
    name: 'sharing',
    setup(build) {
      const root = path.resolve(build.initialOptions.absWorkingDir ?? '');
      build.onResolve({ filter: /^\./ }, ({ kind, path: file, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined;
        const place = path.relative(root, path.join(resolveDir, file));
        return { path: place.replaceAll('\\', '/'), namespace: LATER };
      });
      build.onLoad({ filter: /./, namespace: LATER }, ({ path: file }) => ({
        contents: `import './${entry}'; export * from './${file}';`,
        resolveDir: root,
      }));
    },
  };
}

/**
 * Writes each file as CommonJS, and removes those of earlier builds.
 * @param {string} name
 * @param {esbuild.BuildOptions} options of what is written
 * @returns {esbuild.Plugin}
 */
function toCommonJs(name, { minify = false, sourcemap, target = [] }) {
  return {
    name: 'to-commonjs',
    setup(build) {
      build.onEnd(async ({ errors, metafile, outputFiles = [] }) => {
        if (errors.length || !metafile) return;
        const start = startOf(name, metafile);
        const names = new Map(
          outputFiles
            .map(({ path: file }) => path.basename(file))
            .map(file => [file, file.replace(/js$/, 'cjs')]),
        );
        // The entry point's own file has nothing left but to pass on what that one exports.
        names.delete(`${name}.js`);
        names.set(start, `${name}.cjs`);
        const folder = path.dirname(outputFiles[0]?.path ?? '');
        const stale = (await fs.readdir(folder).catch(() => [])).filter(
          file => file.startsWith(`${name}-`) && ![...names.values()].includes(file.replace(/\.map$/, '')),
        );
        await Promise.all(stale.map(file => fs.rm(path.join(folder, file), { force: true })));
        await fs.mkdir(folder, { recursive: true });
        for (const { path: file, text } of outputFiles) {
          const written = names.get(path.basename(file));
          if (!written) continue;
          const { code, map } = await esbuild.transform(
            [...names].reduce((all, [from, to]) => all.replaceAll(`"./${from}"`, `"./${to}"`), text),
            {
              format: 'cjs',
              platform: 'node',
              target,
              // `import()` becomes `require()`.
              supported: { 'dynamic-import': false },
              minify,
              sourcemap: sourcemap ? 'external' : false,
              sourcesContent: false,
            },
          );
          const place = path.join(folder, written);
          if (map) await fs.writeFile(`${place}.map`, map);
          await fs.writeFile(place, map ? `${code}//# sourceMappingURL=${written}.map\n` : code);
        }
      });
    },
  };
}

/**
 * The file with everything that is needed from the start.
 * @param {string} name of the entry point
 * @param {esbuild.Metafile} metafile
 */
function startOf(name, metafile) {
  const own = Object.entries(metafile.outputs).find(([file]) => path.basename(file) === `${name}.js`);
  const files =
    own?.[1].imports.filter(({ external, kind }) => !external && kind === 'import-statement') ?? [];
  // Nothing is imported dynamically.
  if (files.length === 0) return `${name}.js`;
  if (files.length > 1) throw new Error(`What ${name} needs from the start is in ${files.length} files`);
  return path.basename(files[0]?.path ?? '');
}
