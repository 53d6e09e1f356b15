// Splits the extension's bundle: what it imports dynamically is in files of its own, which are read when first used.
// esbuild splits ES modules only, and VS Code reads one CommonJS file sooner than several files or ES modules. So
// (1) all that is needed from the start goes into one file, and (2) each file becomes CommonJS afterwards.
import fs from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';

/** Of modules that stand for what is imported dynamically. */
const LATER = 'later';

/**
 * Options for a build that writes NAME.cjs, for its one entry point NAME, and NAME-….cjs for what is read later. Each
 * module is in one file only, so that there is one copy of it in the process.
 * @param {esbuild.BuildOptions & { entryPoints: Record<string, string> }} options of a bundle in CommonJS
 */
export function lazy(options) {
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
