/** Decides whether a text is a URL that can be scanned. */

import * as l10n from '@vscode/l10n';
import { type Failure, failure } from '../model/failure.ts';
import { isBlockedPort } from '../url/ports.ts';
import { withAddressHint } from './addressHint.ts';

/** Limit for the length of a URL, in UTF-16 units. Common servers refuse longer ones. */
export const LONGEST_URL = 16 * 1024;

/** A URL to request, normalised and without fragment; or why there is none. */
export type CheckedUrl = { readonly url: string; readonly failure?: never } | Rejected;

interface Rejected {
  readonly failure: Failure;
  readonly url?: never;
}

/** @param text begins with a scheme */
export function checkUrl(text: string): CheckedUrl {
  if (text.length > LONGEST_URL) {
    const message = l10n.t('The URL is {0} characters long; the limit is {1}', text.length, LONGEST_URL);
    return { failure: failure('URL_TOO_LONG', message) };
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the URL parser would drop some of them silently
  if (/[\u0000-\u001f\u007f-\u009f]/.test(text))
    return invalidUrl(text, l10n.t('Not a valid URL: it has a control character in it'));
  const url = URL.parse(text);
  if (!url) return invalidUrl(text, reasonOf(text));
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    const message = l10n.t('Only http: and https: pages can be scanned (this is {0})', url.protocol);
    return { failure: failure('URL_SCHEME', message) };
  }
  if (isBlockedPort(url)) {
    return { failure: failure('URL_PORT', l10n.t('Port {0} is blocked, as in browsers', url.port)) };
  }
  // The fragment is not sent, so URLs that differ only in it are duplicates.
  url.hash = '';
  return { url: url.href };
}

/** @param reason one sentence, without a full stop */
export function invalidUrl(text: string, reason: string): Rejected {
  return { failure: withAddressHint(text, failure('URL_INVALID', reason)) };
}

/** Finds the reason why a text is not a valid URL. The URL parser of Node.js does not tell it. */
function reasonOf(text: string): string {
  const authority = /^https?:[\\/]*([^\\/?#]*)/i.exec(text)?.[1] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (!host || host.startsWith(':')) return l10n.t('Not a valid URL: the host is missing');
  if (!host.includes('[') && /:\d*\D/.test(host.slice(host.lastIndexOf(']') + 1)))
    return l10n.t('Not a valid URL: the port is not a number');
  if (/:\d{5,}$/.test(host)) return l10n.t('Not a valid URL: the port is larger than 65535');
  return l10n.t('Not a valid URL: the host is not a valid name or address');
}
