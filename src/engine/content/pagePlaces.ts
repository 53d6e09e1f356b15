/** Divides a page into places: its title, its readable text, and its markup. */

import type { Place } from '../model/places.ts';
import { Walk } from './htmlWalk.ts';
import type { Markup } from './mediaType.ts';

/** The ranges of title and text in a page. */
export class Places {
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #places: Place[] = [];
  /** Index of the range that {@link at} found last. */
  #at = 0;

  add(start: number, end: number, place: Place): void {
    const last = this.#ends.length - 1;
    if (last >= 0 && this.#ends[last] === start && this.#places[last] === place) this.#ends[last] = end;
    else {
      this.#starts.push(start);
      this.#ends.push(end);
      this.#places.push(place);
    }
  }

  /** The place of an offset. Must be called with ascending offsets. */
  at(offset: number): Place {
    while (this.#at < this.#ends.length && (this.#ends[this.#at] ?? 0) <= offset) this.#at++;
    return offset >= (this.#starts[this.#at] ?? Number.POSITIVE_INFINITY)
      ? (this.#places[this.#at] ?? 'markup')
      : 'markup';
  }
}

/** The places of a page. @param last the largest offset that {@link Places.at} will be called with */
export function placesOf(page: string, markup: Markup, last = page.length): Places {
  const places = new Places();
  if (markup === 'none') {
    places.add(0, page.length, 'text');
    return places;
  }
  const walk = new Walk(page, markup, {
    onText(start, end, place) {
      places.add(start, end, place);
      if (end > last) walk.stop();
    },
  });
  walk.run();
  return places;
}
