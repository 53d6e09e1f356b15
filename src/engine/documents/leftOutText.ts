/** What of a document was not read or is left out, in words. */

import * as l10n from '@vscode/l10n';
import { listed } from '../wording/phrases.ts';
import type { ReadDocument } from './readDocument.ts';

/** e.g. `12 relative links, 3 templates left out`; empty if nothing is. Lists have a row for each instead. */
export function leftOutText({ leftOut }: Pick<ReadDocument, 'leftOut'>): string {
  const { URL_EXCLUDED: excluded = 0, URL_RELATIVE: relative = 0, URL_TEMPLATE: templates = 0 } = leftOut;
  const parts = [
    ...(relative
      ? [relative === 1 ? l10n.t('1 relative link') : l10n.t('{0} relative links', relative)]
      : []),
    ...(templates ? [templates === 1 ? l10n.t('1 template') : l10n.t('{0} templates', templates)] : []),
    ...(excluded ? [excluded === 1 ? l10n.t('1 excluded URL') : l10n.t('{0} excluded URLs', excluded)] : []),
  ];
  return parts.length ? l10n.t('Not scanned: {0}', listed(parts)) : '';
}
