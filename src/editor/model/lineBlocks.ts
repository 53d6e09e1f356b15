/** Items by the line of a document that they stand on, for lists of any size. */

/** What stands on a line. Only {@link LineBlocks} moves it. */
export interface Placed {
  /** What it has been moved by together with its neighbours; absent while it stands nowhere. */
  moved: Moved | undefined;
  /** Its line without that. */
  line0: number;
}

export interface Moved {
  lines: number;
}

interface Block<Item> {
  readonly items: Item[];
  /** Shared by its items. */
  readonly moved: Moved;
}

/** Items of a new block. Twice as many are divided. */
const BLOCK_SIZE = 256;

export function lineOf({ moved, line0 }: Placed): number {
  return line0 + (moved?.lines ?? 0);
}

/**
 * In the order of their lines, at most one on each. To move all items below a line costs one addition for each block, and
 * one for each item of a single block; all else costs searches, and what it has to do with the items that are meant.
 */
export class LineBlocks<Item extends Placed> {
  readonly #blocks: Block<Item>[] = [];

  /** @param items that stand nowhere, on their `line0`, in their order */
  constructor(items: readonly Item[]) {
    for (let start = 0; start < items.length; start += BLOCK_SIZE) {
      const block = { items: items.slice(start, start + BLOCK_SIZE), moved: { lines: 0 } };
      for (const item of block.items) item.moved = block.moved;
      this.#blocks.push(block);
    }
  }

  /** Items on lines from `start` to before `end`, in their order. */
  between(start: number, end: number): Item[] {
    const found: Item[] = [];
    let { block, item } = this.#find(start);
    for (; block < this.#blocks.length; block++, item = 0) {
      const { items } = this.#blocks[block] as Block<Item>;
      for (; item < items.length; item++) {
        const each = items[item] as Item;
        if (lineOf(each) >= end) return found;
        found.push(each);
      }
    }
    return found;
  }

  /** Takes away what {@link between} finds. Their lines stay what they are. */
  remove(start: number, end: number): Item[] {
    const removed = this.between(start, end);
    let left = removed.length;
    if (!left) return removed;
    let { block, item } = this.#find(start);
    while (left) {
      const { items } = this.#blocks[block] as Block<Item>;
      const count = Math.min(left, items.length - item);
      items.splice(item, count);
      left -= count;
      if (items.length) block++;
      else this.#blocks.splice(block, 1);
      item = 0;
    }
    for (const each of removed) {
      each.line0 = lineOf(each);
      each.moved = undefined;
    }
    return removed;
  }

  /** Moves what stands on a line or below it. */
  move(line: number, by: number): void {
    const { block, item } = this.#find(line);
    const first = this.#blocks[block];
    if (!first) return;
    for (let index = item; index < first.items.length; index++) (first.items[index] as Item).line0 += by;
    for (let index = block + 1; index < this.#blocks.length; index++) {
      (this.#blocks[index] as Block<Item>).moved.lines += by;
    }
  }

  /** Puts an item that stands nowhere on a line where nothing stands. */
  insert(added: Item, line: number): void {
    let { block: number, item } = this.#find(line);
    let block = this.#blocks[number];
    if (!block) {
      number = Math.max(0, this.#blocks.length - 1);
      block = this.#blocks[number] ?? { items: [], moved: { lines: 0 } };
      this.#blocks[number] = block;
      item = block.items.length;
    }
    added.moved = block.moved;
    added.line0 = line - block.moved.lines;
    block.items.splice(item, 0, added);
    if (block.items.length >= 2 * BLOCK_SIZE) this.#divide(number, block);
  }

  #divide(number: number, block: Block<Item>): void {
    const half: Block<Item> = { items: block.items.splice(BLOCK_SIZE), moved: { ...block.moved } };
    for (const item of half.items) item.moved = half.moved;
    this.#blocks.splice(number + 1, 0, half);
  }

  /** The first item on a line or below it; behind the last block when there is none. */
  #find(line: number): { block: number; item: number } {
    const block = firstIndex(this.#blocks, ({ items }) => lineOf(items.at(-1) as Item) >= line);
    const items = this.#blocks[block]?.items ?? [];
    return { block, item: firstIndex(items, item => lineOf(item) >= line) };
  }
}

/** Index of the first element for which a condition holds that then holds for all behind it; else the length. */
function firstIndex<Element>(elements: readonly Element[], holds: (element: Element) => boolean): number {
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(elements[middle] as Element)) high = middle;
    else low = middle + 1;
  }
  return low;
}
