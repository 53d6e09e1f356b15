/** Reads the lists that documents hold. */

import * as vscode from 'vscode';
import type { Format } from '../../engine/documents/formats.ts';
import type { ReadOptions } from '../../engine/links/readOptions.ts';
import type { List, Place } from '../../engine/model/list.ts';
import type { EngineOptions } from '../../engine/model/options.ts';
import type { EnginePool } from '../../engine/pool/enginePool.ts';
import { CELL_SCHEME } from '../ids.ts';
import type { Tracking } from '../model/documentLines.ts';

/** A document, its list, and how the list follows edits. */
export interface DocumentList {
  readonly list: List;
  readonly format: Format;
  readonly tracking: Tracking;
  /** Sentences about what was not read, or is left out. */
  readonly notes: readonly string[];
}

interface Cached {
  /** Version of the document that the list was read from, and how it was read. */
  readonly key: string;
  readonly list: Promise<DocumentList>;
}

/** Reads lists in the extension host, and other documents in the engine, whose parsers may take long. */
export class DocumentReader {
  readonly #engine: EnginePool;
  readonly #cache = new WeakMap<vscode.TextDocument, Cached>();

  constructor(engine: EnginePool) {
    this.#engine = engine;
  }

  /**
   * The list in the current text of a document. That of its latest version is cached.
   * @param reading how it is read
   * @param options of the scan that follows
   * @param ranges only what stands in these; all if absent
   */
  async read(
    document: vscode.TextDocument,
    reading: ReadOptions,
    options: EngineOptions,
    ranges?: readonly vscode.Range[],
  ): Promise<DocumentList> {
    const key = JSON.stringify([document.version, document.languageId, reading]);
    const cached = this.#cache.get(document);
    const list = cached?.key === key ? cached.list : this.#read(document, reading, options);
    this.#cache.set(document, { key, list });
    const whole = await list;
    if (!ranges) return whole;
    const { partOfList } = await import('./readText.ts');
    const holds = (place: Place) => ranges.some(range => overlaps(range, place));
    return { ...whole, list: partOfList(whole.list, holds), notes: [] };
  }

  async #read(
    document: vscode.TextDocument,
    reading: ReadOptions,
    options: EngineOptions,
  ): Promise<DocumentList> {
    const here = await import('./readText.ts');
    const { languageId, uri } = document;
    // The name of a notebook says nothing about its cells.
    const name = uri.scheme === CELL_SCHEME ? '' : uri.path;
    const text = { text: document.getText(), languageId, name };
    const format = here.formatOf(text);
    const tracking = here.trackingOf(format);
    if (format === 'list')
      return { list: await here.readListHere(text.text, reading), format, tracking, notes: [] };
    const sent = await this.#engine.readText({ ...text, format, options: reading }, options);
    if (sent) return { ...here.received(sent), tracking };
    const problem = vscode.l10n.t('The document could not be read; the log says why');
    return { list: await here.readListHere('', reading), format, tracking, notes: [problem] };
  }
}

/** Whether a range holds a part of what stands at a place. */
function overlaps({ end, start }: vscode.Range, place: Place): boolean {
  const isBefore = place.line < start.line || (place.line === start.line && place.end <= start.character);
  const isBehind = place.line > end.line || (place.line === end.line && place.start >= end.character);
  return !isBefore && !isBehind;
}
