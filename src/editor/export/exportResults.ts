/** Writes the shown results to a file. */

import * as vscode from 'vscode';
import { runInTimeSlices } from '../../engine/async/timeSlices.ts';
import {
  EXPORT_FORMAT_NAMES,
  EXPORT_FORMATS,
  type ExportFormatName,
  fileOf,
  isExportFormat,
} from '../../engine/export/formats.ts';
import type { ExportedScan, ListAddress } from '../../engine/export/record.ts';
import { safeLabel } from '../../engine/wording/safeText.ts';
import { CELL_SCHEME } from '../ids.ts';
import type { Session } from '../model/session.ts';
import { documentName } from '../model/sessionName.ts';
import { isFileOf, reasonOf, writeFile } from './writeFile.ts';

/** Key of the last chosen format in the workspace state. */
const LAST_FORMAT = 'lastExportFormat';

interface FormatPick extends vscode.QuickPickItem {
  readonly format: ExportFormatName;
}

/**
 * Asks for a format and a file, writes the file, and offers to open it. An existing file is overwritten only if the
 * save dialog has asked about it.
 * @param memory remembers the format
 * @param version of this extension
 * @param preset format and file, if a keybinding or another extension passes them; each one that is passed is not
 *   asked for
 * @returns the file; `undefined` if the person cancels, or if it cannot be written, which is shown as a message
 * @throws {vscode.FileSystemError} if `preset.uri` exists already
 */
export async function exportResults(
  session: Session,
  memory: vscode.Memento,
  version: string,
  preset: { readonly format?: unknown; readonly uri?: unknown } = {},
): Promise<vscode.Uri | undefined> {
  const format = isExportFormat(preset.format) ? preset.format : await askForFormat(memory);
  if (!format) return undefined;
  const isPreset = preset.uri instanceof vscode.Uri;
  const uri = preset.uri instanceof vscode.Uri ? preset.uri : await askForFile(session, format);
  if (!uri) return undefined;
  if (isPreset && (await exists(uri))) throw vscode.FileSystemError.FileExists(uri);
  if (await runInTimeSlices(isDocumentOf(session, uri)))
    return refuse(vscode.l10n.t('they would overwrite the list'));
  try {
    await writeFile(uri, fileOf(format, exportedScan(session, version)));
  } catch (error) {
    return refuse(reasonOf(error));
  }
  void offerToOpen(uri, format, session.lines.length);
  return uri;
}

/** Whether a file is one of the documents, of which there may be thousands. */
function* isDocumentOf({ documents }: Session, uri: vscode.Uri): Generator<void, boolean> {
  for (const document of documents) {
    if (isFileOf(document.uri, uri)) return true;
    yield;
  }
  return false;
}

function refuse(reason: string): undefined {
  void vscode.window.showErrorMessage(vscode.l10n.t('The results could not be exported: {0}', reason));
}

/** The current state of the scan, with the current positions of its lines. */
function exportedScan(session: Session, version: string): ExportedScan {
  const { name, term, lines } = session;
  return {
    ...addressOf(session.uri.with({ query: '' })),
    ...(name === undefined ? {} : { name }),
    term,
    // Copied, because the list may be edited or scanned again while the file is written.
    lines: lines.map(each => {
      const { line, start, end, text, rejected, outcome, isAttached } = each;
      const file = session.isCollection ? fileAddress(session, session.documentOf(each).uri) : undefined;
      return { file, line, start, end, text, rejected, outcome, isAttached };
    }),
    version,
    at: new Date(),
  };
}

/** The name of a document, and its location. */
function addressOf(uri: vscode.Uri): ListAddress {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const relative = vscode.workspace.asRelativePath(uri, false);
  // Relative to the workspace folder, as code scanning services expect for the files of a repository.
  return {
    name: relative,
    uri: folder ? relative.split('/').map(encodeURIComponent).join('/') : uri.toString(),
  };
}

