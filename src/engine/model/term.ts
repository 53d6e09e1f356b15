/** The term that pages are searched for, with the options of VS Code's Search. */

import * as l10n from '@vscode/l10n';
import escapeStringRegexp from 'escape-string-regexp';
import { asRead } from '../wording/asRead.ts';
import { formC } from '../wording/formC.ts';
import type { SearchIn } from './options.ts';
import { asWholeWord } from './wholeWord.ts';

export interface Term {
  /** Text, or a regular expression in JavaScript's syntax. */
  readonly text: string;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
  readonly regularExpression: boolean;
}

/** The term of the tutorial, and of the command _Scan URLs for Python_. */
export const PYTHON = 'Python';

/** Stands for no term: pages are not searched, and a scan only asks whether they answer. */
export const NO_TERM: Term = { text: '', matchCase: false, wholeWord: false, regularExpression: false };

/** Whether a scan with this term is a check: it looks for nothing. */
export function isCheck({ text }: Term): boolean {
  return text === '';
}

export class InvalidTermError extends Error {
  override readonly name = 'InvalidTermError';
}

/**
 * The regular expression for a term. Outcome, count and matched lines all come from it.
 *
 * Flag `u`: characters outside the basic plane count as one character, and case is folded by the rules of Unicode.
 * Flag `m`: `^` and `$` match at the ends of lines, as in VS Code's Search.
 * The term is converted to Normalization Form C; the text to search must be, too.
 * @param searchIn for what a person reads, white space in a text stands for any white space, and what is not seen is left
 *   out; see `asRead`. A regular expression stays as it is
 * @throws {InvalidTermError} the term is empty, or not a valid regular expression
 */
export function compileTerm(term: Term, searchIn: SearchIn = 'source'): RegExp {
  if (!term.text) throw new InvalidTermError(l10n.t('There is nothing to look for: the term is empty'));
  const source = sourceOf(term, searchIn);
  const pattern = term.wholeWord ? asWholeWord(source, !term.regularExpression) : source;
  const flags = term.matchCase ? 'gmu' : 'gimu';
  try {
    // A term such as `)(?:` is invalid by itself, but valid inside the group that `wholeWord` adds.
    if (term.wholeWord) new RegExp(source, flags);
    return new RegExp(pattern, flags);
  } catch (error) {
    throw new InvalidTermError(
      l10n.t('Not a valid regular expression: {0}', (error as Error).message.replace(/^.*: /s, '')),
    );
  }
}

function sourceOf({ text, wholeWord, regularExpression }: Term, searchIn: SearchIn): string {
  if (regularExpression) return formC(text);
  if (searchIn === 'source') return escapeStringRegexp(formC(text));
  // A term of which nothing is seen is not found.
  const read = escapeStringRegexp(formC(asRead(text, wholeWord) || text));
  // A search for a row of spaces that something must follow would take the square of its length.
  return read.replace(/^\s+(?=\S)/, '\\s').replace(/\s+/g, '\\s+');
}

/**
 * ASCII without the semicolon and the backquote: in Normalization Form C, U+037E becomes a semicolon and U+1FEF a
 * backquote.
 */
const PLAIN = /^[!-:<-_a-z{-~ ]+$/i;
/** Letters that case folding also makes of others: U+017F becomes s, U+212A becomes k. */
const FOLDED = /[ks]/i;

/**
 * Whether only the characters of the term itself can match it: it is ASCII, and neither normalization nor case folding
 * turns any other character into one of them.
 */
export function isPlain({ matchCase, regularExpression, text }: Term): boolean {
  if (regularExpression || !PLAIN.test(text)) return false;
  // Normalization Form C turns the kelvin sign, U+212A, into K.
  return matchCase ? !text.includes('K') : !FOLDED.test(text);
}
