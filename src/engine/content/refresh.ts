/** Pages that send browsers on to another page: a meta refresh, or a Refresh header. */

const COMMENT_OR_META = /<!--[\s\S]*?(?:-->|$)|<meta\b([^>]{0,1000})/gi;

const HTTP_EQUIV_REFRESH = /\bhttp-equiv\s{0,9}=\s{0,9}["']?refresh\b/i;

const CONTENT = /\bcontent\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;

/** Whether a page sends browsers on to another one. */
export function isRefreshed(page: string): boolean {
  const start = page.slice(0, 4096);
  // As most pages are.
  if (!HTTP_EQUIV_REFRESH.test(start)) return false;
  for (const [, attributes] of start.matchAll(COMMENT_OR_META)) {
    if (!attributes || !HTTP_EQUIV_REFRESH.test(attributes)) continue;
    const [, double, single, bare] = CONTENT.exec(attributes) ?? [];
    if (leadsAway(double ?? single ?? bare ?? '')) return true;
  }
  return false;
}

/** @param refresh the header, or the `content` of a `<meta>`; with nothing but a time the page only loads itself again */
export function leadsAway(refresh: string): boolean {
  return !/^[\s\d.;,]*$/.test(refresh);
}
