/** Reads one line of a list: the URLs on it, or why it holds none. */

import * as l10n from '@vscode/l10n';
import { type Failure, failure } from '../../model/failure.ts';
import { type CheckedUrl, checkUrl, invalidUrl } from '../checkUrl.ts';
import { isTemplate, noUrl, relativeLeftOut, templateLeftOut } from '../leftOut.ts';
import type { ReadOptions } from '../readOptions.ts';
import { urlOfHost } from './hostWithoutScheme.ts';
import { isBlank, trimmed, type UrlRange, urlsInLine } from './urlsInLine.ts';

/** What stands in a range of a line: a URL to scan, or what is not scanned. Start and end are columns, in UTF-16 units. */
export type LineItem = UrlRange & { readonly text: string } & (
    | {
        readonly url: string;
        /** Whether the list does not say how to ask the host, so that https: is assumed. */
        readonly isSchemeAssumed?: boolean;
        readonly failure?: never;
      }
    | { readonly failure: Failure; readonly url?: never }
  );

/** A URL alone on its line, without any character that may be a border. */
const PLAIN = /^https?:\/\/[\w.:-]+(?:\/[\w./:~?=&%+@!-]*[\w/])?$/;

/** What stands in front of an entry of a list: a bullet, a check box, a number, a symbol. */
const BULLET = /^(?:[-*+•‣◦·▪–—→>]|\[[ x]?\]|\d{1,6}[.)|:]|\p{Extended_Pictographic}\ufe0f?)\s+/iu;

/** A number that may stand right in front of an entry. */
const NUMBER = /^\d{1,6}[)|]/;

/** A URL with one part replaced, so that nobody opens it by accident. */
const DEFANGED = /\bh(?:xx|\*\*)ps?:\/\/|\bhttps?(?::|\[:\])\/\/[^\s/]{0,300}\[(?:\.|dot)\]/i;
const DEFANGED_HOST = /^[\w-]{1,63}(?:\[?\.\]?[\w-]{1,63}){0,8}\[\.\][\w-]{1,63}(?:[/?#]|$)/;

/** Schemes behind which no `//` need stand. */
const SCHEME =
  /^(?:[a-z][a-z\d+.-]{0,30}:\/\/|(?:https?|about|blob|data|file|filesystem|geo|javascript|jar|magnet|mailto|news|sip|sms|tel|urn|view-source|xmpp):)/i;

/** A path, or the name of a file that a browser shows. */
const RELATIVE =
  /^\.{0,2}\/(?!\/)[^\s<>]*$|^[\w%~@.-]+\/[\w%~@./-]*\.[a-z]\w{1,4}(?:[?#]|$)|^[\w%~-]+\.(?:html?|php|aspx?|jsp|pdf)(?:[?#]|$)/i;

/**
 * Reads a line of a list.
 * @returns nothing for a blank line or a comment; otherwise at least one item. The items are in the order of the line, and
 *   no two overlap
 */
export function readLine(line: string, options: ReadOptions): LineItem[] {
  if (PLAIN.test(line)) return [{ start: 0, end: line.length, text: line, ...checkUrl(line) }];
  const content = withoutComment(line);
  const whole = trimmed(content, { start: 0, end: content.length });
  if (whole.start === whole.end) return [];
  const item = (range: UrlRange, checked: CheckedUrl): LineItem => ({
    start: range.start,
    end: range.end,
    text: content.slice(range.start, range.end),
    ...checked,
  });
  if (DEFANGED.test(content)) return [item(whole, defanged())];
  const alone = undressed(content, whole);
  const text = content.slice(alone.start, alone.end);
  const isOneWord = text !== '' && !/\s/u.test(text);
  const word = content.slice(whole.start, whole.end);
  if (SCHEME.test(word) && !/\s|^https?:\/\//iu.test(word)) return [item(whole, checkUrl(word))];
  const urls = urlsInLine(content);
  if (urls.length) return urls.map(url => item(url, checked(content.slice(url.start, url.end))));
  if (!isOneWord) return [item(whole, { failure: noUrl() })];
  if (/^https?:/i.test(text)) return [item(alone, checkUrl(text))];
  if (DEFANGED_HOST.test(text)) return [item(alone, defanged())];
  const url = urlOfHost(text);
  if (url !== undefined) return [host(item(alone, checked(url)), options)];
  return [RELATIVE.test(text) ? item(alone, relative(text, options)) : item(whole, { failure: noUrl() })];
}

/** A comment begins with a `#` at the start of the line, or behind white space. */
function withoutComment(line: string): string {
  for (let at = line.indexOf('#'); at >= 0; at = line.indexOf('#', at + 1)) {
    if (at === 0 || isBlank(line[at - 1] as string)) return line.slice(0, at);
  }
  return line;
}

function relative(text: string, { base }: ReadOptions): CheckedUrl {
  const url = base === undefined ? null : URL.parse(text, base);
  return url ? checkUrl(url.href) : { failure: relativeLeftOut() };
}

function checked(text: string): CheckedUrl {
  return isTemplate(text) ? { failure: templateLeftOut() } : checkUrl(text);
}

function defanged(): CheckedUrl {
  const message = l10n.t('Not a valid URL: it is written so that nobody opens it by accident');
  return { failure: failure('URL_INVALID', message) };
}

function host(item: LineItem, { assumesScheme }: ReadOptions): LineItem {
  if (item.failure) return item;
  if (assumesScheme) return { ...item, isSchemeAssumed: true };
  const { start, end, text } = item;
  const message = l10n.t('Not a valid URL: the scheme is missing; put https:// in front of it');
  return { start, end, text, ...invalidUrl(text, message) };
}

/** The range without bullets in front of it, the quotes and brackets around it, and the commas behind it. */
function undressed(line: string, range: UrlRange): UrlRange {
  let { start, end } = range;
  for (let layer = 0; layer < 4; layer++) {
    const text = line.slice(start, end);
    const front = BULLET.exec(text)?.[0] ?? NUMBER.exec(text)?.[0] ?? /^["'`<(“‘«]/u.exec(text)?.[0] ?? '';
    const back = /[,;"'`>)”’»|]$/u.test(text) ? 1 : 0;
    if (!front && !back) break;
    ({ start, end } = trimmed(line, {
      start: start + front.length,
      end: Math.max(start + front.length, end - back),
    }));
  }
  return { start, end };
}
