// Unpacks Chromium from npm, with the system libraries that this machine lacks.
import fs from 'node:fs';
import path from 'node:path';
import { chromiumHome, nodeHome, vscodePackage } from './paths.mjs';
import { runQuietly } from './processes.mjs';
import { step } from './step.mjs';

/** Chromium's executable. */
export const chromiumPath = path.join(chromiumHome, 'chromium');

/** System libraries in the package. They are only unpacked if the system lacks some of them. */
const ownLibraries = path.join(chromiumHome, 'al2023/lib');

/** Fonts come first from the package, so that screenshots look alike everywhere. */
export const fontSettings = path.join(chromiumHome, 'fonts.conf');

/**
 * Unpacks Chromium.
 * @throws {Error} naming the libraries that neither the system nor the package has
 */
export async function prepareChromium() {
  await step('Unpacking Chromium', {
    lock: 'vscode',
    isDone: () => fs.existsSync(chromiumHome),
    run: async () => {
      // Under another name until it is complete.
      const folder = `${chromiumHome}.part`;
      fs.rmSync(folder, { recursive: true, force: true });
      fs.mkdirSync(folder, { recursive: true });
      await unpack(folder, ['chromium.br', 'fonts.tar.br']);
      if ((await missingLibraries(path.join(folder, 'chromium'), folder)).length > 0) {
        await unpack(folder, ['al2023.tar.br']);
        const missing = await missingLibraries(
          path.join(folder, 'chromium'),
          path.join(folder, 'al2023/lib'),
        );
        if (missing.length > 0) {
          throw new Error(
            `Chromium needs libraries that this system lacks: ${missing.join(', ')}. On Debian: ` +
              'apt-get install libnss3 libnspr4 libexpat1 libgcc-s1',
          );
        }
      }
      fs.writeFileSync(path.join(folder, path.basename(fontSettings)), fontconfig());
      fs.renameSync(folder, chromiumHome);
    },
  });
}

/**
 * The environment that Chromium runs in.
 * @returns {Record<string, string>}
 */
export function chromiumEnvironment() {
  const inherited = Object.entries(process.env).filter(([, value]) => value !== undefined);
  return {
    .../** @type {Record<string, string>} */ (Object.fromEntries(inherited)),
    FONTCONFIG_FILE: fontSettings,
    ...(fs.existsSync(ownLibraries) && { LD_LIBRARY_PATH: ownLibraries }),
  };
}

/**
 * The package unpacks into the system's temporary folder, and only under Node.js: hence a process with another one.
 * @param {string} folder
 * @param {string[]} names of files in the package's bin folder
 */
async function unpack(folder, names) {
  const script = `
    import { inflate } from '@sparticuz/chromium';
    const bin = new URL('../bin/', import.meta.resolve('@sparticuz/chromium'));
    for (const name of ${JSON.stringify(names)}) await inflate(decodeURIComponent(new URL(name, bin).pathname));`;
  await runQuietly(path.join(nodeHome, 'bin/node'), ['--input-type=module', '--eval', script], {
    cwd: vscodePackage,
    env: { ...process.env, TMPDIR: folder },
  });
}

/**
 * @param {string} program
 * @param {string} folder where to look before the system's folders
 * @returns {Promise<string[]>} such as "libnss3.so"
 */
async function missingLibraries(program, folder) {
  const listing = await runQuietly('ldd', [program], { env: { ...process.env, LD_LIBRARY_PATH: folder } });
  return [...listing.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name ?? '');
}

/** Uses Open Sans from the package for the workbench's own fonts, and for all fonts that are missing. */
function fontconfig() {
  const sans = ['system-ui', 'sans-serif', 'Ubuntu', 'Droid Sans'];
  const aliases = sans.map(family => fontAlias(family, ['Open Sans']));
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>${chromiumHome}/fonts</dir>
<dir>/usr/share/fonts</dir>
<cachedir>${chromiumHome}/fontcache</cachedir>
${aliases.join('\n')}
${fontAlias('monospace', ['Liberation Mono', 'DejaVu Sans Mono'])}
</fontconfig>
`;
}

/**
 * @param {string} family
 * @param {string[]} preferred
 */
function fontAlias(family, preferred) {
  const fonts = preferred.map(name => `<family>${name}</family>`).join('');
  return `<alias binding="same"><family>${family}</family><prefer>${fonts}</prefer></alias>`;
}
