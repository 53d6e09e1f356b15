/** Writes files that a person asked for. */

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { runInTimeSlices } from '../../engine/async/timeSlices.ts';
import { fileErrorText } from '../../engine/files/fileErrors.ts';
import { isSameFile } from '../../engine/files/sameFile.ts';
import { openWholeFile } from '../../engine/files/wholeFile.ts';
import { safeText } from '../../engine/wording/safeText.ts';

/** UTF-16 units that are written between two yields: about 1 ms of work. */
const CHUNK_SIZE = 64 * 1024;

/**
 * Writes a file in steps. On this machine, an old file lives until the new one is whole; elsewhere, its file system
 * decides.
 * @throws {Error} the file cannot be written. See {@link reasonOf}
 */
export async function writeFile(uri: vscode.Uri, pieces: Iterable<string | Uint8Array>): Promise<void> {
  if (uri.scheme === 'file') await runInTimeSlices(writeWhole(uri.fsPath, pieces));
  else await vscode.workspace.fs.writeFile(uri, await runInTimeSlices(bytesOf(pieces)));
}

/** The reason why {@link writeFile} failed, safe to show. */
export function reasonOf(error: unknown): string {
  return safeText(fileErrorText(error));
}

/** Whether a file is the document that a list is in. */
export function isFileOf(document: vscode.Uri, uri: vscode.Uri): boolean {
  const areFiles = document.scheme === 'file' && uri.scheme === 'file';
  return uri.toString() === document.toString() || (areFiles && isSameFile(document.fsPath, uri.fsPath));
}

function* writeWhole(place: string, pieces: Iterable<string | Uint8Array>): Generator<void, void> {
  // As the file systems of VS Code do.
  mkdirSync(path.dirname(place), { recursive: true });
  const file = openWholeFile(place);
  try {
    for (const chunk of chunksOf(pieces)) {
      file.write(chunk);
      yield;
    }
    file.commit();
  } finally {
    file.discard();
  }
}

/** Joins the pieces in steps, because a list may have 100,000 lines. */
function* bytesOf(pieces: Iterable<string | Uint8Array>): Generator<void, Uint8Array> {
  const parts: Uint8Array[] = [];
  for (const chunk of chunksOf(pieces)) {
    parts.push(chunk);
    yield;
  }
  return Buffer.concat(parts);
}

function* chunksOf(pieces: Iterable<string | Uint8Array>): Generator<Uint8Array> {
  let text = '';
  for (const piece of pieces) {
    const isText = typeof piece === 'string';
    if (isText) text += piece;
    if (isText && text.length < CHUNK_SIZE) continue;
    yield Buffer.from(text);
    text = '';
    if (!isText) yield piece;
  }
  yield Buffer.from(text);
}
