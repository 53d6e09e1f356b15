/** Durations and sizes for people. */

import * as l10n from '@vscode/l10n';
import { decimal } from './language.ts';

/** A duration, e.g. `30 s` or `250 ms`. */
export function seconds(ms: number): string {
  return ms < 1000 ? l10n.t('{0} ms', Math.round(ms)) : l10n.t('{0} s', decimal(ms / 1000));
}

/** A size, e.g. `5 MiB`. */
export function size(bytes: number): string {
  if (bytes === 1) return l10n.t('1 byte');
  if (bytes < 1024) return l10n.t('{0} bytes', bytes);
  return bytes < 1024 ** 2
    ? l10n.t('{0} KiB', decimal(bytes / 1024))
    : l10n.t('{0} MiB', decimal(bytes / 1024 ** 2));
}
