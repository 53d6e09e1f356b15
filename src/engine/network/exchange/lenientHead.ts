/**
 * Reads the head of a response as browsers do: what is wrong with it is left out where the rest still makes sense. The
 * rules are those of Chromium (`HttpUtil::AssembleRawHeaders`, `HttpResponseHeaders::ParseStatusLine`).
 */

import { BadResponseError, faultOfStart } from '../badResponse.ts';
import type { Headers } from '../headers.ts';

export interface LenientHead {
  readonly status: number;
  readonly headers: Headers;
}

/** Bytes before the status line that browsers pass over, such as an empty line or a byte order mark. */
const SLOP = 4;

/** The version matters to nobody here: the connection is never used again. ICY is SHOUTcast's name for HTTP. */
const STATUS_LINE = /^(?:http[^ \t]{0,20}|icy)(?:[ \t]+(\d+)?|$)/i;

/** A name of a field (RFC 9110, section 5.6.2). Browsers leave out fields with another name. */
const TOKEN = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;

/**
 * Where the head ends: behind the first empty line. Line feeds end lines, with or without carriage returns before them.
 * @param bytes of the connection so far
 * @param from offset of a line's start. To go on where the last call stopped, pass what it returned as `lineStart`
 */
export function findHeadEnd(bytes: Buffer, from: number): { end: number | undefined; lineStart: number } {
  let lineStart = from;
  while (true) {
    const feed = bytes.indexOf(0x0a, lineStart);
    if (feed < 0) return { end: undefined, lineStart };
    let length = feed - lineStart;
    while (length > 0 && bytes[lineStart + length - 1] === 0x0d) length--;
    // Empty lines before the status line do not end the head.
    if (length === 0 && lineStart >= SLOP) return { end: feed + 1, lineStart };
    lineStart = feed + 1;
  }
}

/** Whether more bytes may still make this the beginning of a status line. */
export function maySayHttp(start: string): boolean {
  return start.length < SLOP + 'http'.length || statusLineOffset(start) !== undefined;
}

/** @param text of the head, as Latin-1 @throws {BadResponseError} */
export function parseHead(text: string): LenientHead {
  const offset = statusLineOffset(text);
  if (offset === undefined) throw faultOfStart(text);
  const [statusLine = '', ...lines] = linesOf(text.slice(offset));
  return { status: statusOf(statusLine), headers: headersOf(lines) };
}

function statusLineOffset(text: string): number | undefined {
  const offset = text.slice(0, SLOP + 'http'.length).search(/http|icy/i);
  return offset < 0 || offset > SLOP ? undefined : offset;
}

function statusOf(line: string): number {
  const found = STATUS_LINE.exec(line);
  if (!found) throw new BadResponseError();
  const [, digits] = found;
  if (!digits) throw new BadResponseError('statusless');
  const status = Number(digits);
  if (digits.length > 10 || status < 100 || status > 999) {
    throw new BadResponseError('status', digits.slice(0, 10));
  }
  return status;
}

/** Lines end with line feeds, carriage returns, or both. */
function linesOf(text: string): string[] {
  return text.split('\n').flatMap(line => (line.includes('\r') ? line.split('\r').filter(Boolean) : [line]));
}

/** Lines without a name that a browser takes are left out; a line that begins with white space goes on with the last. */
function headersOf(lines: readonly string[]): Headers {
  const values = new Map<string, string[]>();
  let last: string[] | undefined;
  for (const line of lines) {
    if (/^[ \t]/.test(line)) {
      const more = line.trim();
      if (last && more) {
        const before = last.pop();
        last.push(before ? `${before} ${more}` : more);
      }
      continue;
    }
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trimEnd().toLowerCase();
    if (!TOKEN.test(name)) {
      last = undefined;
      continue;
    }
    last = values.get(name) ?? [];
    last.push(line.slice(colon + 1).trim());
    values.set(name, last);
  }
  const headers: Record<string, string | string[]> = Object.create(null);
  for (const [name, all] of values) headers[name] = all.length === 1 ? (all[0] as string) : all;
  return headers;
}
