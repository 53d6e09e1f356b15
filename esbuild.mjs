// Bundles the programs of this package and the pages of its webviews into dist/.
//   node esbuild.mjs               with source maps, for development
//   node esbuild.mjs --production  minified, for the package
//   node esbuild.mjs --watch       builds again after each change
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
  // The names in CommonJS.
  define: { 'import.meta.filename': '__filename', 'import.meta.dirname': '__dirname' },
  logLevel: 'warning',
};

/**
 * Leaves out the second, experimental HTTP/1 parser of undici, which nothing here uses. undici itself checks this constant,
 * and defines it in its build for Node.js.
 */
const withoutSecondParser = { esbuildDetection: 'true' };

/**
 * Replaces the assertions of Node.js, which undici makes about what servers send. For a message, those of Node.js read the
 * source at the place of the call. In minified code they may find no expression there, and throw a SyntaxError instead.
 * @type {esbuild.Plugin}
 */
export const plainAssertions = {
  name: 'plain-assertions',
  setup(build) {
    build.onResolve({ filter: /^(?:node:)?assert$/ }, () => ({ path: 'assert', namespace: 'plain' }));
    build.onLoad({ filter: /./, namespace: 'plain' }, () => ({
      contents: `module.exports = (value, message = 'an assertion failed') => {
        if (!value) throw Object.assign(new Error(message), { name: 'AssertionError', code: 'ERR_ASSERTION' });
      };`,
    }));
  },
};

/**
 * Leaves out parts of undici that the engine never reaches: the bodies of requests with forms, since it only sends GET, and
 * the second copy of the HTTP/1 parser. undici prefers that copy, which uses SIMD; the other one runs on every processor, and
 * takes the same time for pages.
 * @type {esbuild.Plugin}
 */
export const withoutUnusedParts = {
  name: 'without-unused-parts',
  setup(build) {
    build.onResolve({ filter: /\/llhttp_simd-wasm\.js$/ }, ({ resolveDir }) => ({
      path: path.join(resolveDir, '../llhttp/llhttp-wasm.js'),
    }));
    build.onResolve({ filter: /^\.\.\/web\/(?:fetch\/(?:body|formdata)|webidl)/ }, () => ({
      path: 'forms',
      namespace: 'unused',
    }));
    build.onLoad({ filter: /./, namespace: 'unused' }, () => ({
      contents: "throw new Error('The bodies of forms are left out of this bundle');",
    }));
  },
};

/** The namespace of the modules that replace dynamically imported ones. */
const LATER = 'later';

/** Only the engine may contain undici (see test/unit/walls.test.ts). */
export const builds = [
  lazy({ ...shared, entryPoints: { extension: 'src/extension.ts' }, external: ['vscode'] }),
  lazy({
    ...shared,
    entryPoints: { engine: 'src/engine/process/main.ts' },
    define: { ...shared.define, ...withoutSecondParser },
    plugins: [plainAssertions, withoutUnusedParts],
  }),
  {
    ...shared,
    entryPoints: { cli: 'src/terminal/cli.ts' },
    define: { ...shared.define, ...withoutSecondParser },
    plugins: [plainAssertions, withoutUnusedParts],
  },
  {
    ...shared,
    entryPoints: {
      patternWorker: 'src/engine/search/patternWorker.ts',
      watchdogThread: 'src/engine/process/watchdogThread.ts',
    },
  },
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
 * Splits a bundle: modules that are imported dynamically go into separate files, which are loaded when first used. For the
 * entry point NAME, the build writes NAME.cjs, and NAME-….cjs for the modules that are loaded later. Each module is in one
 * file only, so that the process has one copy of it.
 *
 * esbuild can split only ES modules, but VS Code loads a single CommonJS file faster than ES modules or several files. So
 * all modules that are needed at the start go into one file, and each file is converted to CommonJS afterwards.
 * @param {esbuild.BuildOptions & { entryPoints: Record<string, string> }} options with exactly one entry point, for CommonJS
 */
function lazy(options) {
  const [name = ''] = Object.keys(options.entryPoints);
  return {
    ...options,
    format: /** @type {const} */ ('esm'),
    outExtension: {},
    splitting: true,
    chunkNames: `${name}-[name]-[hash]`,
    // Minified after the conversion: until then, the files need the names of each other's exports.
    minify: false,
    sourcemap: options.sourcemap ? /** @type {const} */ ('inline') : false,
    write: false,
    metafile: true,
    plugins: [
      ...(options.plugins ?? []),
      sharing(options.entryPoints[name] ?? ''),
      toCommonJs(name, options),
    ],
  };
}

/**
 * Makes all modules that are loaded later import the entry point. Then every file needs the modules of the start, and
 * esbuild puts modules that are needed by the same files into one file.
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
 * Writes each file as CommonJS, and removes the files of earlier builds.
 * @param {string} name of the entry point
 * @param {esbuild.BuildOptions} options for the written files
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
        // The file of the entry point is not needed: it only re-exports from the file of the start.
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
 * The file with all modules that are needed at the start.
 * @param {string} name of the entry point
 * @param {esbuild.Metafile} metafile
 */
function startOf(name, metafile) {
  const own = Object.entries(metafile.outputs).find(([file]) => path.basename(file) === `${name}.js`);
  const files =
    own?.[1].imports.filter(({ external, kind }) => !external && kind === 'import-statement') ?? [];
  // No imports: nothing is loaded later, so the bundle was not split.
  if (files.length === 0) return `${name}.js`;
  if (files.length > 1) throw new Error(`The start of ${name} is in ${files.length} files instead of one`);
  return path.basename(files[0]?.path ?? '');
}
