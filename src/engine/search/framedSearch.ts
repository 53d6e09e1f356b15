/** Searches a page together with the pages that it shows in frames. */

import * as l10n from '@vscode/l10n';
import type { Deadline } from '../async/deadline.ts';
import { mediaType } from '../content/mediaType.ts';
import type { PageText } from '../content/pageText.ts';
import { type Failure, failure } from '../model/failure.ts';
import { shortUrl } from '../wording/shortUrl.ts';
import { MOST_MATCHED_LINES } from './matchedLines.ts';
import type { Search, SearchResult } from './search.ts';

/** A page in a frame. Its text may be in another form where it is stored or sent. */
export interface FramePage<Text = PageText> {
  /** Its URL after redirects; `about:srcdoc` if its text is an attribute of the page itself (HTML Standard, 7.3.1). */
  readonly url: string;
  /** Media type without parameters. */
  readonly mediaType: string;
  /** Absent if there is no text to search. */
  readonly page?: Text;
  /** Why there is none. */
  readonly failure?: Failure;
}

/** The pages that a page shows in frames. */
export interface PageFrames<Text = PageText> {
  readonly pages: readonly FramePage<Text>[];
  /** One sentence on frames that were not searched. */
  readonly note?: string;
}

/** The same frames with their texts in another form. */
export function withFrameTexts<From, To>(
  { note, pages }: PageFrames<From>,
  convert: (text: From) => To,
): PageFrames<To> {
  return {
    pages: pages.map(({ page, ...each }) => ({ ...each, ...(page ? { page: convert(page) } : {}) })),
    ...(note === undefined ? {} : { note }),
  };
}

/** In characters. The URL of a frame stands beside each of its matches. */
const LONGEST_SHOWN_URL = 200;

/**
 * The result of a page with its frames. Frames are searched only if the text of the page itself has no match.
 * @param own result of the page itself
 * @throws {import('../model/failure.ts').FailureError} REGEX_TIMEOUT
 */
export async function withFrames(
  own: SearchResult,
  { note, pages }: PageFrames,
  search: Search,
  deadline: Deadline,
): Promise<SearchResult> {
  if (own.places.text) return own;
  let { count } = own;
  const lines = [...own.lines];
  let cut: Failure | undefined;
  for (const [index, frame] of pages.entries()) {
    const url = shortUrl(frame.url, LONGEST_SHOWN_URL);
    const reason = frame.failure ?? frame.page?.cut;
    if (reason) cut ??= inFrame(url, reason);
    const { page } = frame;
    if (!page) continue;
    const result = await search.page(page, mediaType(frame.mediaType), deadline);
    count += result.count;
    const room = MOST_MATCHED_LINES - lines.length;
    for (const line of result.lines.slice(0, room)) lines.push({ ...line, frame: { index, url } });
  }
  const frames = count - own.count;
  const ownNote = frames ? undefined : own.note;
  // A page without a frame to search may have more to say of itself, such as that scripts build it.
  const all = pages.length ? (note ?? ownNote) : (ownNote ?? note);
  return {
    count,
    lines,
    places: frames ? { ...own.places, frames } : own.places,
    ...(all === undefined ? {} : { note: all }),
    ...(cut ? { cut } : {}),
  };
}

/** The failure of a frame, as the reason why its page was searched only in part. */
function inFrame(url: string, { code, detail, isDoubtful, message }: Failure): Failure {
  const sentence = l10n.t('Its frame {0} was not searched in full: {1}', url, message);
  return { ...failure(code, sentence, detail), ...(isDoubtful ? { isDoubtful } : {}) };
}
