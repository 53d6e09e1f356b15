/** Finds the matches of a pattern in a text. The worker threads for regular expressions load only this. */

/** Limit for the matches that are counted on a page. */
export const MOST_MATCHES = 1_000_000;

/** Start and end offset of each match, in UTF-16 units: a flat array of pairs. */
export type Ranges = Uint32Array<ArrayBuffer>;

/**
 * Finds all matches, up to {@link MOST_MATCHES}. Empty matches, as of `x*`, do not count.
 * @param pattern with the flag `g`. Its `lastIndex` is reset first, because it may be left from another page
 */
export function findRanges(text: string, pattern: RegExp): Ranges {
  const ranges: number[] = [];
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const { index } = found;
    const end = pattern.lastIndex;
    if (end > index) {
      ranges.push(index, end);
      if (ranges.length === 2 * MOST_MATCHES) break;
    } else {
      pattern.lastIndex += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
    }
  }
  return Uint32Array.from(ranges);
}
