/** Says that a wrong address may be the reason for a failure. */

import * as l10n from '@vscode/l10n';
import type { Failure } from '../model/failure.ts';
import { clip } from '../wording/safeText.ts';
import { type Mended, mendedUrl } from './mendedUrl.ts';

/** Statuses of servers that do not know the page, or do not understand what is asked. Some answer 403 for the former. */
const UNKNOWN = new Set([400, 403, 404, 405, 406, 410, 414, 422]);

/** Maximum number of characters of what is wrong. */
const LONGEST_WRONG = 30;

/**
 * The URL that is probably meant by one that has failed.
 * @param status of the response, if there was one
 * @returns `undefined` if the address does not explain the failure
 */
export function addressMeant(
  url: string,
  { code, isDoubtful }: Failure,
  status: number | undefined,
): Mended | undefined {
  switch (code) {
    case 'URL_INVALID': {
      const meant = mendedUrl(url);
      return meant && !/[\s\p{Cc}]/u.test(meant.url) ? meant : undefined;
    }
    case 'DNS_NOT_FOUND': {
      const meant = mendedUrl(url);
      return meant && URL.parse(meant.url)?.host !== URL.parse(url)?.host ? meant : undefined;
    }
    case 'HTTP_STATUS':
      return !isDoubtful && UNKNOWN.has(status ?? 0) ? mendedUrl(url) : undefined;
    default:
      return undefined;
  }
}

/** The failure, whose sentence also names what is probably wrong with the address. */
export function withAddressHint(url: string, failure: Failure, status?: number): Failure {
  const meant = addressMeant(url, failure, status);
  return meant ? { ...failure, message: hint(failure.message, meant) } : failure;
}

function hint(sentence: string, { place, wrong }: Mended): string {
  const shown = clip(wrong, LONGEST_WRONG);
  switch (place) {
    case 'start':
      return l10n.t('Not a valid URL: “{0}” in front of it does not belong to it', shown);
    case 'end':
      return l10n.t('{0}; “{1}” at the end of the URL may not belong to it', sentence, shown);
    case 'ampersand':
      return l10n.t('{0}; “{1}” in the URL may stand for “&”', sentence, shown);
  }
}
