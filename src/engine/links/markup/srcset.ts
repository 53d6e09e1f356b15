/** Reads the attribute `srcset`: images for several sizes. */

/** White space and commas before a URL. */
const BEFORE = /[\t\n\f\r ,]*/y;

const URL_PART = /[^\t\n\f\r ]+/y;

/** What follows a URL, such as `2x` or `640w`, up to a parenthesis. */
const DESCRIPTORS = /[^,(]*/y;

const PARENTHESIS = /\([^)]*/y;

/**
 * The URLs of a `srcset` (HTML Standard, section 4.8.4.3.10: parsing a srcset attribute). It does not look at the
 * descriptors: a browser ignores a URL with wrong ones, but it is meant to lead somewhere.
 * @param value as it stands in the page. White space and commas that are written as references do not separate
 * @returns offsets in the value
 */
export function* srcsetUrls(value: string): Generator<{ start: number; end: number }, void> {
  for (let at = 0; ; ) {
    const start = endOf(BEFORE, value, at);
    const end = endOf(URL_PART, value, start);
    if (end === start) return;
    let last = end;
    while (value[last - 1] === ',') last--;
    yield { start, end: last };
    at = last < end ? end : endOfDescriptors(value, end);
  }
}

/** Commas within parentheses do not end the descriptors. */
function endOfDescriptors(value: string, start: number): number {
  for (let at = start; ; ) {
    at = endOf(DESCRIPTORS, value, at);
    if (value[at] !== '(') return at;
    at = endOf(PARENTHESIS, value, at);
  }
}

/** The end of what an expression matches at an offset; the offset itself if it matches nothing. */
function endOf(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return start + (pattern.exec(text)?.[0].length ?? 0);
}
