/** Reads the URLs of the documents of a folder. Loaded when the first folder is scanned. */

import * as vscode from 'vscode';
import { DOCUMENT_EXTENSIONS } from '../../engine/documents/documentExtensions.ts';
import { leftOutText } from '../../engine/documents/leftOutText.ts';
import { ListMerger } from '../../engine/documents/listMerger.ts';
import type { ReadOptions } from '../../engine/links/readOptions.ts';
import type { FailureCode } from '../../engine/model/failure.ts';
import { isLeftOut } from '../../engine/model/leftOut.ts';
import type { List } from '../../engine/model/list.ts';
import type { EngineOptions } from '../../engine/model/options.ts';
import type { EnginePool } from '../../engine/pool/enginePool.ts';
import { fromSentDocument, type SentFile } from '../../engine/process/sentList.ts';
import type { SessionDocument } from '../model/session.ts';
import { trackingOf } from './readText.ts';

/** The URLs of a folder. */
interface FolderList {
  readonly list: List;
  readonly documents: readonly SessionDocument[];
  /** Sentences about what was not read, or is left out. */
  readonly notes: readonly string[];
  /** Number of files that were read. */
  readonly files: number;
}

/** How a folder is read. */
interface FolderOrder {
  readonly engine: EnginePool;
  readonly reading: ReadOptions;
  /** Options of the scan that follows. */
  readonly options: EngineOptions;
  /** Called with the number of files that have been read. */
  readonly onProgress: (files: number, all: number) => void;
  readonly signal: AbortSignal;
}

/**
 * The documents of a folder that VS Code does not exclude (`files.exclude`, `search.exclude`).
 * @throws {vscode.CancellationError}
 */
export async function documentsIn(
  folder: vscode.Uri,
  token: vscode.CancellationToken,
): Promise<vscode.Uri[]> {
  const pattern = new vscode.RelativePattern(folder, `**/*.{${DOCUMENT_EXTENSIONS.join()}}`);
  const found = await vscode.workspace.findFiles(pattern, excludesOf(folder), undefined, token);
  return found.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** The patterns of both settings as one; `undefined` for those of `files.exclude` alone. */
function excludesOf(folder: vscode.Uri): string | undefined {
  const patterns = ['files', 'search'].flatMap(section => {
    const setting = vscode.workspace
      .getConfiguration(section, folder)
      .get<Record<string, unknown>>('exclude', {});
    return Object.entries(setting).flatMap(([pattern, isOn]) => (isOn === true ? [pattern] : []));
  });
  return patterns.length ? `{${[...new Set(patterns)].join()}}` : undefined;
}

/** @returns `undefined` if the engine has ended, or the person does not want to wait */
export async function readFolder(
  folder: vscode.Uri,
  files: readonly vscode.Uri[],
  { engine, onProgress, options, reading, signal }: FolderOrder,
): Promise<FolderList | undefined> {
  const byPath = new Map(files.map(uri => [uri.fsPath, uri]));
  const merger = new ListMerger();
  const documents: SessionDocument[] = [];
  const leftOut: Partial<Record<FailureCode, number>> = {};
  const unread: string[] = [];
  let read = 0;
  const add = ({ document, path, problem }: SentFile) => {
    if (problem !== undefined || !document) {
      unread.push(`${vscode.workspace.asRelativePath(path)}: ${problem}`);
      return;
    }
    const { format, list, ...found } = fromSentDocument(document);
    for (const [code, count] of Object.entries(found.leftOut)) {
      leftOut[code as FailureCode] = (leftOut[code as FailureCode] ?? 0) + count;
    }
    // Nobody looks for the headings and the prose of the texts of a folder.
    const rejected = list.rejected.filter(({ failure }) => !isLeftOut(failure));
    if (!list.entries.length && !rejected.length) return;
    merger.add(documents.length, { ...list, rejected });
    documents.push({
      uri: byPath.get(path) ?? vscode.Uri.file(path),
      tracking: trackingOf(format),
      isList: format === 'list',
    });
  };
  const count = await engine.readFiles(
    { paths: files.map(({ fsPath }) => fsPath), options: reading, extensions: [], root: folder.fsPath },
    options,
    piece => {
      for (const file of piece) add(file);
      read += piece.length;
      onProgress(read, files.length);
    },
    signal,
  );
  if (count === undefined) return undefined;
  const notes = [unreadText(unread), leftOutText({ leftOut })].filter(note => note !== '');
  return { list: merger.list(), documents, notes, files: count };
}

function unreadText(unread: readonly string[]): string {
  if (!unread.length) return '';
  return unread.length === 1
    ? vscode.l10n.t('Not read: {0}', unread[0] ?? '')
    : vscode.l10n.t('{0} files were not read; the first is {1}', unread.length, unread[0] ?? '');
}
