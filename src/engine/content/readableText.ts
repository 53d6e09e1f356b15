/** Extracts the title and the readable text of a page. */

import { runAtOnce } from '../async/timeSlices.ts';
import { Walk } from './htmlWalk.ts';
import { Places } from './pagePlaces.ts';
import { TextMap } from './textMap.ts';

interface ReadableText {
  readonly map: TextMap;
  readonly places: Places;
}

/** Elements in which white space is shown as it stands (HTML Standard, section 15.3.3; CSS Text, section 4.1). */
const PREFORMATTED: ReadonlySet<string> = new Set(['pre', 'textarea', 'listing', 'xmp']);

/** White space that does not stand for itself alone: more or other than one space, or at an end of a piece of text. */
const WHITE_SPACE = /^[ \t\n\f\r]+|[\t\n\f\r][ \t\n\f\r]*| [ \t\n\f\r]+| $/g;

/**
 * The title and the text of a page without markup, with character references decoded. White space is one space between
 * words, and nothing at the ends of lines, as in a browser. Blocks and `<br>` begin lines.
 * @returns the text with its way back to the page, and the places of the page
 */
export function readableText(page: string, markup: 'html' | 'xml'): ReadableText {
  return runAtOnce(readableTextInSteps(page, markup));
}

/** Like {@link readableText}. Yields after each few milliseconds of work. */
export function* readableTextInSteps(page: string, markup: 'html' | 'xml'): Generator<void, ReadableText> {
  const reader = new TextReader(page);
  yield* new Walk(page, markup, reader).steps();
  return reader;
}

class TextReader {
  readonly map = new TextMap();
  readonly places = new Places();
  readonly #page: string;
  /** Number of open elements in which white space stands for itself. */
  #preformatted = 0;
  #isLineStart = true;
  /** The offsets of white space that is a space if text follows on the line; `undefined` if there is none. */
  #space: readonly [start: number, end: number] | undefined;

  constructor(page: string) {
    this.#page = page;
  }

  onText(start: number, end: number, place: 'title' | 'text'): void {
    const text = this.#page.slice(start, end);
    this.places.add(start, end, place);
    if (this.#preformatted > 0) {
      this.#add(text, start, end);
      return;
    }
    let done = 0;
    // Not `matchAll`, which copies the expression: a page may have a million pieces of text.
    WHITE_SPACE.lastIndex = 0;
    for (let found = WHITE_SPACE.exec(text); found; found = WHITE_SPACE.exec(text)) {
      const { 0: run, index } = found;
      this.#add(text.slice(done, index), start + done, start + index);
      // The first character stands for all of the run.
      this.#addSpace(start + index, start + index + 1);
      done = index + run.length;
    }
    this.#add(text.slice(done), start + done, end);
  }

  onReference(codePoint: number, end: number, place: 'title' | 'text'): void {
    const start = this.#page.lastIndexOf('&', end - 1);
    const text = String.fromCodePoint(codePoint);
    this.places.add(start, end, place);
    if (this.#preformatted === 0 && ' \t\n\f\r'.includes(text)) this.#addSpace(start, end);
    else this.#add(text, start, end);
  }

  onLine(offset: number, name: string, isBeginning: boolean): void {
    this.#space = undefined;
    if (!this.#isLineStart) this.map.add('\n', offset, offset);
    this.#isLineStart = true;
    if (PREFORMATTED.has(name)) {
      this.#preformatted = Math.max(0, this.#preformatted + (isBeginning ? 1 : -1));
    }
  }

  #add(text: string, start: number, end: number): void {
    if (!text) return;
    if (this.#space) this.map.add(' ', ...this.#space);
    this.#space = undefined;
    this.map.add(text, start, end);
    this.#isLineStart = false;
  }

  #addSpace(start: number, end: number): void {
    if (!this.#isLineStart) this.#space ??= [start, end];
  }
}
