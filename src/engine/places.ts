/** Where on a page the matches stand, and how that is said. */

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

const PLACES: readonly Place[] = ['title', 'text', 'markup'];

/** e.g. `12 × (1 title, 9 text, 2 markup)`; only `12 ×` where all matches stand where a person reads them. */
export function countText(count: number, places: PlaceCounts): string {
  const parts = PLACES.filter(place => places[place] > 0);
  const isPlain = parts.length === 0 || (parts.length === 1 && parts[0] !== 'markup');
  return isPlain
    ? `${count} ×`
    : `${count} × (${parts.map(place => `${places[place]} ${place}`).join(', ')})`;
}
