/** Finds and fetches the pages that a page shows in frames, if it shows almost nothing else. */

import * as l10n from '@vscode/l10n';
import type { Deadline } from '../async/deadline.ts';
import { mediaType } from '../content/mediaType.ts';
import { PageText } from '../content/pageText.ts';
import type { ActiveTarget } from '../request/activeTarget.ts';
import { fetchFrame } from '../request/fetchFrame.ts';
import type { FetchContext, Page } from '../request/fetchPage.ts';
import type { FramePage, PageFrames } from '../search/framedSearch.ts';
import { shownFrames } from '../search/frames.ts';
import { MOST_FRAMES, type ShownFrames } from '../search/frameWalk.ts';

/**
 * Frames are fetched one level deep, one after the other.
 * @param text of the page
 * @returns `undefined` if the page shows more than frames, or none
 * @throws the reason of the deadline if it is cancelled
 */
export async function framesOf(
  text: PageText,
  page: Page,
  target: ActiveTarget,
  context: FetchContext,
): Promise<PageFrames | undefined> {
  const shown = await shownFrames(text, page.mediaType, page.trail.way.url, target.deadline);
  if (!shown) return undefined;
  const pages: FramePage[] = [];
  let isDeep = false;
  for (const content of shown.contents) {
    const frame =
      'url' in content ? await fetchFrame(content.url, page, target, context) : inlineFrame(content.srcdoc);
    pages.push(frame);
    isDeep ||= await isFramed(frame, target.deadline);
  }
  const note = noteOn(shown, isDeep);
  return { pages, ...(note ? { note } : {}) };
}

/** A frame whose text is an attribute of the page. */
function inlineFrame(srcdoc: string): FramePage {
  return { url: 'about:srcdoc', mediaType: 'text/html', page: new PageText(Buffer.from(srcdoc), 'UTF-8') };
}

/** Whether the page in a frame itself shows only frames. */
async function isFramed(frame: FramePage, deadline: Deadline): Promise<boolean> {
  const { page, url } = frame;
  if (!page) return false;
  return (await shownFrames(page, mediaType(frame.mediaType), new URL(url), deadline)) !== undefined;
}

function noteOn({ hasMore, hasOthers }: ShownFrames, isDeep: boolean): string | undefined {
  if (hasMore) return l10n.t('The page shows many frames; only the first {0} were searched', MOST_FRAMES);
  if (isDeep) return l10n.t('The frames of the page show further frames, which were not searched');
  return hasOthers
    ? l10n.t('A frame of the page has no page to fetch, so the term may appear in a browser')
    : undefined;
}
