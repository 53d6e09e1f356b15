/** Recognizes pages whose text is built by their scripts. */

import { Walk } from './htmlWalk.ts';

/** Number of readable characters of a page, without white space. @param most stops counting at this number */
function* textLength(page: string, most: number): Generator<void, number> {
  let length = 0;
  const walk = new Walk(page, 'html', {
    onText(start, end, place) {
      if (place === 'text') length += page.slice(start, end).replace(/\s+/g, '').length;
      if (length >= most) walk.stop();
    },
  });
  yield* walk.steps();
  return length;
}

/** A page with scripts and fewer readable characters than this is built by them if its markup suggests it. */
export const LITTLE_TEXT = 200;

/** A page with scripts and fewer readable characters than this is always taken for one built by them. */
const ALMOST_NO_TEXT = 50;

/**
 * Whether a page has scripts and almost no readable text, so that its scripts probably build the text. Yields after each
 * few milliseconds of work.
 */
export function* isBuiltByScripts(page: string): Generator<void, boolean> {
  if (!/<script[\s>]/i.test(page)) return false;
  const length = yield* textLength(page, LITTLE_TEXT);
  return length < ALMOST_NO_TEXT || (length < LITTLE_TEXT && asksForScripts(page));
}

/** Whether a page mentions JavaScript in a `<noscript>`, or has an empty element that scripts can fill. */
function asksForScripts(page: string): boolean {
  const start = page.slice(0, 64 * 1024);
  return (
    /<noscript[\s>][\s\S]{0,1000}?javascript/i.test(start) ||
    /<(?:div|main|section|[a-z]{1,20}-[a-z-]{1,20})(?:\s[^<>]{0,200})?>\s{0,100}<\/(?:div|main|section|[a-z]{1,20}-[a-z-]{1,20})>/i.test(
      start,
    )
  );
}
