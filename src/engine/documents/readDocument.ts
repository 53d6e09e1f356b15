/** Reads the list that a text of any format holds. */

import { firstBase } from '../links/baseUrl.ts';
import { readCsv } from '../links/data/csv.ts';
import { readJson } from '../links/data/json.ts';
import type { FoundLink, FoundLinks, Reader } from '../links/foundLink.ts';
import { readList } from '../links/list/readList.ts';
import { ListBuilder } from '../links/listBuilder.ts';
import { readMarkdown } from '../links/markdown/markdown.ts';
import { readHtml } from '../links/markup/html.ts';
import { readXml } from '../links/markup/xml.ts';
import { type ReadOptions, USUAL_READ_OPTIONS } from '../links/readOptions.ts';
import { resolveLink } from '../links/resolveLink.ts';
import { readText } from '../links/text/text.ts';
import type { FailureCode } from '../model/failure.ts';
import { isLeftOut } from '../model/leftOut.ts';
import type { List } from '../model/list.ts';
import type { Format } from './formats.ts';
import { LinePlaces } from './linePlaces.ts';

/** A text as a list, and what of the text is not in the list. */
export interface ReadDocument {
  readonly list: List;
  /** Number of links that are left out, by the reason. Those of a list are rejected lines of it instead. */
  readonly leftOut: Readonly<Partial<Record<FailureCode, number>>>;
  /** One sentence about what could not be read, without a full stop. */
  readonly problem?: string;
}

const READERS: Readonly<Record<Exclude<Format, 'list'>, Reader>> = {
  markdown: readMarkdown,
  html: readHtml,
  xml: readXml,
  csv: readCsv,
  json: readJson,
  text: readText,
};

/** Number of links after which {@link readDocument} yields. */
const LINKS_A_STEP = 500;

/** Reads in steps, so that the thread is free between them. Never throws. */
export function* readDocument(
  text: string,
  format: Format,
  options: ReadOptions = USUAL_READ_OPTIONS,
): Generator<void, ReadDocument> {
  if (format === 'list') return { list: yield* readList(text, undefined, options), leftOut: {} };
  return yield* documentOf(text, yield* READERS[format](text), options);
}

function* documentOf(
  text: string,
  { base, links, problem }: FoundLinks,
  options: ReadOptions,
): Generator<void, ReadDocument> {
  const list = new ListBuilder();
  const leftOut: Partial<Record<FailureCode, number>> = {};
  const places = new LinePlaces(text);
  const baseUrl = firstBase(base, options.base);
  for (const [index, link] of links.entries()) {
    if (index % LINKS_A_STEP === 0) yield;
    if (!options.roles.includes(link.role)) continue;
    const { failure, url } = resolveLink(link.value, baseUrl, options) ?? {};
    const place = { ...places.at(link.start, link.end), ...textsOf(link, text) };
    if (url !== undefined) list.add(place, url);
    else if (failure && isLeftOut(failure)) leftOut[failure.code] = (leftOut[failure.code] ?? 0) + 1;
    else if (failure) list.reject(place, failure);
  }
  return { list: list.list(), leftOut, ...(problem === undefined ? {} : { problem }) };
}

function textsOf({ end, label, start, value }: FoundLink, text: string) {
  const source = text.slice(start, end);
  return {
    text: value,
    ...(source === value ? {} : { source }),
    ...(label === undefined ? {} : { label }),
  };
}
