/** The documents of test/documents/, and what readers of links find in them. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { runAtOnce } from '../../../../src/engine/async/timeSlices.ts';
import type { FoundLink, FoundLinks, Reader } from '../../../../src/engine/links/foundLink.ts';

const FOLDER = new URL('../../../documents/', import.meta.url);

/** A link as the expectations beside a document have it. Lines and columns count from 1. */
export interface PlacedLink {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  readonly value: string;
  readonly role: string;
  readonly label?: string;
}

/** The names of the documents with one of these extensions, without the expectations beside documents. */
export function documentsOf(extensions: readonly string[]): string[] {
  const names = readdirSync(FOLDER);
  const beside = new Set(names.map(name => `${name}.json`));
  return names.filter(name => extensions.includes(extname(name)) && !beside.has(name));
}

export function documentText(name: string): string {
  return readFileSync(new URL(name, FOLDER), 'utf8');
}

export function expectedLinks(name: string): PlacedLink[] {
  return JSON.parse(documentText(`${name}.json`)) as PlacedLink[];
}

/** Links with their places as an editor counts them. */
export function placed(text: string, links: readonly FoundLink[]): PlacedLink[] {
  return links.map(({ start, end, ...link }) => {
    const before = text.slice(0, start).split(/\r\n|\n|\r/);
    const column = (before.at(-1)?.length ?? 0) + 1;
    return { line: before.length, column, endColumn: column + end - start, ...link };
  });
}

/** What a reader finds. Checks that the ranges are in the text, in order, without overlaps and line breaks. */
export function foundIn(read: Reader, text: string): FoundLinks {
  const found = runAtOnce(read(text));
  let last = 0;
  for (const { start, end } of found.links) {
    assert.ok(start >= last && end > start && end <= text.length, `${start} to ${end} behind ${last}`);
    assert.doesNotMatch(text.slice(start, end), /[\r\n]/);
    last = end;
  }
  return found;
}
