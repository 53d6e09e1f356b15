/** Takes a part out of a list. */

import { Targets } from '../links/targets.ts';
import type { List, Place } from '../model/list.ts';

/** The list of only some places. Its targets have ids of their own. */
export function partOfList(
  { assumed, entries, rejected, targets }: List,
  holds: (place: Place) => boolean,
): List {
  const part = new Targets();
  const kept = entries.filter(holds).map(entry => {
    const { target } = entry;
    return { ...entry, target: part.idOf(targets[target] as string, assumed.has(target)) };
  });
  return { entries: kept, rejected: rejected.filter(holds), targets: part.urls, assumed: part.assumed };
}
