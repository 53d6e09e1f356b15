/** Puts the lists of several documents together. A URL that stands in many of them is fetched once. */

import { Targets } from '../links/targets.ts';
import type { Entry, List, RejectedLine } from '../model/list.ts';

export class ListMerger {
  readonly #entries: Entry[] = [];
  readonly #rejected: RejectedLine[] = [];
  readonly #targets = new Targets();

  /** @param document its index. The documents must be added in their order */
  add(document: number, { assumed, entries, rejected, targets }: List): void {
    const ids = targets.map((url, target) => this.#targets.idOf(url, assumed.has(target)));
    for (const entry of entries) {
      this.#entries.push({ ...entry, document, target: ids[entry.target] as number });
    }
    for (const each of rejected) this.#rejected.push({ ...each, document });
  }

  list(): List {
    const { assumed, urls } = this.#targets;
    return { entries: this.#entries, rejected: this.#rejected, targets: urls, assumed };
  }
}
