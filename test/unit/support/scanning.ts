import assert from 'node:assert/strict';
import { Deadline } from '../../../src/engine/async/deadline.ts';
import { mediaType } from '../../../src/engine/content/mediaType.ts';
import { PageText } from '../../../src/engine/content/pageText.ts';
import { engineOptions, type OptionValues } from '../../../src/engine/model/options.ts';
import { failureOf, type Outcome } from '../../../src/engine/model/outcome.ts';
import { withIds } from '../../../src/engine/model/target.ts';
import type { Term } from '../../../src/engine/model/term.ts';
import { Scan, type ScanListener } from '../../../src/engine/scan/scan.ts';
import { Search, type SearchResult } from '../../../src/engine/search/search.ts';
import { term } from './term.ts';

export interface Scanned {
  /** Outcomes by the index of the URL in the list. */
  readonly outcomes: readonly Outcome[];
  /** The pages as they were searched. */
  readonly texts: readonly (string | undefined)[];
  /** Indexes of the URLs in the order of completion. */
  readonly order: readonly number[];
}

export interface ScanSettings {
  /** Options in the units of the settings. */
  readonly options?: OptionValues;
  readonly term?: Partial<Term>;
  readonly signal?: AbortSignal;
  readonly onOutcome?: ScanListener['onOutcome'];
  /** Further callbacks of the scan. */
  readonly listener?: Omit<ScanListener, 'onOutcome'>;
  /** Is called with the scan before it runs. */
  readonly onScan?: (scan: Scan) => void;
}

/** Scans the URLs, and asserts that each gets exactly one outcome. */
export async function scanUrls(targets: readonly string[], settings: ScanSettings = {}): Promise<Scanned> {
  const { options = {}, signal, onOutcome } = settings;
  const outcomes: Outcome[] = [];
  const texts: (string | undefined)[] = [];
  const order: number[] = [];
  const scan = new Scan(
    {
      targets: withIds(targets),
      term: term(settings.term),
      options: engineOptions({ totalTimeout: 10, ...options }, 'test'),
    },
    {
      ...settings.listener,
      onOutcome: (target, outcome, page) => {
        assert.ok(target in targets, `there is no target ${target}`);
        assert.ok(!(target in outcomes), `${targets[target]} has an outcome already`);
        outcomes[target] = outcome;
        texts[target] = page?.text;
        order.push(target);
        onOutcome?.(target, outcome, page);
      },
    },
  );
  signal?.addEventListener('abort', () => scan.stop());
  if (signal?.aborted) scan.stop();
  settings.onScan?.(scan);
  await scan.run();
  assert.equal(order.length, targets.length, 'every target has its outcome');
  return { outcomes, texts, order };
}

/** Scans a single URL. */
export async function scanUrl(url: string, settings: ScanSettings = {}): Promise<Outcome> {
  const [outcome] = (await scanUrls([url], settings)).outcomes;
  return outcome ?? assert.fail('there is no outcome');
}

/** The outcome of a URL in one text: its kind, and the code and sentence of a failure. */
export function ending(outcome: Outcome | undefined): (string | undefined)[] {
  const reason = outcome && failureOf(outcome);
  return reason ? [outcome.kind, reason.code, reason.message] : [outcome?.kind];
}

/** How a page is searched. */
export interface Asked {
  term?: Partial<Term> | string;
  type?: string;
  options?: OptionValues;
}

/** Searches a page as a scan does. */
export async function search(page: string, asked: Asked = {}): Promise<SearchResult> {
  const given = typeof asked.term === 'string' ? { text: asked.term } : asked.term;
  const deadline = new Deadline(60_000);
  const searching = new Search(term(given), engineOptions(asked.options ?? {}, 'test'));
  try {
    const source = new PageText(Buffer.from(page), 'UTF-8');
    return await searching.page(source, mediaType(asked.type ?? 'text/html'), deadline);
  } finally {
    deadline.end();
    await searching.end();
  }
}

/** The text of the first match of each line, read from the page by line and column. */
export function pointedAt(page: string, { lines }: SearchResult): string[] {
  const starts = [0, ...[...page.matchAll(/\r\n|\n|\r/g)].map(({ 0: found, index }) => index + found.length)];
  return lines.map(({ line, column, length }) => {
    const start = (starts[line - 1] ?? Number.NaN) + column;
    return page.slice(start, start + length);
  });
}
