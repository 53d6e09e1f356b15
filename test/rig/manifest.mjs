// The manifest as people see it: package.json with its texts filled in, as VS Code does.
import fs from 'node:fs';
import path from 'node:path';
import { project } from './paths.mjs';

/** @typedef {{ readonly [name: string]: any }} Json */

/**
 * @param {string} [language] as in `vscode.env.language`; texts that it lacks are English
 * @returns {Json}
 * @throws {Error} package.json names a text that does not exist
 */
export function readManifest(language) {
  /** @param {string} name */
  const read = name => JSON.parse(fs.readFileSync(path.join(project, name), 'utf8'));
  /** @type {Readonly<Record<string, string>>} */
  const texts = { ...read('package.nls.json'), ...(language ? read(`package.nls.${language}.json`) : {}) };
  return JSON.parse(JSON.stringify(read('package.json')), (_, value) => {
    const key = typeof value === 'string' ? keyOf(value) : undefined;
    if (key === undefined) return value;
    if (texts[key] === undefined) throw new Error(`package.nls.json has no ${key}`);
    return texts[key];
  });
}

/**
 * @param {string} value of package.json
 * @returns {string | undefined} the key of its text, where it stands in package.nls.json
 */
export function keyOf(value) {
  return /^%([\w.-]+)%$/.exec(value)?.[1];
}
