/** Finds host names that mix scripts, so that they look like others (Unicode Technical Standard #39, section 5). */

import { domainToUnicode } from 'node:url';
import { languageTag } from '../wording/language.ts';

/** The scripts in common use (Unicode Standard Annex #31, table 5), by their codes of ISO 15924. */
const SCRIPTS = (
  'Arab Armn Beng Bopo Cyrl Deva Ethi Geor Grek Gujr Guru Hang Hani Hebr Hira Kana Khmr Knda Laoo Latn Mlym Mymr Orya ' +
  'Sinh Taml Telu Thaa Thai Tibt'
).split(' ');

/** Scripts that are written together: Japanese, Korean and Chinese, each also with Latin. */
const TOGETHER = [
  ['Hani', 'Hira', 'Kana', 'Latn'],
  ['Hani', 'Bopo', 'Latn'],
  ['Hani', 'Hang', 'Latn'],
];

const LETTERS = SCRIPTS.map(script => [script, new RegExp(String.raw`\p{scx=${script}}`, 'u')] as const);

/**
 * The names of the scripts that a label of a host mixes, although nobody writes them together.
 * @param host as in a parsed URL: with international labels as `xn--…`
 * @returns `undefined` if no label does
 */
export function mixedScriptsOf(host: string): string[] | undefined {
  if (!host.includes('xn--')) return undefined;
  for (const label of domainToUnicode(host).split('.')) {
    const scripts = scriptsOf(label);
    if (scripts.length > 1) return scripts.map(nameOf);
  }
  return undefined;
}

/** The scripts of a label; one at most if they are written together. */
function scriptsOf(label: string): string[] {
  const sets = [...label].flatMap(character => {
    const scripts = LETTERS.flatMap(([script, letter]) => (letter.test(character) ? [script] : []));
    return scripts.length ? [scripts] : [];
  });
  const isOf = (allowed: readonly string[]) =>
    sets.every(scripts => scripts.some(script => allowed.includes(script)));
  if (TOGETHER.some(isOf) || SCRIPTS.some(script => isOf([script]))) return [];
  return [...new Set(sets.map(([first = '']) => first))];
}

function nameOf(script: string): string {
  return new Intl.DisplayNames(languageTag(), { type: 'script' }).of(script) ?? script;
}
