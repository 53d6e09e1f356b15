/** Checks whether a term can be searched for. */

import { compileTerm, InvalidTermError, type Term } from '../../engine/model/term.ts';
import { safeLabel } from '../../engine/wording/safeText.ts';

/** The problem of a term as a message to show; `undefined` if the term is valid. */
export function termProblem(term: Term): string | undefined {
  try {
    compileTerm(term);
    return undefined;
  } catch (error) {
    if (!(error instanceof InvalidTermError)) throw error;
    return safeLabel(error.message);
  }
}
