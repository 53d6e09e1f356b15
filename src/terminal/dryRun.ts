/** Prints what would be scanned. */

import { isLeftOut } from '../engine/model/leftOut.ts';
import { type List, linesInOrder } from '../engine/model/list.ts';
import { displayUrl, safeText } from '../engine/wording/safeText.ts';
import type { Inputs } from './inputs.ts';

/**
 * Each place that would be scanned, duplicates included, in the order of the files.
 * @param isJson one JSON object a line; else `file:line:column: URL`. Lines and columns count from 1, in UTF-16 units
 */
export function* dryRun({ files, list }: Inputs, isJson: boolean): Generator<string> {
  for (const place of linesInOrder(list)) {
    if ('failure' in place) continue;
    const { document = 0, end, line, start, target, text } = place;
    const file = files[document] ?? '-';
    const url = displayUrl(list.targets[target] ?? '');
    if (isJson) {
      const row = {
        file,
        line: line + 1,
        column: start + 1,
        endColumn: end + 1,
        url,
        text: displayUrl(text),
      };
      yield `${JSON.stringify(row)}\n`;
    } else yield `${safeText(file)}:${line + 1}:${start + 1}: ${url}\n`;
  }
}

/** e.g. `3 lines of lists hold no URL, 1 line is rejected`; empty if there is nothing to say. */
export function leftOutOfList({ rejected }: List): string {
  const leftOut = rejected.filter(({ failure }) => isLeftOut(failure)).length;
  const wrong = rejected.length - leftOut;
  const parts = [
    ...(leftOut ? [leftOut === 1 ? '1 line is left out' : `${leftOut} lines are left out`] : []),
    ...(wrong ? [wrong === 1 ? '1 URL cannot be scanned' : `${wrong} URLs cannot be scanned`] : []),
  ];
  return parts.join(', ');
}
