/** The title and the text of a page, as a person reads them. */

import { Walk } from './htmlWalk.ts';
import { Places } from './pagePlaces.ts';
import { TextMap } from './textMap.ts';

/** The title and the text of a page as a person reads them: without markup, and with its references decoded. */
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
