/** Extracts the title and the readable text of a page. */

import { runAtOnce } from '../async/timeSlices.ts';
import { Walk } from './htmlWalk.ts';
import { Places } from './pagePlaces.ts';
import { TextMap } from './textMap.ts';

interface ReadableText {
  readonly map: TextMap;
  readonly places: Places;
}

/**
 * The title and the text of a page without markup, with character references decoded.
 * @returns the text with its way back to the page, and the places of the page
 */
export function readableText(page: string, markup: 'html' | 'xml'): ReadableText {
  return runAtOnce(readableTextInSteps(page, markup));
}

/** Like {@link readableText}. Yields after each few milliseconds of work. */
export function* readableTextInSteps(page: string, markup: 'html' | 'xml'): Generator<void, ReadableText> {
  const map = new TextMap();
  const places = new Places();
  let isLineStart = true;
  const add = (text: string, start: number, end: number) => {
    map.add(text, start, end);
    isLineStart = text.endsWith('\n');
  };
  yield* new Walk(page, markup, {
    onText(start, end, place) {
      add(page.slice(start, end), start, end);
      places.add(start, end, place);
    },
    onReference(codePoint, end, place) {
      const start = page.lastIndexOf('&', end - 1);
      add(String.fromCodePoint(codePoint), start, end);
      places.add(start, end, place);
    },
    onLine(offset) {
      if (!isLineStart) add('\n', offset, offset);
    },
  }).steps();
  return { map, places };
}
