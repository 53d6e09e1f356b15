// npm run notices: writes ThirdPartyNotices.txt, the licenses of the packages that are in the bundles.
import fs from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { builds } from '../../esbuild.mjs';
import { project, rig } from './paths.mjs';

/** The file, which goes into the package. */
export const noticesFile = path.join(project, 'ThirdPartyNotices.txt');

/** The texts of licenses that packages name but leave out, by the folder of the code. They are in the folder `licenses`. */
const MISSING = new Map([
  ['@vscode/l10n', 'vscode-l10n.txt'],
  // In WebAssembly.
  ['undici/lib/llhttp', 'llhttp.txt'],
]);

const HEAD = `Scan URLs contains the packages below, which are the work of others, under these licenses.
`;

const LINE = '-'.repeat(80);

/**
 * A package that has code in a bundle.
 * @typedef {object} BundledPackage
 * @property {string} name
 * @property {string} version
 * @property {string} license as SPDX names it
 * @property {string} folder
 * @property {string[]} files those in bundles
 */

/** @returns {Promise<BundledPackage[]>} all of them, by name */
export async function bundledPackages() {
  const packages = Map.groupBy(
    await bundledFiles(),
    file => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.[0] ?? '',
  );
  packages.delete('');
  return [...packages]
    .map(([folder, files]) => {
      const { name, version, license } = JSON.parse(
        fs.readFileSync(path.join(folder, 'package.json'), 'utf8'),
      );
      return { name, version, license, folder, files };
    })
    .sort((a, b) => (title(a) < title(b) ? -1 : 1));
}

/**
 * @returns {Promise<string>} what ThirdPartyNotices.txt says when it is up to date
 * @throws {Error} where the license of a package cannot be found
 */
export async function noticesText() {
  const sections = (await bundledPackages()).map(bundled => {
    const licenses = licensesOf(bundled).map(({ place, file }) => {
      const text = fs.readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim();
      return place ? `${bundled.name}/${place}:\n\n${text}\n` : `${text}\n`;
    });
    if (licenses.length === 0) throw new Error(`${title(bundled)} has no license`);
    return `${title(bundled)}\n\n${licenses.join('\n')}`;
  });
  return [HEAD, ...sections].join(`\n${LINE}\n`);
}

/**
 * @param {Pick<BundledPackage, 'name' | 'version' | 'license'>} bundled
 * @returns {string} the line that a package's section begins with
 */
export function title({ name, version, license }) {
  return `${name} ${version} (${license})`;
}

/** @returns {Promise<string[]>} the files that bundles are made of */
async function bundledFiles() {
  const files = new Set();
  for (const options of builds) {
    const built = { ...options, absWorkingDir: project, minify: true, sourcemap: false, plugins: [] };
    const { metafile } = await esbuild.build({ ...built, write: false, metafile: true });
    for (const { inputs } of Object.values(metafile.outputs)) {
      for (const [file, { bytesInOutput }] of Object.entries(inputs)) if (bytesInOutput > 0) files.add(file);
    }
  }
  return [...files].map(file => path.join(project, file)).sort();
}

/**
 * Licenses in the folders of the code and above them: what lies in a folder of a package may have a license of its own.
 * @param {BundledPackage} bundled
 */
function licensesOf({ name, folder, files }) {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (let each of new Set(files.map(file => path.dirname(file)))) {
    for (; each.startsWith(folder); each = path.dirname(each)) {
      const place = path.relative(folder, each).replaceAll('\\', '/');
      const [own] = fs
        .readdirSync(each)
        .filter(file => /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/i.test(file));
      const missing = MISSING.get(place ? `${name}/${place}` : name);
      if (own) found.set(place, path.join(each, own));
      else if (missing) found.set(place, path.join(rig, 'licenses', missing));
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([place, file]) => ({ place, file }));
}

if (import.meta.filename === process.argv[1]) fs.writeFileSync(noticesFile, await noticesText());