/** The name of a document of many. A cell has the location of its notebook, since only VS Code knows another. */
function fileAddress(session: Session, uri: vscode.Uri): ListAddress {
  if (uri.scheme !== CELL_SCHEME) return addressOf(uri);
  const notebook = addressOf(session.uri);
  return { ...notebook, name: `${notebook.name}#${documentName(session, uri)}` };
}

async function askForFormat(memory: vscode.Memento): Promise<ExportFormatName | undefined> {
  const last = memory.get<string>(LAST_FORMAT);
  const names = EXPORT_FORMAT_NAMES.toSorted((a, b) => Number(b === last) - Number(a === last));
  const texts = formatTexts();
  const picks = names.map(
    (format): FormatPick => ({
      format,
      label: texts[format].label,
      description: `.${EXPORT_FORMATS[format].extension}`,
      detail: texts[format].detail,
    }),
  );
  const pick = await vscode.window.showQuickPick(picks, {
    title: vscode.l10n.t('Export Results'),
    placeHolder: vscode.l10n.t('In which format?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (pick) await memory.update(LAST_FORMAT, pick.format);
  return pick?.format;
}

function formatTexts(): Readonly<Record<ExportFormatName, { label: string; detail: string }>> {
  return {
    csv: {
      label: vscode.l10n.t('CSV'),
      detail: vscode.l10n.t('A record for each line, for spreadsheets and data tools'),
    },
    json: {
      label: vscode.l10n.t('JSON'),
      detail: vscode.l10n.t('Everything known about each line, for programs'),
    },
    markdown: {
      label: vscode.l10n.t('Markdown'),
      detail: vscode.l10n.t('A table and the matched lines, for issues and notes'),
    },
    html: {
      label: vscode.l10n.t('HTML report'),
      detail: vscode.l10n.t('One file to read, print or send, grouped by verdict'),
    },
    sarif: {
      label: vscode.l10n.t('SARIF'),
      detail: vscode.l10n.t('The failed lines, for code scanning and viewers of problems'),
    },
    junit: {
      label: vscode.l10n.t('JUnit XML'),
      detail: vscode.l10n.t('A test case for each line, for build servers'),
    },
  };
}

async function askForFile(session: Session, format: ExportFormatName): Promise<vscode.Uri | undefined> {
  const { extension } = EXPORT_FORMATS[format];
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Results'),
    saveLabel: vscode.l10n.t('Export'),
    defaultUri: proposedFile(session, extension),
    filters: { [formatTexts()[format].label]: [extension] },
  });
}

/**
 * The proposed file: in the folder of the list, or of the files; beside a folder; for an unsaved list, in the first
 * workspace folder.
 */
function proposedFile({ name: selection, uri }: Session, extension: string): vscode.Uri {
  const base = uri.path.replace(/^.*\//, '').replace(/(.)\.[^.]*$/, '$1') || 'urls';
  const name = `${base}-results.${extension}`;
  if (selection !== undefined) return vscode.Uri.joinPath(uri.with({ query: '' }), name);
  if (uri.scheme !== 'untitled') return vscode.Uri.joinPath(uri, '..', name);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder ? vscode.Uri.joinPath(folder, name) : vscode.Uri.file(name);
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}

async function offerToOpen(uri: vscode.Uri, format: ExportFormatName, lines: number): Promise<void> {
  const name = safeLabel(vscode.workspace.asRelativePath(uri, false));
  const open = vscode.l10n.t('Open');
  const inBrowser = vscode.l10n.t('Open in Browser');
  const isForBrowser = format === 'html' && uri.scheme === 'file' && vscode.env.remoteName === undefined;
  const choice = await vscode.window.showInformationMessage(
    lines === 1
      ? vscode.l10n.t('1 line was exported to {0}', name)
      : vscode.l10n.t('{0} lines were exported to {1}', lines, name),
    ...(isForBrowser ? [inBrowser] : []),
    open,
  );
  if (choice === inBrowser) await vscode.env.openExternal(uri);
  if (choice === open) await vscode.commands.executeCommand('vscode.open', uri);
}
