/** Pages whose text is built by their scripts. */

import { Walk } from './htmlWalk.ts';

/** @param most characters beyond which nobody counts */
function textLength(page: string, most: number): number {
  let length = 0;
  const walk = new Walk(page, 'html', {
    onText(start, end, place) {
      if (place === 'text') length += page.slice(start, end).replace(/\s+/g, '').length;
      if (length >= most) walk.stop();
    },
  });
  walk.run();
  return length;
}

/** A page with fewer characters to read than this may be empty but for what scripts make of it… */
export const LITTLE_TEXT = 200;

/** …and one with fewer than this is. */
const NEXT_TO_NO_TEXT = 50;

/** Whether a page holds scripts and practically nothing to read, so that it is the scripts that build its text. */
export function isBuiltByScripts(page: string): boolean {
  if (!/<script[\s>]/i.test(page)) return false;
  const length = textLength(page, LITTLE_TEXT);
  return length < NEXT_TO_NO_TEXT || (length < LITTLE_TEXT && asksForScripts(page));
}

/** Whether it says so to those whose browser runs no scripts, or leaves room for what they make. */
function asksForScripts(page: string): boolean {
  const start = page.slice(0, 64 * 1024);
  return (
    /<noscript[\s>][\s\S]{0,1000}?javascript/i.test(start) ||
    /<(?:div|main|section|[a-z]{1,20}-[a-z-]{1,20})(?:\s[^<>]{0,200})?>\s{0,100}<\/(?:div|main|section|[a-z]{1,20}-[a-z-]{1,20})>/i.test(
      start,
    )
  );
}
