/** The words of the reports for people. */

import * as l10n from '@vscode/l10n';
import type { GroupKind } from '../model/groups.ts';
import { countText } from '../model/places.ts';
import { tallyOf } from '../model/tally.ts';
import { isCheck, type Term } from '../model/term.ts';
import { summary } from '../report/summary.ts';
import type { VerdictKind } from '../report/verdictLooks.ts';
import { shortVerdict, VERDICT_WORDS, type VerdictFacts } from '../report/verdictWords.ts';
import { listed } from '../wording/phrases.ts';
import { safeText } from '../wording/safeText.ts';
import { type ExportedScan, type ExportRecord, outcomeOf } from './record.ts';

/** The heading of a report, e.g. `Scan of urls.txt for “Python”`. */
export function reportTitle({ name, term }: ExportedScan): string {
  return isCheck(term) ? l10n.t('Check of {0}', name) : l10n.t('Scan of {0} for “{1}”', name, term.text);
}

/** The heading of a group. @param term safe to show */
export function groupTitle(kind: GroupKind, term: string): string {
  return VERDICT_WORDS[kind].title(term);
}

/** The outcome of a line under the heading of its group: count of matches, failure and note, as far as there are any. */
export function verdict(record: ExportRecord): string {
  const { found, reason } = factsOf(record);
  return [found, reason].filter(part => part !== undefined).join(' · ');
}

/** The outcome of a line without such a heading, e.g. `no mention`. */
export function verdictAlone(kind: VerdictKind, record: ExportRecord): string {
  return shortVerdict(kind, factsOf(record)).join(' · ');
}

function factsOf({ count, message, note, places }: ExportRecord): VerdictFacts {
  return {
    found: count && places ? countText(count, places) : undefined,
    reason: [message, note].filter(text => text !== null).join(' · ') || undefined,
  };
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
  return tallyOf(
    scanned.map(outcomeOf),
    lines.flatMap(({ rejected }) => rejected ?? []),
  );
}
