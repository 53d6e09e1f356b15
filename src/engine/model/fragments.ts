/** The fragments of the URLs of a list, as far as they can be looked for in pages. */

import * as l10n from '@vscode/l10n';
import { percentDecoded } from '../wording/percentDecoding.ts';
import { displayUrl } from '../wording/safeText.ts';
import { failure } from './failure.ts';
import type { List } from './list.ts';
import { factsOf, failed, type Outcome } from './outcome.ts';

/** Of one URL. Nothing is said of further ones. */
const MOST_FRAGMENTS = 100;

/** In UTF-16 units. Nothing is said of longer ones. */
const LONGEST_FRAGMENT = 1_000;

/**
 * Fragments that only scripts read: routes such as `#/about` and `#!about`, and the numbers of lines of source code, such
 * as `#L12-L20`.
 */
const OF_SCRIPTS = /^(?:[/!]|L\d{1,9}(?:C\d{1,9})?(?:-L?\d{1,9}(?:C\d{1,9})?)?$)/;

/** The fragment of a URL as it stands in a text; `undefined` if it has none. */
export function fragmentOf(text: string): string | undefined {
  const start = text.indexOf('#');
  return start < 0 ? undefined : text.slice(start + 1);
}

/**
 * What is looked for in the page of these URLs. The top of a page is always there (HTML Standard, “select the indicated
 * part”).
 * @param texts as they stand in the document; all have the same target
 * @returns each fragment once, without `#`
 */
export function fragmentsOf(texts: Iterable<string>): string[] {
  const found = new Set<string>();
  for (const text of texts) {
    const fragment = fragmentOf(text);
    if (!fragment || fragment.length > LONGEST_FRAGMENT || OF_SCRIPTS.test(fragment)) continue;
    if (percentDecoded(fragment).toLowerCase() !== 'top') found.add(fragment);
    if (found.size === MOST_FRAGMENTS) break;
  }
  return [...found];
}

/** The fragments of a list, by target. Targets without any are left out. */
export function fragmentsOfList({ entries }: List): Map<number, string[]> {
  const withFragment = entries.filter(({ text }) => text.includes('#'));
  const texts = Map.groupBy(withFragment, ({ target }) => target);
  return new Map(
    [...texts].flatMap(([target, places]) => {
      const fragments = fragmentsOf(places.map(({ text }) => text));
      return fragments.length ? [[target, fragments] as const] : [];
    }),
  );
}

/**
 * The outcome of a line: that of its target, unless the page has not what the fragment of this line names. Lines that
 * differ only in their fragment share a request.
 * @param text the URL as it stands in the line
 */
export function outcomeOfLine(text: string, outcome: Outcome): Outcome {
  const { kind, missingFragments } = outcome;
  if (!missingFragments || kind === 'failed' || kind === 'cancelled') return outcome;
  if (!missingFragments.includes(fragmentOf(text) ?? '')) return outcome;
  const shown = displayUrl(text);
  const reason = failure('FRAGMENT_MISSING', l10n.t('The page has no {0}', shown.slice(shown.indexOf('#'))));
  return failed(reason, factsOf(outcome));
}
