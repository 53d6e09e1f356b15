/** Extracts the title and the readable text of a page. */

import { Walk } from './htmlWalk.ts';
import { Places } from './pagePlaces.ts';
import { TextMap } from './textMap.ts';

/**
 * The title and the text of a page without markup, with character references decoded.
 * @returns the text with its way back to the page, and the places of the page
 */
export function readableText(page: string, markup: 'html' | 'xml'): { map: TextMap; places: Places } {
  const map = new TextMap();
  const places = new Places();
  let isLineStart = true;
  const add = (text: string, start: number, end: number) => {
    map.add(text, start, end);
    isLineStart = text === '\n';
  };
  new Walk(page, markup, {
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
  }).run();
  return { map, places };
}
