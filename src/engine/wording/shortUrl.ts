/** Long URLs, cut for display and for facts that are kept. */

import { clip, displayUrl } from './safeText.ts';

/** How much of a URL is masked for display, as a multiple of what is shown. Masking makes a URL shorter. */
const MASKED = 4;

/**
 * Cuts a URL to this many UTF-16 units, at the start of a parameter or of a part of its path. The last unit of a shortened
 * URL is `…`. So no secret is cut in two, half of which {@link displayUrl} would not recognize.
 */
export function cutUrl(url: string, length: number): string {
  if (url.length <= length) return url;
  const start = url.slice(0, length);
  const end = Math.max(...['/', '?', '#', '&', ';'].map(each => start.lastIndexOf(each)));
  return `${start.slice(0, Math.min(end + 1, length - 1))}…`;
}

/** Like {@link displayUrl}, but with this many UTF-16 units at most. The work does not grow with the URL. */
export function shortUrl(url: string, length: number): string {
  return clip(displayUrl(cutUrl(url, MASKED * length)), length);
}

/**
 * Cuts URLs so that all together have this many UTF-16 units at most. They are whole if that is enough; else each has the
 * same share.
 */
export function cutUrls(urls: readonly string[], length: number): string[] {
  const total = urls.reduce((sum, url) => sum + url.length, 0);
  return total <= length ? [...urls] : urls.map(url => cutUrl(url, Math.floor(length / urls.length)));
}
