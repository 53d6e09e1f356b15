/** Searches pages for the term: counts the matches, and finds their lines and places. */

import * as l10n from '@vscode/l10n';
import type { Deadline } from '../async/deadline.ts';
import { isBuiltByScripts } from '../content/builtByScripts.ts';
import { isJson, stringEscapes } from '../content/jsonText.ts';
import { type Markup, type MediaType, markupOf } from '../content/mediaType.ts';
import { type Places, placesInSteps } from '../content/pagePlaces.ts';
import type { PageText } from '../content/pageText.ts';
import { readableTextInSteps } from '../content/readableText.ts';
import { isRefreshed } from '../content/refresh.ts';
import { TextMap } from '../content/textMap.ts';
import type { Failure } from '../model/failure.ts';
import type { SearchOptions } from '../model/options.ts';
import { NO_PLACES, type PlaceCounts } from '../model/places.ts';
import { compileTerm, isPlain, type Term } from '../model/term.ts';
import { readings } from '../wording/asRead.ts';
import { grouped } from '../wording/language.ts';
import { ByteBudget } from './byteBudget.ts';
import { BytePrefilter } from './bytePrefilter.ts';
import { type Matches, matchesAt } from './matchedLines.ts';
import { endInFormC, inFormC } from './normalForm.ts';
import { PatternPool } from './patternPool.ts';
import { findRanges, MOST_MATCHES, type Ranges, union } from './ranges.ts';
import { SplitTerm } from './splitTerm.ts';

export interface SearchResult extends Matches {
  readonly places: PlaceCounts;
  /** One sentence that qualifies the count. */
  readonly note?: string;
  /** Why a page in a frame was not searched, or only in part. */
  readonly cut?: Failure;
}

/** Pages with fewer bytes are searched at once, whatever they are made of. */
const SMALL = 64 * 1024;

/** In bytes. What a page is parsed to may take ten times its size. */
const MOST_AT_ONCE = 16 * 1024 * 1024;

const NOTHING: SearchResult = { count: 0, lines: [], places: NO_PLACES };

export class Search {
  readonly #term: Term;
  readonly #options: SearchOptions;
  readonly #pattern: RegExp;
  readonly #pool: PatternPool | undefined;
  readonly #isTextOnly: boolean;
  /** Whether white space in the term stands for any white space. */
  readonly #hasSpaces: boolean;
  readonly #hasWords: boolean;
  /** Whether the text can be searched as it is, not in Normalization Form C. Only marks after a match then matter. */
  readonly #isPlain: boolean;
  readonly #prefilter: BytePrefilter | undefined;
  readonly #split: SplitTerm | undefined;
  /** Searches what a person reads, where the source does not have the term. */
  #reader: Search | undefined;
  readonly #budget = new ByteBudget(MOST_AT_ONCE);

  /** @throws {import('../model/term.ts').InvalidTermError} */
  constructor(term: Term, options: SearchOptions) {
    this.#term = term;
    this.#options = options;
    this.#pattern = compileTerm(term, options.searchIn);
    this.#isTextOnly = options.searchIn === 'text';
    this.#hasSpaces = this.#isTextOnly && !term.regularExpression && /\s/.test(term.text);
    this.#hasWords = term.wholeWord;
    // For a whole word, the characters beside the match matter, too, and form C may change them.
    this.#isPlain = isPlain(term) && !term.wholeWord && !this.#hasSpaces;
    this.#prefilter = this.#isTextOnly ? undefined : BytePrefilter.for(term);
    this.#split = this.#isTextOnly ? undefined : SplitTerm.for(term);
    // Searching for text takes linear time; a regular expression may never end.
    if (term.regularExpression) {
      this.#pool = new PatternPool(this.#pattern, options.regularExpressionTimeout);
    }
  }

