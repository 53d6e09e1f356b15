/** Pieces of a text that are replaced. */

export interface Replacement {
  /** Offsets of the piece in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** The text in its place. */
  readonly text: string;
}

/** @param replacements in the order of the text */
export function replaced(text: string, replacements: Iterable<Replacement>): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end, text: replacement } of replacements) {
    parts.push(text.slice(done, start), replacement);
    done = end;
  }
  return done === 0 ? text : parts.join('') + text.slice(done);
}
