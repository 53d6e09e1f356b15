/** Masks what is secret in a URL: user name and password, secret parameters, tokens, and the paths of web hooks. */

import { isSecretName, secretPaths, tokenEnd } from './secretShapes.ts';
import { innerUserInfo, leadingUserInfo, type TextRange } from './userInfo.ts';

const MASK = '•••';

/** How often a text is decoded to find secrets in it. What is encoded more often is masked as a whole. */
const MOST_DECODED = 4;

/** A text, decoded some times. */
interface Layer {
  readonly text: string;
  /** For each unit of the text, and for its end, the offset in the original text. Absent if they are the same. */
  readonly offsets?: Uint32Array;
}

/**
 * Masks the secrets of a URL, also of URLs in its parameters, percent-encoded or not. The rest stays as it is. Takes
 * linear time: every layer of encoding is read a fixed number of times.
 */
export function maskSecrets(text: string): string {
  const ranges: TextRange[] = [];
  let layer: Layer | undefined = { text };
  for (let depth = 0; layer; depth++) {
    const { offsets }: Layer = layer;
    for (const [start, end] of secretsIn(layer.text, depth)) {
      ranges.push(offsets ? [offsets[start] ?? 0, offsets[end] ?? text.length] : [start, end]);
    }
    layer = depth > MOST_DECODED ? undefined : decoded(layer);
  }
  return masked(text, ranges);
}

/** Masks the tokens that a text shows, whatever they belong to. */
export function maskTokens(text: string): string {
  return masked(text, [...tokens(text)]);
}

function* secretsIn(text: string, depth: number): Generator<TextRange> {
  if (depth > MOST_DECODED) {
    for (const { 0: all, index } of text.matchAll(/%[0-9a-f]{2}[^&#;]*/gi)) yield [index, index + all.length];
  }
  const leading = depth === 0 ? leadingUserInfo(text) : undefined;
  if (leading) yield leading;
  if (text.includes('@')) yield* innerUserInfo(text);
  yield* secretParameters(text);
  yield* secretPaths(text);
  yield* tokens(text);
}

function* tokens(text: string): Generator<TextRange> {
  let done = 0;
  // A token begins where a run of letters and digits begins.
  for (const { index } of text.matchAll(/[A-Za-z0-9]+/g)) {
    const end = index < done ? undefined : tokenEnd(text, index);
    if (end === undefined) continue;
    yield [index, end];
    done = end;
  }
}

/** The values of secret parameters in query, fragment, and path, such as `;jsessionid=…`. Empty ones are no secrets. */
function* secretParameters(text: string): Generator<TextRange> {
  if (!text.includes('=')) return;
  const valueEnd = /[&#;]/g;
  let nameStart = 0;
  for (const { 0: mark, index } of text.matchAll(/[?&#;/=]/g)) {
    const start = index + 1;
    // A value that is masked may hold marks, too. They are behind the start of `valueEnd` and before its match.
    if (mark === '=' && start > valueEnd.lastIndex && isSecretName(text.slice(nameStart, index))) {
      valueEnd.lastIndex = start;
      const end = valueEnd.exec(text)?.index ?? text.length;
      if (end > start) yield [start, end];
      valueEnd.lastIndex = end;
    }
    nameStart = start;
  }
}

/**
 * Decodes percent-encoded bytes, each to one character. Names and delimiters are ASCII, so other characters need not
 * become what they stand for.
 * @returns `undefined` if nothing is encoded
 */
function decoded({ text, offsets }: Layer): Layer | undefined {
  if (!/%[0-9a-f]{2}/i.test(text)) return undefined;
  const starts = new Uint32Array(text.length + 1);
  const pieces: string[] = [];
  let length = 0;
  let done = 0;
  const keep = (end: number) => {
    pieces.push(text.slice(done, end));
    for (; done < end; done++) starts[length++] = offsets?.[done] ?? done;
  };
  for (const { 0: byte, index } of text.matchAll(/%[0-9a-f]{2}/gi)) {
    keep(index);
    starts[length++] = offsets?.[index] ?? index;
    pieces.push(String.fromCharCode(Number.parseInt(byte.slice(1), 16)));
    done = index + byte.length;
  }
  keep(text.length);
  starts[length] = offsets?.[text.length] ?? text.length;
  return { text: pieces.join(''), offsets: starts.subarray(0, length + 1) };
}

/** Replaces ranges, which may overlap, by the mask. */
function masked(text: string, ranges: TextRange[]): string {
  if (!ranges.length) return text;
  const pieces: string[] = [];
  let done = 0;
  for (const [start, end] of ranges.sort(([a], [b]) => a - b)) {
    if (end <= done) continue;
    if (start > done || !pieces.length) pieces.push(text.slice(done, start), MASK);
    done = end;
  }
  pieces.push(text.slice(done));
  return pieces.join('');
}
