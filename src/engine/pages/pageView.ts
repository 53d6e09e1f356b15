/** Creates the document of a kept page: its source or its text, with the matches of a term. */

import { Deadline } from '../async/deadline.ts';
import { markupOf, mediaType } from '../content/mediaType.ts';
import { readableText } from '../content/readableText.ts';
import type { TextMap } from '../content/textMap.ts';
import type { SearchOptions } from '../model/options.ts';
import type { Term } from '../model/term.ts';
import { Search } from '../search/search.ts';
import type { KeptPage } from './keptPages.ts';
import { ShownText } from './shownText.ts';

/** The source as it was received, or only the text that a person reads. */
export type PageView = 'source' | 'text';

export interface PageRequest {
  readonly view: PageView;
  readonly term: Term;
  readonly options: SearchOptions;
  /** The frame to show instead of the page itself: its index among the frames of the page. */
  readonly frame?: number | undefined;
  /** A place to find again in this view. */
  readonly place?: PagePlace;
}

/** A place in a page: line (from 1) and column in its source, or an offset in the text of a view. */
export type PagePlace =
  | { readonly line: number; readonly column: number }
  | { readonly view: PageView; readonly offset: number };

export interface ShownPage {
  readonly text: string;
  /** Lines (from 0) that continue on the next line, because the line of the page is too long. */
  readonly folded: readonly number[];
  /** Whether only the beginning of the page is shown. */
  readonly isCut: boolean;
  /** Start and end of each match in the text, flattened; at most {@link MOST_SHOWN_MATCHES} matches. */
  readonly matches: readonly number[];
  /** Offset in the text of the place in the request. */
  readonly place?: number;
}

/** The limit of VS Code's own Find. */
export const MOST_SHOWN_MATCHES = 20_000;

/** In ms. If the search takes longer, the page is shown without matches. */
const LONGEST_SEARCH = 10_000;

/** @returns `undefined` if the frame that is wanted is not kept */
export async function showPage(kept: KeptPage, request: PageRequest): Promise<ShownPage | undefined> {
  const { frame } = request;
  const { mediaType: type, page } =
    frame === undefined ? { ...kept.facts, page: kept.page } : (kept.frames?.pages[frame] ?? {});
  if (!page) return undefined;
  const source = page.text;
  const markup = markupOf(mediaType(type), source);
  const readable = markup === 'none' ? undefined : readableText(source, markup).map;
  const shownAs = (view: PageView) =>
    view === 'text' && readable ? new ShownText(readable.text, true) : new ShownText(source);
  const { view, place, options } = request;
  const shown = shownAs(view);
  const isRead = readable && (view === 'text' || options.searchIn === 'text');
  const ranges = await rangesIn(source, isRead ? readable : undefined, request);
  const inShown = (offset: number) => (view === 'text' && readable ? readable.placeOf(offset) : offset);
  return {
    text: shown.text,
    folded: shown.folded,
    isCut: shown.isCut,
    matches: shownRanges(ranges, shown, view === 'source' && isRead ? readable : undefined),
    ...(place ? { place: shown.start(inShown(sourceOffset(source, place, shownAs, readable))) } : {}),
  };
}

/**
 * The matches in the text that a person reads, or else in the source; empty if the search fails or takes too long, because
 * the page is useful without them.
 */
async function rangesIn(
  source: string,
  readable: TextMap | undefined,
  { term, options }: PageRequest,
): Promise<ArrayLike<number>> {
  const search = new Search(term, readable ? { ...options, searchIn: 'text' } : options);
  const deadline = new Deadline(LONGEST_SEARCH);
  try {
    return await (readable ? search.rangesRead(readable, deadline) : search.ranges(source, deadline));
  } catch {
    return [];
  } finally {
    deadline.end();
    await search.end();
  }
}

/** Converts matches to offsets in the shown text. @param map from the searched text to the shown one, if they differ */
function shownRanges(ranges: ArrayLike<number>, shown: ShownText, map: TextMap | undefined): number[] {
  const matches: number[] = [];
  for (let at = 0; at < ranges.length && matches.length < 2 * MOST_SHOWN_MATCHES; at += 2) {
    const [from, to] = [ranges[at] as number, ranges[at + 1] as number];
    const start = shown.start(map ? map.start(from) : from);
    const end = shown.end(map ? map.end(to) : to);
    // A match of only a line break, or after the end, is not visible.
    if (end > start) matches.push(start, end);
  }
  return matches;
}

/** The offset of a place in the source of the page. */
function sourceOffset(
  source: string,
  place: PagePlace,
  shownAs: (view: PageView) => ShownText,
  readable: TextMap | undefined,
): number {
  if ('line' in place) return lineStart(source, place.line) + place.column;
  const offset = shownAs(place.view).source(place.offset);
  return place.view === 'text' && readable ? readable.start(offset) : offset;
}

/** The offset at which a line begins. @param line from 1 */
function lineStart(text: string, line: number): number {
  const breaks = /\r\n|\n|\r/g;
  for (let at = 1; at < line && breaks.exec(text); at++);
  return breaks.lastIndex;
}
