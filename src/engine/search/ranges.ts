/** Where in a text the term is found. Nothing else is done in the worker that a regular expression runs in. */

/** More matches than this on a page are not counted. */
export const MOST_MATCHES = 1_000_000;

/** Start and end of each match, one pair behind the other, in UTF-16 units. */
export type Ranges = Uint32Array<ArrayBuffer>;

/**
 * An expression such as `x*` matches nothing at every position; that is no mention.
 * @param pattern global; its state is reset, so that nothing is carried over from another page
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
