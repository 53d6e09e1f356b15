/** Reads the URLs of many documents. Loaded when the first folder is scanned. */

import * as vscode from 'vscode';
import { DOCUMENT_EXTENSIONS } from '../../engine/documents/documentExtensions.ts';
import { leftOutText } from '../../engine/documents/leftOutText.ts';
import { ListMerger } from '../../engine/documents/listMerger.ts';
import type { OpenText } from '../../engine/documents/readFiles.ts';
import type { FailureCode } from '../../engine/model/failure.ts';
import { isLeftOut } from '../../engine/model/leftOut.ts';
import type { List } from '../../engine/model/list.ts';
import type { EngineOptions } from '../../engine/model/options.ts';
import type { EnginePool } from '../../engine/pool/enginePool.ts';
import { fromSentDocument, type SentFile } from '../../engine/process/sentList.ts';
import type { SessionDocument } from '../model/session.ts';
import { readReadingSettings } from '../settings/readingSettings.ts';
import type { FilesToScan } from './filesToScan.ts';
import { trackingOf } from './readText.ts';

/** Documents that are read alike: those of a folder, files that a person has selected, or the cells of a notebook. */
interface DocumentSet {
  readonly uris: readonly vscode.Uri[];
  /** Whose settings say how they are read. */
  readonly scope: vscode.Uri;
  /** The folder, in which files that `.gitignore` names are left out. A selected file is wanted. */
  readonly root?: vscode.Uri;
}

/** The URLs of many documents. */
interface FilesList {
  readonly list: List;
  /** Those that have URLs. */
  readonly documents: readonly SessionDocument[];
  /** Sentences about what was not read, or is left out. */
  readonly notes: readonly string[];
}

/** How documents are read. */
interface ReadOrder {
  readonly engine: EnginePool;
  /** Options of the scan that follows. */
  readonly options: EngineOptions;
  /** Called with the number of files that have been read. */
  readonly onProgress?: (files: number, all: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * The selected files, and the documents of each folder that VS Code does not exclude (`files.exclude`, `search.exclude`).
 * Each document is in one set: the innermost folder has it.
 * @throws {vscode.CancellationError}
 */
export async function documentSets(
  { files, folders, session }: FilesToScan,
  token: vscode.CancellationToken,
): Promise<DocumentSet[]> {
  const known = new Set(files.map(String));
  const sets: DocumentSet[] = [];
  for (const folder of folders.toSorted((a, b) => b.path.length - a.path.length)) {
    const found = await documentsIn(folder, token);
    const uris = found.filter(uri => !known.has(uri.toString()));
    for (const uri of uris) known.add(uri.toString());
    sets.push({ uris: uris.toSorted(byPath), scope: folder, root: folder });
  }
  sets.sort((a, b) => byPath(a.scope, b.scope));
  return files.length ? [{ uris: files.toSorted(byPath), scope: session }, ...sets] : sets;
}

async function documentsIn(folder: vscode.Uri, token: vscode.CancellationToken): Promise<vscode.Uri[]> {
  const pattern = new vscode.RelativePattern(folder, `**/*.{${DOCUMENT_EXTENSIONS.join()}}`);
  return vscode.workspace.findFiles(pattern, excludesOf(folder), undefined, token);
}

function byPath(a: vscode.Uri, b: vscode.Uri): number {
  return a.path < b.path ? -1 : 1;
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
export async function readSets(
  sets: readonly DocumentSet[],
  { engine, onProgress, options, signal }: ReadOrder,
): Promise<FilesList | undefined> {
  const all = sets.reduce((sum, { uris }) => sum + uris.length, 0);
  const found = new FoundDocuments();
  let read = 0;
  for (const { root, scope, uris } of sets) {
    const openTexts = await openTextsOf(uris, found);
    const count = await engine.readFiles(
      {
        paths: uris.map(pathOf),
        openTexts,
        options: readReadingSettings(scope),
        extensions: [],
        root: root?.fsPath,
      },
      options,
      piece => {
        for (const file of piece) found.add(file);
        read += piece.length;
        onProgress?.(read, all);
      },
      signal,
    );
    if (count === undefined) return undefined;
  }
  return found.result();
}

/** The path of a file; the URI of a document that is on no disk. */
function pathOf(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString();
}

/**
 * The texts that are not read from a disk: of unsaved documents, since verdicts stand at their lines, of documents in
 * other file systems, and of cells.
 */
async function openTextsOf(uris: readonly vscode.Uri[], found: FoundDocuments): Promise<OpenText[]> {
  const open = new Map(vscode.workspace.textDocuments.map(each => [each.uri.toString(), each]));
  const texts: OpenText[] = [];
  for (const uri of uris) {
    const path = pathOf(uri);
    const document =
      open.get(uri.toString()) ??
      (uri.scheme === 'file'
        ? undefined
        : await vscode.workspace.openTextDocument(uri).then(undefined, () => undefined));
    found.expect(path, uri, document?.version);
    if (document && (document.isDirty || uri.scheme !== 'file'))
      texts.push({ path, text: document.getText(), languageId: document.languageId });
  }
  return texts;
}

/** Puts together what the engine reads. */
class FoundDocuments {
  readonly #expected = new Map<string, Pick<SessionDocument, 'uri' | 'version'>>();
  readonly #merger = new ListMerger();
  readonly #documents: SessionDocument[] = [];
  readonly #leftOut: Partial<Record<FailureCode, number>> = {};
  readonly #unread: string[] = [];

  /** @param version of the open document; absent if it is not open */
  expect(path: string, uri: vscode.Uri, version: number | undefined): void {
    this.#expected.set(path, { uri, version });
  }

  add({ document, path, problem }: SentFile): void {
    const expected = this.#expected.get(path) ?? { uri: vscode.Uri.file(path) };
    if (problem !== undefined || !document) {
      this.#unread.push(`${vscode.workspace.asRelativePath(expected.uri)}: ${problem}`);
      return;
    }
    const { format, list, ...found } = fromSentDocument(document);
    for (const [code, count] of Object.entries(found.leftOut)) {
      this.#leftOut[code as FailureCode] = (this.#leftOut[code as FailureCode] ?? 0) + count;
    }
    // Nobody looks for the headings and the prose of many texts.
    const rejected = list.rejected.filter(({ failure }) => !isLeftOut(failure));
    if (!list.entries.length && !rejected.length) return;
    this.#merger.add(this.#documents.length, { ...list, rejected });
    this.#documents.push({ ...expected, tracking: trackingOf(format), isList: format === 'list' });
  }

  result(): FilesList {
    const notes = [unreadText(this.#unread), leftOutText({ leftOut: this.#leftOut })];
    return {
      list: this.#merger.list(),
      documents: this.#documents,
      notes: notes.filter(note => note !== ''),
    };
  }
}

function unreadText(unread: readonly string[]): string {
  if (!unread.length) return '';
  return unread.length === 1
    ? vscode.l10n.t('Not read: {0}', unread[0] ?? '')
    : vscode.l10n.t('{0} files were not read; the first is {1}', unread.length, unread[0] ?? '');
}
