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

/** The ranges of two searches in ascending order, up to {@link MOST_MATCHES}. A range that overlaps one before it is left out. */
export function union(some: Ranges, others: Ranges): Ranges {
  const ranges = new Uint32Array(Math.min(some.length + others.length, 2 * MOST_MATCHES));
  let length = 0;
  for (let at = 0, other = 0; length < ranges.length && (at < some.length || other < others.length); ) {
    const isFirst = (some[at] ?? Number.POSITIVE_INFINITY) <= (others[other] ?? Number.POSITIVE_INFINITY);
    const [from, start] = isFirst ? [some, at] : [others, other];
    if (isFirst) at += 2;
    else other += 2;
    if (length > 0 && (from[start] as number) < (ranges[length - 1] as number)) continue;
    ranges[length++] = from[start] as number;
    ranges[length++] = from[start + 1] as number;
  }
  return ranges.subarray(0, length);
}
