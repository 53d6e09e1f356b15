/** Checks a term before it is looked for. */

import { compileTerm, InvalidTermError, type Term } from '../../engine/model/term.ts';
import { safeLabel } from '../../engine/wording/safeText.ts';

/** What is wrong with a term, as a person reads it; `undefined` when nothing is. */
export function termProblem(term: Term): string | undefined {
  try {
    compileTerm(term);
    return undefined;
  } catch (error) {
    if (!(error instanceof InvalidTermError)) throw error;
    return safeLabel(error.message);
  }
}
