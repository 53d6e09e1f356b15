/** Reads texts in the extension host. Loaded when the first document is read. */

import { runInTimeSlices } from '../../engine/async/timeSlices.ts';
import { type Format, formatOf, type TextToRead } from '../../engine/documents/formats.ts';
import { leftOutText } from '../../engine/documents/leftOutText.ts';
import { rangesOfLine, readList } from '../../engine/links/list/readList.ts';
import type { ReadOptions } from '../../engine/links/readOptions.ts';
import { detectedIn } from '../../engine/links/text/detector.ts';
import type { List } from '../../engine/model/list.ts';
import { fromSentDocument, type SentDocument } from '../../engine/process/sentList.ts';
import type { Tracking } from '../model/documentLines.ts';

export { partOfList } from '../../engine/documents/partOfList.ts';
export { formatOf, type TextToRead };

/** A long list is read in time slices. */
export function readListHere(text: string, options: ReadOptions): Promise<List> {
  return runInTimeSlices(readList(text, undefined, options));
}

/** How the URLs of a text are found again when it is edited. */
export function trackingOf(format: Format): Tracking {
  if (format === 'list') return { rangesIn: rangesOfLine, readsLines: true };
  return {
    rangesIn: line =>
      detectedIn(line).map(({ end, start }) => ({ start, end, text: line.slice(start, end) })),
    readsLines: false,
  };
}

/** What the engine has read, with sentences about what it has not. */
export function received(sent: SentDocument): {
  readonly format: Format;
  readonly list: List;
  readonly notes: readonly string[];
} {
  const found = fromSentDocument(sent);
  const notes = [found.problem ?? '', leftOutText(found)].filter(note => note !== '');
  return { list: found.list, format: found.format, notes };
}
