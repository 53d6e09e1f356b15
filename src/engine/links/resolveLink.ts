/** Decides what a link of a document leads to. */

import { type CheckedUrl, checkUrl } from './checkUrl.ts';
import { excludedLeftOut, isTemplate, relativeLeftOut, templateLeftOut } from './leftOut.ts';
import { isExcluded, type UrlPatterns } from './urlPatterns.ts';

const SCHEME = /^[a-z][a-z\d+.-]*:/i;

/**
 * @param value the URL or relative reference
 * @param base of relative references
 * @returns `undefined` if the link leads to no page: to a place in its own document, or to another scheme
 */
export function resolveLink(
  value: string,
  base: string | undefined,
  patterns: UrlPatterns,
): CheckedUrl | undefined {
  if (value === '' || value.startsWith('#')) return undefined;
  if (isTemplate(value)) return { failure: templateLeftOut() };
  if (/^https?:/i.test(value)) return withPatterns(checkUrl(value), patterns);
  if (SCHEME.test(value)) return undefined;
  // A link without a scheme has that of its document. A file has none.
  if (value.startsWith('//') && base === undefined) return withPatterns(checkUrl(`https:${value}`), patterns);
  const url = base === undefined ? null : URL.parse(value, base);
  return url ? withPatterns(checkUrl(url.href), patterns) : { failure: relativeLeftOut() };
}

/** The URL unless a pattern leaves it out. */
export function withPatterns(checked: CheckedUrl, patterns: UrlPatterns): CheckedUrl {
  const isOut = checked.url !== undefined && isExcluded(checked.url, patterns);
  return isOut ? { failure: excludedLeftOut() } : checked;
}
