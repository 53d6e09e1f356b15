/** Answers the requests for the links of texts and files. */

import { runInTimeSlices } from '../async/timeSlices.ts';
import { formatOf } from '../documents/formats.ts';
import { readDocument } from '../documents/readDocument.ts';
import { type FilesToRead, readFiles } from '../documents/readFiles.ts';
import type { Requester } from './channel.ts';
import type { SentText } from './messages.ts';
import { type SentDocument, type SentFile, toSentDocument, toSentFile } from './sentList.ts';

/** Links after which a piece is sent. The host handles one in a few milliseconds. */
const LINKS_A_PIECE = 500;

/** In ms. A piece is sent at the latest after this time, so that progress is seen. */
const LONGEST_WAIT = 100;

export async function answerText({ format, options, ...text }: SentText): Promise<SentDocument> {
  const found = format ?? formatOf(text);
  return toSentDocument(await runInTimeSlices(readDocument(text.text, found, options)), found);
}

export async function answerFiles(
  request: FilesToRead,
  { sendPiece, signal }: Requester<readonly SentFile[]>,
): Promise<number> {
  let count = 0;
  let files: SentFile[] = [];
  let links = 0;
  let sent = performance.now();
  for await (const file of readFiles(request, signal)) {
    count++;
    files.push(toSentFile(file));
    links += (file.document?.list.entries.length ?? 0) + (file.document?.list.rejected.length ?? 0) + 1;
    if (links < LINKS_A_PIECE && performance.now() < sent + LONGEST_WAIT) continue;
    sendPiece(files);
    files = [];
    links = 0;
    sent = performance.now();
  }
  if (files.length) sendPiece(files);
  return count;
}
