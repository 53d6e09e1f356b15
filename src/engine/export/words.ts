/** The words of the reports for people. */

import * as l10n from '@vscode/l10n';
import type { GroupKind } from '../model/groups.ts';
import { countText } from '../model/places.ts';
import { tallyOf } from '../model/tally.ts';
import type { Term } from '../model/term.ts';
import { summary } from '../report/summary.ts';
import { shortVerdict, VERDICT_WORDS } from '../report/verdictWords.ts';
import { listed } from '../wording/phrases.ts';
import { safeText } from '../wording/safeText.ts';
import {
  type ExportedScan,
  type ExportLine,
  type ExportRecord,
  outcomeOf,
  recordOf,
  verdictOf,
} from './record.ts';

/** The heading of a group. @param term safe to show */
export function groupTitle(kind: GroupKind, term: string): string {
  return VERDICT_WORDS[kind].title(term);
}

/** The outcome of a line in a few words: count of matches, failure and note, as far as there are any. */
export function verdict({ count, places, message, note }: ExportRecord): string {
  const parts = [
    ...(count && places ? [countText(count, places)] : []),
    ...(message === null ? [] : [message]),
    ...(note === null ? [] : [note]),
  ];
  return parts.join(' · ');
}

/** What became of a line, where nothing else says it, e.g. `no mention`. */
export function verdictAlone(line: ExportLine): string {
  const { count, message, note, places } = recordOf(line);
  const found = count && places ? countText(count, places) : undefined;
  const reason = [message, note].filter(text => text !== null).join(' · ') || undefined;
  return shortVerdict(verdictOf(line), { found, reason }).join(' · ');
}

/** e.g. `match case, whole word`; empty where the term is plain text. */
export function termOptions({ matchCase, wholeWord, regularExpression }: Term): string {
  return listed([
    ...(matchCase ? [l10n.t('match case')] : []),
    ...(wholeWord ? [l10n.t('whole word')] : []),
    ...(regularExpression ? [l10n.t('regular expression')] : []),
  ]);
}

/** e.g. `62 responses for 64 URLs, 20 mention “Python”`. */
export function summaryOf(scan: ExportedScan): string {
  return summary(tallyOfScan(scan), safeText(scan.term.text));
}

export function tallyOfScan({ lines }: ExportedScan) {
  const scanned = lines.filter(({ rejected }) => !rejected);
  return tallyOf(scanned.map(outcomeOf), lines.length - scanned.length);
}
