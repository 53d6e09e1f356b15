/** Divides a page into places: its title, its readable text, and its markup. */

import { runAtOnce } from '../async/timeSlices.ts';
import type { Place } from '../model/places.ts';
import { Walk } from './htmlWalk.ts';
import type { Markup } from './mediaType.ts';
import { Offsets } from './offsets.ts';

/** The ranges of title and text in a page. */
export class Places {
  readonly #starts = new Offsets();
  readonly #ends = new Offsets();
  readonly #places: Place[] = [];
  /** Index of the range that {@link at} found last. */
  #at = 0;

  add(start: number, end: number, place: Place): void {
    const last = this.#ends.length - 1;
    if (last >= 0 && this.#ends.at(last) === start && this.#places[last] === place)
      this.#ends.replaceLast(end);
    else {
      this.#starts.push(start);
      this.#ends.push(end);
      this.#places.push(place);
    }
  }

  /** The place of an offset. Must be called with ascending offsets. */
  at(offset: number): Place {
    while (this.#at < this.#ends.length && (this.#ends.at(this.#at) ?? 0) <= offset) this.#at++;
    return offset >= (this.#starts.at(this.#at) ?? Number.POSITIVE_INFINITY)
      ? (this.#places[this.#at] ?? 'markup')
      : 'markup';
  }
}

/** The places of a page. @param last the largest offset that {@link Places.at} will be called with */
export function placesOf(page: string, markup: Markup, last = page.length): Places {
  return runAtOnce(placesInSteps(page, markup, last));
}

/** Like {@link placesOf}. Yields after each few milliseconds of work. */
export function* placesInSteps(page: string, markup: Markup, last = page.length): Generator<void, Places> {
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
  yield* walk.steps();
  return places;
}
