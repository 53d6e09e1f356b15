/** Reads the links of a file. */

import { open } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import { runInTimeSlices } from '../async/timeSlices.ts';
import { fileErrorText } from '../files/fileErrors.ts';
import type { ReadOptions } from '../links/readOptions.ts';
import { size } from '../wording/units.ts';
import { isBinary, textOf } from './decodeText.ts';
import { type Format, formatOf, type TextToRead } from './formats.ts';
import { type ReadDocument, readDocument } from './readDocument.ts';

/** In bytes. Larger files are no documents that a person reads, and VS Code opens none above 50 MB for extensions. */
export const LARGEST_FILE = 50 * 1024 ** 2;

/** A file: its links, or one sentence about why it was not read, without a full stop. */
export type ReadFile =
  | { readonly document: ReadDocument; readonly format: Format; readonly problem?: never }
  | { readonly document?: never; readonly format?: never; readonly problem: string };

/**
 * Never rejects.
 * @param format of the text; recognised if absent
 */
export async function readFile(path: string, options: ReadOptions, format?: Format): Promise<ReadFile> {
  let bytes: Buffer;
  try {
    const file = await open(path);
    try {
      const { size: bytesLong } = await file.stat();
      if (bytesLong > LARGEST_FILE) {
        return { problem: l10n.t('The file has {0}; the limit is {1}', size(bytesLong), size(LARGEST_FILE)) };
      }
      bytes = await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    return { problem: l10n.t('The file cannot be read: {0}', fileErrorText(error)) };
  }
  if (isBinary(bytes)) return { problem: l10n.t('The file is not text') };
  return readKnownText({ text: textOf(bytes), name: path }, options, format);
}

/** Reads the links of a text in time slices. @param format as {@link readFile} takes it */
export async function readKnownText(
  text: TextToRead,
  options: ReadOptions,
  format: Format = formatOf(text),
): Promise<ReadFile> {
  return { document: await runInTimeSlices(readDocument(text.text, format, options)), format };
}
