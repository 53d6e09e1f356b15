/** Recognizes pages that only show other pages: in frames of a frameset, in an iframe or an object. */

import type { Deadline } from '../async/deadline.ts';
import { ALMOST_NO_TEXT, textLength } from '../content/builtByScripts.ts';
import { isAsciiSuperset } from '../content/charset.ts';
import { latin1, type MediaType, markupOf } from '../content/mediaType.ts';
import type { PageText } from '../content/pageText.ts';
import { showsText } from '../markup/visibleBytes.ts';
import { FrameWalk, type ShownFrames } from './frameWalk.ts';

const XHTML = 'application/xhtml+xml';

const FRAME = /<(?:i?frame|object)[\t\n\f\r />]/i;

/**
 * Whether a page may show only frames, by its type and bytes. Nearly all pages have enough text or no frames, and need no
 * decoding. Frames of a frameset are no exception: browsers ignore a frameset after text.
 */
function mayShowOnlyFrames(source: PageText, { essence, isText, isXml }: MediaType): boolean {
  if ((isText || isXml) && essence !== 'text/html' && essence !== XHTML) return false;
  if (!isAsciiSuperset(source.charset)) return true;
  if (source.beginsWithText(ALMOST_NO_TEXT)) return false;
  const page = latin1(source.bytes);
  return FRAME.test(page) && !showsText(page, ALMOST_NO_TEXT, source.charset === 'UTF-8');
}

/**
 * What a page shows in frames, if it shows almost nothing else.
 * @param url of the page
 * @param deadline is told of the work
 * @returns `undefined` for any other page
 */
export function shownFrames(
  page: PageText,
  type: MediaType,
  url: URL,
  deadline: Deadline,
): Promise<ShownFrames | undefined> {
  return deadline.workInSlices(framesOf(page, type, url));
}

function* framesOf(page: PageText, type: MediaType, url: URL): Generator<void, ShownFrames | undefined> {
  if (!mayShowOnlyFrames(page, type)) return undefined;
  const markup = markupOf(type, page.text);
  const isPage = markup === 'html' || type.essence === XHTML;
  return isPage && markup !== 'none' ? yield* framesOnly(page.text, url, markup) : undefined;
}

/**
 * What a page shows in frames, if it shows almost nothing else. Yields after each few milliseconds of work.
 * @param url of the page
 * @returns `undefined` for any other page
 */
export function* framesOnly(
  page: string,
  url: URL,
  markup: 'html' | 'xml',
): Generator<void, ShownFrames | undefined> {
  if (!FRAME.test(page)) return undefined;
  // Ends at the text, so that only pages without text are walked to their end.
  if ((yield* textLength(page, ALMOST_NO_TEXT)) >= ALMOST_NO_TEXT) return undefined;
  const walk = new FrameWalk(page, url, markup === 'xml');
  yield* walk.steps();
  const { contents, hasMore, hasOthers } = walk;
  return contents.length || hasOthers ? { contents, hasMore, hasOthers } : undefined;
}
