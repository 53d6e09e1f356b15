import { PYTHON, type Term } from '../../../src/engine/model/term.ts';

/** A term as it is without any options: text, in any case, also in the middle of a word. */
export function term(given: Partial<Term> = {}): Term {
  return { text: PYTHON, matchCase: false, wholeWord: false, regularExpression: false, ...given };
}
