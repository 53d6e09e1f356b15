/** Recognizes pages that redirect browsers by a meta refresh or a Refresh header. */

const COMMENT_OR_META = /<!--(?:[^-]|-(?!->))*|<meta\b([^>]{0,1000})/gi;

const HTTP_EQUIV_REFRESH = /\bhttp-equiv\s{0,9}=\s{0,9}["']?refresh\b/i;

const CONTENT = /\bcontent\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;

/** Only the beginning of a page is searched. In characters. */
const START = 4096;

/** Matches every refresh: in some encodings, white space is not an ASCII byte, so any bytes but letters may be between. */
const REFRESH_IN_BYTES = /http-equiv[^a-z]{0,80}refresh/i;

/**
 * Whether {@link isRefreshed} may be true for a page, according to its bytes. Never false if {@link isRefreshed} is true.
 * @param bytes of the page or of its beginning, one character per byte; in a superset of ASCII
 */
export function mayBeRefreshed(bytes: string): boolean {
  // A character has at most four bytes.
  return REFRESH_IN_BYTES.test(bytes.slice(0, 4 * START));
}

/** Whether a page has a meta refresh that leads to another page. */
export function isRefreshed(page: string): boolean {
  const start = page.slice(0, START);
  // Excludes most pages cheaply.
  if (!HTTP_EQUIV_REFRESH.test(start)) return false;
  for (const [, attributes] of start.matchAll(COMMENT_OR_META)) {
    if (!attributes || !HTTP_EQUIV_REFRESH.test(attributes)) continue;
    const [, double, single, bare] = CONTENT.exec(attributes) ?? [];
    if (leadsAway(double ?? single ?? bare ?? '')) return true;
  }
  return false;
}

/**
 * Whether a refresh leads to another page. A refresh that only has a time reloads the same page.
 * @param refresh value of the header, or `content` of the `<meta>`
 */
export function leadsAway(refresh: string): boolean {
  return !/^[\s\d.;,]*$/.test(refresh);
}
