/** Divides a page into places: its title, its readable text, and its markup. */

import { runAtOnce } from '../async/timeSlices.ts';
import type { Place } from '../model/places.ts';
import { Walk } from './htmlWalk.ts';
import type { Markup } from './mediaType.ts';
import { Offsets } from './offsets.ts';

/** The ranges of title and text in a page. */
export class Places {
  /** Each doubled, and 1 more for a title: a list of a million places would take more memory than the page. */
  readonly #starts = new Offsets();
  readonly #ends = new Offsets();
  /** Index of the range that {@link at} found last. */
  #at = 0;

  add(start: number, end: number, place: 'title' | 'text'): void {
    const last = this.#ends.length - 1;
    const title = place === 'title' ? 1 : 0;
    if (last >= 0 && this.#ends.at(last) === start && (this.#starts.at(last) ?? 0) % 2 === title) {
      this.#ends.replaceLast(end);
    } else {
      this.#starts.push(2 * start + title);
      this.#ends.push(end);
    }
  }

  /** The place of an offset. Must be called with ascending offsets. */
  at(offset: number): Place {
    while (this.#at < this.#ends.length && (this.#ends.at(this.#at) ?? 0) <= offset) this.#at++;
    const start = this.#starts.at(this.#at);
    if (start === undefined || 2 * offset + 1 < start) return 'markup';
    return start % 2 ? 'title' : 'text';
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