  /**
   * Searches a page.
   * @param source the page; lines and columns of the result refer to its text
   * @param deadline ends the search. Its clock does not run while the page waits for other pages to be searched
   * @throws {import('../model/failure.ts').FailureError} REGEX_TIMEOUT
   * @throws the reason of the deadline, if it is cancelled while the page waits
   */
  async page(source: PageText, mediaType: MediaType, deadline: Deadline): Promise<SearchResult> {
    if (deadline.work(() => this.#prefilter?.rulesOut(source, mediaType))) return NOTHING;
    const { length } = source.bytes;
    const leave = length > SMALL ? await this.#budget.take(length, deadline) : () => {};
    try {
      return await this.#parsed(source, mediaType, deadline);
    } finally {
      leave();
    }
  }

  async #parsed(source: PageText, mediaType: MediaType, deadline: Deadline): Promise<SearchResult> {
    const page = deadline.work(() => source.text);
    const markup = markupOf(mediaType, page);
    const readable =
      this.#isTextOnly && markup !== 'none'
        ? await deadline.workInSlices(readableTextInSteps(page, markup))
        : undefined;
    const found = readable
      ? await this.rangesRead(readable.map, deadline)
      : await this.rangesInSource(page, mediaType, deadline);
    const { count, lines, ranges } = deadline.work(() => {
      const ranges = readable ? inSource(found, readable.map) : found;
      return { ...matchesAt(page, ranges), ranges };
    });
    const note =
      count === 0
        ? ((await this.#noteOnReading(page, markup, deadline)) ??
          (await deadline.workInSlices(noteOnNothing(page, markup))))
        : count === MOST_MATCHES
          ? l10n.t('Only the first {0} matches are counted', grouped(MOST_MATCHES))
          : undefined;
    if (count === 0) return { ...NOTHING, ...(note ? { note } : {}) };
    const places =
      readable?.places ?? (await deadline.workInSlices(placesInSteps(page, markup, ranges.at(-2))));
    return {
      count,
      lines,
      places: deadline.work(() => countPlaces(ranges, places)),
      ...(note ? { note } : {}),
    };
  }

  /**
   * Finds the term in the source of a page. In JSON, it may be written with escapes. A search of only the text does not
   * look at escapes as they stand.
   * @throws {import('../model/failure.ts').FailureError} REGEX_TIMEOUT
   */
  async rangesInSource(page: string, mediaType: MediaType, deadline: Deadline): Promise<Ranges> {
    const decoded = isJson(mediaType)
      ? deadline.work(() => TextMap.replacing(page, stringEscapes(page)))
      : undefined;
    if (!decoded) return this.ranges(page, deadline);
    const found = await this.ranges(decoded.text, deadline);
    const inStrings = deadline.work(() => inSource(found, decoded));
    if (this.#isTextOnly) return inStrings;
    const asWritten = await this.ranges(page, deadline);
    return deadline.work(() => union(asWritten, inStrings));
  }

  /**
   * Finds the term in a text.
   * @throws {import('../model/failure.ts').FailureError} REGEX_TIMEOUT
   */
  async ranges(text: string, deadline: Deadline): Promise<Ranges> {
    const read = this.#isTextOnly
      ? deadline.work(() => TextMap.replacing(text, readings(text, this.#hasWords)))
      : undefined;
    const found = await this.#rangesInFormC(read?.text ?? text, deadline);
    return read ? deadline.work(() => inSource(found, read)) : found;
  }

  /**
   * Finds the term in the readable text of a page.
   * @throws {import('../model/failure.ts').FailureError} REGEX_TIMEOUT
   */
  async rangesRead(readable: TextMap, deadline: Deadline): Promise<Ranges> {
    const ranges = await this.ranges(readable.text, deadline);
    // A term of several words does not go on in the next block, although a line break is white space.
    return this.#hasSpaces
      ? deadline.work(() => kept(ranges, (start, end) => !readable.hasAddition(start, end)))
      : ranges;
  }

  async #rangesInFormC(text: string, deadline: Deadline): Promise<Ranges> {
    if (this.#isPlain) {
      const plain = await this.#find(text, deadline);
      return deadline.work(() => rangesInFormC(text, plain));
    }
    const normal = deadline.work(() => inFormC(text));
    const found = await this.#find(normal?.text ?? text, deadline);
    return normal ? deadline.work(() => inSource(found, normal)) : found;
  }

  /** Ends the threads. Must be called after the last page. */
  async end(): Promise<void> {
    await this.#pool?.end();
  }

  /** A note if the source does not have the term, but a person reads it. */
  async #noteOnReading(page: string, markup: Markup, deadline: Deadline): Promise<string | undefined> {
    if (markup === 'none' || !deadline.work(() => this.#split?.mayBeOn(page))) return undefined;
    this.#reader ??= new Search(this.#term, { ...this.#options, searchIn: 'text' });
    const { map } = await deadline.workInSlices(readableTextInSteps(page, markup));
    const found = await this.#reader.rangesRead(map, deadline);
    return found.length
      ? l10n.t(
          'The source does not contain the term, but a person reads it in the text; search only the text to find it',
        )
      : undefined;
  }

  async #find(text: string, deadline: Deadline): Promise<Ranges> {
    if (!this.#pool) return deadline.work(() => findRanges(text, this.#pattern));
    const resume = deadline.pause();
    try {
      return await this.#pool.find(text, deadline.signal, resume);
    } finally {
      resume();
    }
  }
}

/** Keeps the ranges that a search of the text in form C would find, and adjusts their ends. */
function rangesInFormC(text: string, ranges: Ranges): Ranges {
  let length = 0;
  for (let at = 0; at < ranges.length; at += 2) {
    const end = endInFormC(text, ranges[at + 1] as number);
    if (end === undefined) continue;
    ranges[length++] = ranges[at] as number;
    ranges[length++] = end;
  }
  return ranges.subarray(0, length);
}

/** The ranges for which a condition holds. */
function kept(ranges: Ranges, isKept: (start: number, end: number) => boolean): Ranges {
  let length = 0;
  for (let at = 0; at < ranges.length; at += 2) {
    const [start, end] = [ranges[at] as number, ranges[at + 1] as number];
    if (!isKept(start, end)) continue;
    ranges[length++] = start;
    ranges[length++] = end;
  }
  return ranges.subarray(0, length);
}

/** Converts ranges in a searched text to ranges in its source. */
function inSource(ranges: Ranges, map: TextMap): Ranges {
  for (let at = 0; at < ranges.length; at += 2) {
    ranges[at] = map.start(ranges[at] as number);
    ranges[at + 1] = map.end(ranges[at + 1] as number);
  }
  return ranges;
}

function countPlaces(ranges: Ranges, places: Places): PlaceCounts {
  const counts = { title: 0, text: 0, markup: 0 };
  for (let at = 0; at < ranges.length; at += 2) counts[places.at(ranges[at] as number)]++;
  return counts;
}

function* noteOnNothing(page: string, markup: Markup): Generator<void, string | undefined> {
  if (!/\S/.test(page)) return l10n.t('The page is empty');
  if (markup !== 'html') return undefined;
  if (isRefreshed(page)) return l10n.t('The page sends browsers on to another one by a meta refresh');
  return (yield* isBuiltByScripts(page))
    ? l10n.t('The page builds its text with JavaScript, so the term may appear in a browser')
    : undefined;
}
