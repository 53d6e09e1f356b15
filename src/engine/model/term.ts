/** The term: what is looked for, as in VS Code's Search. */

import * as l10n from '@vscode/l10n';
import escapeStringRegexp from 'escape-string-regexp';

export interface Term {
  /** Text, or a regular expression in JavaScript's syntax. */
  readonly text: string;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
  readonly regularExpression: boolean;
}

/** The term of the tutorial, and of the command that names it. */
export const PYTHON = 'Python';

export class InvalidTermError extends Error {
  override readonly name = 'InvalidTermError';
}

/** What a word is made of: a combining mark belongs to the letter before it. */
const WORD = '[\\p{L}\\p{M}\\p{N}_]';

/**
 * The one regular expression that verdict, count and matched lines all come from.
 *
 * Flag `u` so that characters outside the basic plane are one character, and that case is folded as Unicode does;
 * `m` so that ^ and $ stand for the ends of a line, as in VS Code's Search. The term is put in Normalization Form C,
 * as is the text that it is looked for in.
 * @throws {InvalidTermError} the term is empty, or no valid regular expression
 */
export function compileTerm(term: Term): RegExp {
  if (!term.text) throw new InvalidTermError(l10n.t('There is nothing to look for: the term is empty'));
  const text = term.text.normalize();
  const source = term.regularExpression ? text : escapeStringRegexp(text);
  const pattern = term.wholeWord ? `(?<!${WORD})(?:${source})(?!${WORD})` : source;
  const flags = term.matchCase ? 'gmu' : 'gimu';
  try {
    // A term such as `)(?:` would only be valid by the group that the whole word puts around it.
    if (term.wholeWord) new RegExp(source, flags);
    return new RegExp(pattern, flags);
  } catch (error) {
    throw new InvalidTermError(
      l10n.t('Not a valid regular expression: {0}', (error as Error).message.replace(/^.*: /s, '')),
    );
  }
}

/** ASCII without what others are put into Normalization Form C as: U+037E as a semicolon, U+1FEF as a backquote. */
const PLAIN = /^[!-:<-_a-z{-~ ]+$/i;
/** What others are folded to: U+017F to s, U+212A to k. */
const FOLDED = /[ks]/i;

/** Whether the term is of characters that stand for themselves alone, as bytes and as text. */
export function isPlain({ matchCase, regularExpression, text }: Term): boolean {
  if (regularExpression || !PLAIN.test(text)) return false;
  // The sign for kelvin, U+212A, is put into Form C as K.
  return matchCase ? !text.includes('K') : !FOLDED.test(text);
}
