// Size limits of the package. Change a limit on purpose only, together with its reason.
import fs from 'node:fs';
import path from 'node:path';
import { dist } from './paths.mjs';

/** Limits in bytes: for the download, and for the code that is loaded at activation and at the first scan. */
export const budget = {
  vsix: 560_000,
  files: 80,
  bundles: {
    'extension.cjs': 145_000,
    'engine.cjs': 600_000,
    'patternWorker.cjs': 5_000,
    'watchdogThread.cjs': 5_000,
  },
};

/**
 * @param {string} vsix the package
 * @returns {string[]} what is over the budget
 */
export function overBudget(vsix) {
  const bytes = fs.readFileSync(vsix);
  const sizes = [
    ...over('the package', bytes.length, budget.vsix, 'bytes'),
    ...over('the package', countEntries(bytes), budget.files, 'files'),
  ];
  for (const [name, most] of Object.entries(budget.bundles)) {
    sizes.push(...over(name, fs.statSync(path.join(dist, name)).size, most, 'bytes'));
  }
  return sizes;
}

/**
 * @param {string} what
 * @param {number} got
 * @param {number} most
 * @param {string} unit
 */
function over(what, got, most, unit) {
  return got > most ? [`${what} has ${got} ${unit}, and ${most} at most are budgeted`] : [];
}

/**
 * Files in a ZIP archive, by the record at its end (APPNOTE.TXT 4.3.16).
 * @param {Buffer} zip
 */
function countEntries(zip) {
  const record = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (record < 0) throw new Error('The package is no ZIP archive');
  return zip.readUInt16LE(record + 10);
}
