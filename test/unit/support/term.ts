import { PYTHON, type Term } from '../../../src/engine/model/term.ts';

/** A term without options: plain text, in upper or lower case, also within a word. */
export function term(given: Partial<Term> = {}): Term {
  return { text: PYTHON, matchCase: false, wholeWord: false, regularExpression: false, ...given };
}
