/** Reads a list: one URL a line, with blank lines and `#` comments. */

import * as l10n from '@vscode/l10n';
import { runAtOnce } from '../async/timeSlices.ts';
import { type Failure, failure } from '../model/failure.ts';
import type { Entry, List, RejectedLine } from '../model/list.ts';
import { isBlockedPort } from '../url/ports.ts';
import { withAddressHint } from './addressHint.ts';

/** The URL of a line, or the reason why it cannot be scanned. Start and end are columns, in UTF-16 units. */
export type ParsedLine = { start: number; end: number; text: string } & (
  | { url: string; failure?: never }
  | { failure: Failure; url?: never }
);

/** The line breaks of VS Code. Other Unicode line separators do not end a line there. */
const LINE_BREAK = /\r\n|\n|\r/;

/** Limit for the length of a URL, in UTF-16 units. Common servers refuse longer ones. */
export const LONGEST_URL = 16 * 1024;

/** {@link readList} yields after this many lines. */
const LINES_A_STEP = 100;

/**
 * Reads a list. Every line that is neither blank nor a comment becomes an entry or a rejected line.
 * @param lines numbers of the lines to read, from 0; all lines if absent
 */
export function parseList(text: string, lines?: ReadonlySet<number>): List {
  return runAtOnce(readList(text, lines));
}

/** Like {@link parseList}, but in steps, so that a long list does not block the extension host. */
export function* readList(text: string, lines?: ReadonlySet<number>): Generator<void, List> {
  const entries: Entry[] = [];
  const rejected: RejectedLine[] = [];
  const targets = new Map<string, number>();
  for (const [line, content] of text
    .replace(/^\ufeff/, '')
    .split(LINE_BREAK)
    .entries()) {
    if (line % LINES_A_STEP === 0) yield;
    if (lines && !lines.has(line)) continue;
    const parsed = parseLine(content);
    if (!parsed) continue;
    const { start, end, text } = parsed;
    if (parsed.failure) {
      rejected.push({ line, start, end, text, failure: parsed.failure });
      continue;
    }
    const target = targets.get(parsed.url) ?? targets.size;
    targets.set(parsed.url, target);
    entries.push({ line, start, end, text, target });
  }
  return { entries, rejected, targets: [...targets.keys()] };
}

/** Reads one line of a list. @returns `undefined` for a blank line or a comment */
export function parseLine(content: string): ParsedLine | undefined {
  const found = contentOf(content);
  return found && { ...found, ...checkUrl(found.text) };
}

/** The text of a line without white space around it and without comment; `undefined` if nothing is left. */
export function contentOf(content: string): { start: number; end: number; text: string } | undefined {
  const start = content.length - content.trimStart().length;
  const text = content.trim().replace(/(?:^|\s+)#.*$/su, '');
  return text ? { start, end: start + text.length, text } : undefined;
}

function checkUrl(text: string): { url: string } | { failure: Failure } {
  const invalid = (message: string) => ({
    failure: withAddressHint(text, failure('URL_INVALID', message)),
  });
  if (text.length > LONGEST_URL) {
    const message = l10n.t('The URL is {0} characters long; the limit is {1}', text.length, LONGEST_URL);
    return { failure: failure('URL_TOO_LONG', message) };
  }
  if (lacksScheme(text))
    return invalid(l10n.t('Not a valid URL: the scheme is missing; put https:// in front of it'));
  if (/\s/u.test(text))
    return invalid(l10n.t('Not a valid URL: it has white space in it; a line holds one URL'));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the URL parser would drop some of them silently
  if (/[\u0000-\u001f\u007f-\u009f]/.test(text))
    return invalid(l10n.t('Not a valid URL: it has a control character in it'));
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return invalid(reasonOf(text));
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    const message = l10n.t('Only http: and https: pages can be scanned (this is {0})', url.protocol);
    return { failure: failure('URL_SCHEME', message) };
  }
  if (isBlockedPort(url)) {
    return { failure: failure('URL_PORT', l10n.t('Port {0} is blocked, as in browsers', url.port)) };
  }
  // The fragment is not sent, so lines that differ only in it are duplicates.
  url.hash = '';
  return { url: url.href };
}

/**
 * Whether a text has no scheme, such as `example.com/x`, `//example.com`, `localhost:8080` and `user:word@example.com`.
 * The URL parser reads the host or user of the last two as a scheme.
 */
function lacksScheme(text: string): boolean {
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(text)?.[0];
  if (!scheme || scheme.includes('.') || /^[^:/?#]+:\d{1,5}(?:[/?#]|$)/.test(text)) return true;
  return !/^(?:https?|mailto):/i.test(scheme) && /^[^:/?#]+:(?!\/\/).*@/.test(text);
}

/** Finds the reason why a text is not a valid URL. The URL parser of Node.js does not tell it. */
function reasonOf(text: string): string {
  const authority = /^https?:[\\/]*([^\\/?#]*)/i.exec(text)?.[1] ?? '';
  const host = authority.replace(/^.*@/, '');
  if (!host || host.startsWith(':')) return l10n.t('Not a valid URL: the host is missing');
  if (/:[^\]]*\D[^\]]*$/.test(host) && !host.includes('['))
    return l10n.t('Not a valid URL: the port is not a number');
  if (/:\d{5,}$/.test(host)) return l10n.t('Not a valid URL: the port is larger than 65535');
  return l10n.t('Not a valid URL: the host is not a valid name or address');
}
