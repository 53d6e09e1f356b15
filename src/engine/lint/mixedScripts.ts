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
  const sets = [...label].map(scriptsOfCharacter).filter(({ length }) => length > 0);
  const isOf = (allowed: readonly string[]) =>
    sets.every(scripts => scripts.some(script => allowed.includes(script)));
  if (TOGETHER.some(isOf) || SCRIPTS.some(script => isOf([script]))) return [];
  return [...new Set(sets.map(([first = '']) => first))];
}

/** What {@link scriptsOfCharacter} has found. A list has few different characters in its hosts. */
const known = new Map<string, readonly string[]>();
const MOST_KNOWN = 1_000;

/** More than one for a character that several scripts use; none for digits and hyphens. */
function scriptsOfCharacter(character: string): readonly string[] {
  const before = known.get(character);
  if (before) return before;
  const scripts = LETTERS.flatMap(([script, letter]) => (letter.test(character) ? [script] : []));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(character, scripts);
  return scripts;
}

/** In the language of the texts. To make one takes long. */
let names: Intl.DisplayNames | undefined;

function nameOf(script: string): string {
  names ??= new Intl.DisplayNames(languageTag(), { type: 'script' });
  return names.of(script) ?? script;
}
