/** Shows scanned pages as read-only documents, with every match highlighted. */

import * as vscode from 'vscode';
import type { PagePlace, PageView, ShownPage } from '../../engine/pages/pageView.ts';
import type { EnginePool } from '../../engine/pool/enginePool.ts';
import { PAGE_SCHEME } from '../ids.ts';
import { inView, type PageAddress, pageAddress, pageUri } from '../model/pageUri.ts';
import type { Session } from '../model/session.ts';
import type { Sessions } from '../model/sessions.ts';
import { MatchDecorations } from './matchDecorations.ts';

/** Number of recently used pages that stay loaded. */
const MOST_LOADED = 4;

interface Loaded {
  readonly page: Promise<ShownPage | undefined>;
  /** Term and options of the search that the matches of the page come from. */
  readonly term: unknown;
  readonly options: unknown;
}

export class Pages implements vscode.Disposable {
  readonly #engine: EnginePool;
  readonly #sessions: Sessions;
  readonly #decorations = new MatchDecorations();
  readonly #loaded = new Map<string, Loaded>();
  readonly #subscriptions: vscode.Disposable;
  /** The view that the person chose last. New pages open in it. */
  #view: PageView = 'source';

  constructor(engine: EnginePool, sessions: Sessions) {
    this.#engine = engine;
    this.#sessions = sessions;
    this.#subscriptions = vscode.Disposable.from(
      this.#decorations,
      vscode.workspace.registerTextDocumentContentProvider(PAGE_SCHEME, {
        provideTextDocumentContent: async uri => documentText(await this.#load(uri)),
      }),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#decorate()),
      vscode.window.onDidChangeActiveColorTheme(() => this.#decorate()),
      sessions.onDidChange(() => this.#decorate()),
    );
  }

  /** Opens a page at a place in its source, and selects the match there. */
  async open(address: Omit<PageAddress, 'view'>, url: string, place: PagePlace): Promise<void> {
    await this.#show(pageUri({ ...address, view: this.#view }, url), place, true);
  }

  /** Shows the page in the active editor in another view, at the same place. */
  async switchTo(view: PageView): Promise<void> {
    const editor = activePage();
    if (!editor) return;
    const { document, selection } = editor;
    this.#view = view;
    const place = { view: pageAddress(document.uri).view, offset: document.offsetAt(selection.start) };
    await this.#show(inView(document.uri, view), place, false);
  }

  /**
   * Selects the next or the previous match of the page in the active editor. After the last match, it goes on at the
   * first one; before the first, at the last.
   */
  async goToMatch(step: 1 | -1): Promise<void> {
    const editor = activePage();
    if (!editor) return;
    const matches = await this.matchesOf(editor.document);
    if (!matches.length) {
      void vscode.window.setStatusBarMessage(vscode.l10n.t('No match on this page'), MESSAGE_TIME);
      return;
    }
    const { start, end } = editor.selection;
    const index =
      step === 1
        ? matches.findIndex(
            match => match.start.isAfter(start) || (match.start.isEqual(start) && !match.end.isEqual(end)),
          )
        : matches.findLastIndex(match => match.start.isBefore(start));
    const wrapped = index >= 0 ? index : step === 1 ? 0 : matches.length - 1;
    select(editor, matches[wrapped] as vscode.Range);
    const position = vscode.l10n.t('Match {0} of {1}', wrapped + 1, matches.length);
    void vscode.window.setStatusBarMessage(position, MESSAGE_TIME);
  }

  /** The ranges of the matches in the document of a page. */
  async matchesOf(document: vscode.TextDocument): Promise<vscode.Range[]> {
    const page = await this.#load(document.uri);
    // A document whose page is no longer stored shows a message instead, which has no matches.
    if (!page || documentText(page) !== document.getText()) return [];
    return rangesOf(document, page.matches);
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#loaded.clear();
  }

  async #show(uri: vscode.Uri, place: PagePlace, preserveFocus: boolean): Promise<void> {
    const session = this.#sessionOf(uri);
    const { frame, scan, target, view } = pageAddress(uri);
    const [document, found] = await Promise.all([
      vscode.workspace.openTextDocument(uri),
      session && this.#engine.page(scan, target, { ...queryOf(session), view, frame, place }),
    ]);
    const at = found?.place ?? 0;
    const match = found ? matchAt(found.matches, at) : undefined;
    const [start, end] = match ?? [at, at];
    const editor = await vscode.window.showTextDocument(document, { preserveFocus, preview: true });
    select(editor, new vscode.Range(document.positionAt(start), document.positionAt(end)));
  }

  #decorate(): void {
    const editors = vscode.window.visibleTextEditors.filter(({ document }) => isPage(document));
    for (const editor of editors) void this.#decorateEditor(editor);
  }

  async #decorateEditor(editor: vscode.TextEditor): Promise<void> {
    const { document } = editor;
    const loading = this.#load(document.uri);
    const page = await loading;
    // The term may have changed while the page was loading.
    if (this.#loaded.get(document.uri.toString())?.page !== loading) return;
    const isShown = page !== undefined && documentText(page) === document.getText();
    this.#decorations.set(
      editor,
      isShown ? rangesOf(document, page.matches) : [],
      isShown ? page.folded : [],
    );
  }

  #load(uri: vscode.Uri): Promise<ShownPage | undefined> {
    const session = this.#sessionOf(uri);
    const key = uri.toString();
    const known = this.#loaded.get(key);
    if (known && known.term === session?.term && known.options === session?.options) return known.page;
    const { frame, scan, target, view } = pageAddress(uri);
    const page = session
      ? this.#engine.page(scan, target, { ...queryOf(session), view, frame })
      : Promise.resolve(undefined);
    this.#loaded.delete(key);
    this.#loaded.set(key, { page, term: session?.term, options: session?.options });
    for (const oldest of this.#loaded.keys()) {
      if (this.#loaded.size <= MOST_LOADED) break;
      this.#loaded.delete(oldest);
    }
    return page;
  }

  #sessionOf(uri: vscode.Uri): Session | undefined {
    return this.#sessions.of(vscode.Uri.parse(pageAddress(uri).list, true));
  }
}

/** In ms: how long a message stays in the status bar. */
const MESSAGE_TIME = 5_000;

function queryOf({ term, options }: Session) {
  return { term, options };
}

function documentText(page: ShownPage | undefined): string {
  if (!page)
    return vscode.l10n.t('The text of this page is no longer kept. Scan the list again to read it here.');
  if (!page.isCut) return page.text;
  return `${page.text}\n\n${vscode.l10n.t('The rest of the page is too long to be shown.')}`;
}

function isPage(document: vscode.TextDocument): boolean {
  return document.uri.scheme === PAGE_SCHEME;
}

function activePage(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && isPage(editor.document) ? editor : undefined;
}

function rangesOf(document: vscode.TextDocument, matches: readonly number[]): vscode.Range[] {
  return Array.from({ length: matches.length / 2 }, (_, index) => {
    const [start, end] = [matches[2 * index] as number, matches[2 * index + 1] as number];
    return new vscode.Range(document.positionAt(start), document.positionAt(end));
  });
}

/** The match that contains a place; `undefined` if there is none. */
function matchAt(matches: readonly number[], place: number): readonly [number, number] | undefined {
  for (let at = 0; at < matches.length; at += 2) {
    const [start, end] = [matches[at] as number, matches[at + 1] as number];
    if (start <= place && place < end) return [start, end];
    if (start > place) break;
  }
  return undefined;
}

function select(editor: vscode.TextEditor, range: vscode.Range): void {
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
