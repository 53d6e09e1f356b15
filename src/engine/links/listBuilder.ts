/** Puts a list together: gives each URL its id, and equal URLs the same one. */

import type { Failure } from '../model/failure.ts';
import type { Entry, List, Place, RejectedLine } from '../model/list.ts';
import { Targets } from './targets.ts';

export class ListBuilder {
  readonly #entries: Entry[] = [];
  readonly #rejected: RejectedLine[] = [];
  readonly #targets = new Targets();

  /** @param url as {@link import('./checkUrl.ts').checkUrl} gives it */
  add(place: Place, url: string, isSchemeAssumed = false): void {
    this.#entries.push({ ...place, target: this.#targets.idOf(url, isSchemeAssumed) });
  }

  reject(place: Place, failure: Failure): void {
    this.#rejected.push({ ...place, failure });
  }

  list(): List {
    const { assumed, urls } = this.#targets;
    return { entries: this.#entries, rejected: this.#rejected, targets: urls, assumed };
  }
}
