/** Patterns that say which URLs are scanned. */

/** Which URLs are scanned: those that some pattern includes, if there is one, and that none excludes. */
export interface UrlPatterns {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** Whether a URL is left out. @param url as it is requested */
export function isExcluded(url: string, { exclude, include }: UrlPatterns): boolean {
  if (include.length && !include.some(pattern => matchesUrl(url, pattern))) return true;
  return exclude.some(pattern => matchesUrl(url, pattern));
}

/**
 * Whether a URL holds a pattern. Each `*` stands for any characters; upper and lower case are alike. An expression would
 * say more, but some take longer than any scan.
 */
export function matchesUrl(url: string, pattern: string): boolean {
  const text = url.toLowerCase();
  let at = 0;
  for (const part of pattern.trim().toLowerCase().split('*')) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return true;
}
