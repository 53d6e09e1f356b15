/** Where on a page the matches stand, and how that is said. */

import * as l10n from '@vscode/l10n';

/** How many of the matches stand where. */
export interface PlaceCounts {
  readonly title: number;
  /** What a person reads. Of a page that is neither HTML nor XML, all of it. */
  readonly text: number;
  /** Tags and attributes, scripts, styles, comments. */
  readonly markup: number;
  /** All that stand in frames of the page. Absent if there are none. */
  readonly frames?: number;
}

export type Place = 'title' | 'text' | 'markup';

export const NO_PLACES: PlaceCounts = { title: 0, text: 0, markup: 0 };

/** e.g. `12 × (1 title, 9 text, 2 markup)`; only `12 ×` where all matches stand where a person reads them. */
export function countText(count: number, places: PlaceCounts): string {
  const { title, text, markup, frames } = places;
  if (frames) return framedCountText(count, places, frames);
  if (title && text && markup) {
    return l10n.t('{0} × ({1} title, {2} text, {3} markup)', count, title, text, markup);
  }
  if (title && text) return l10n.t('{0} × ({1} title, {2} text)', count, title, text);
  if (title && markup) return l10n.t('{0} × ({1} title, {2} markup)', count, title, markup);
  if (text && markup) return l10n.t('{0} × ({1} text, {2} markup)', count, text, markup);
  return markup ? l10n.t('{0} × ({1} markup)', count, markup) : l10n.t('{0} ×', count);
}

/** Frames are searched only if the text of the page itself has no match. */
function framedCountText(count: number, { title, markup }: PlaceCounts, frames: number): string {
  if (title && markup) {
    return l10n.t('{0} × ({1} title, {2} markup, {3} in a frame)', count, title, markup, frames);
  }
  if (title) return l10n.t('{0} × ({1} title, {2} in a frame)', count, title, frames);
  if (markup) return l10n.t('{0} × ({1} markup, {2} in a frame)', count, markup, frames);
  return l10n.t('{0} × (in a frame)', count);
}
