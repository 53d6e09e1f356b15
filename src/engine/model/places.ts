/** Where on a page the matches stand, and how that is said. */

import * as l10n from '@vscode/l10n';

/** How many of the matches stand where. */
export interface PlaceCounts {
  readonly title: number;
  /** What a person reads. Of a page that is neither HTML nor XML, all of it. */
  readonly text: number;
  /** Tags and attributes, scripts, styles, comments. */
  readonly markup: number;
}

export type Place = keyof PlaceCounts;

export const NO_PLACES: PlaceCounts = { title: 0, text: 0, markup: 0 };

/** e.g. `12 × (1 title, 9 text, 2 markup)`; only `12 ×` where all matches stand where a person reads them. */
export function countText(count: number, places: PlaceCounts): string {
  const { title, text, markup } = places;
  if (title && text && markup) {
    return l10n.t('{0} × ({1} title, {2} text, {3} markup)', count, title, text, markup);
  }
  if (title && text) return l10n.t('{0} × ({1} title, {2} text)', count, title, text);
  if (title && markup) return l10n.t('{0} × ({1} title, {2} markup)', count, title, markup);
  if (text && markup) return l10n.t('{0} × ({1} text, {2} markup)', count, text, markup);
  return markup ? l10n.t('{0} × ({1} markup)', count, markup) : l10n.t('{0} ×', count);
}
