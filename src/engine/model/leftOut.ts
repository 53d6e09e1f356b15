/** What is left out of a scan, although it is no mistake. This file is free of `l10n`, because webviews import it, too. */

import type { Failure, FailureCode } from './failure.ts';

const LEFT_OUT: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'NO_URL',
  'URL_RELATIVE',
  'URL_TEMPLATE',
  'URL_EXCLUDED',
]);

/** Whether a line is not scanned because there is nothing to scan. It never counts as failed. */
export function isLeftOut({ code }: Failure): boolean {
  return LEFT_OUT.has(code);
}
