/** Finds the URLs in a value of a table or of a data file. The value comes without the escapes of its format. */

import { detect, type Range } from './detector.ts';

const BEGINNING = /^https?:\/\//i;

const WHOLE = /^https?:\/\/\S+$/i;

/** A character between two URLs of one value. */
const SEPARATOR = /[\s,;|](?=https?:\/\/)/gi;

const SEPARATORS = new Set(',;|');

/** {@link listedUrlsIn} yields after so many URLs. */
const URLS_A_STEP = 1000;

/** A value that is one URL is taken as it is. In any other, that is found which VS Code finds in a text. */
export function* urlsIn(value: string): Generator<void, Range[]> {
  const trimmed = value.trim();
  if (!WHOLE.test(trimmed)) return yield* detect(value);
  const start = value.length - value.trimStart().length;
  return [{ start, end: start + trimmed.length }];
}

/** Like {@link urlsIn}. If a value is several URLs with commas, semicolons, bars or white space between, it finds each. */
export function* listedUrlsIn(value: string): Generator<void, Range[]> {
  const from = value.length - value.trimStart().length;
  if (!BEGINNING.test(value.slice(from, from + 'https://'.length))) return yield* detect(value);
  const found: Range[] = [];
  let start = from;
  let count = 0;
  for (const { index } of value.slice(from).matchAll(SEPARATOR)) {
    yield* addUrls(found, value, start, from + index);
    start = from + index + 1;
    if (++count % URLS_A_STEP === 0) yield;
  }
  if (start === from) return yield* urlsIn(value);
  yield* addUrls(found, value, start, value.length);
  return found;
}

/** Finds the URLs in one of several parts. */
function* addUrls(found: Range[], value: string, start: number, end: number): Generator<void, void> {
  const part = value.slice(start, withoutSeparators(value, start, end));
  for (const range of yield* urlsIn(part)) {
    found.push({ start: start + range.start, end: start + range.end });
  }
}

/** The end of a part without the separators and white space at its end. */
function withoutSeparators(value: string, start: number, end: number): number {
  let last = end;
  while (last > start && (SEPARATORS.has(value.charAt(last - 1)) || !value.charAt(last - 1).trim())) last--;
  return last;
}
