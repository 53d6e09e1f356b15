/** A sorted collection of items by their line in a document. Fast for lists of any size. */

/** An item of {@link LineBlocks}. Only that class changes `offset` and `lineInBlock`. */
export interface BlockItem {
  /** Offset of the item's block; `undefined` while the item is in no block. */
  offset: BlockOffset | undefined;
  /** Column of the item. Items on one line are in the order of their columns. */
  readonly start: number;
  /** The line of the item minus the offset of its block. */
  lineInBlock: number;
}

/** Number of lines that all items of a block have moved by. */
export interface BlockOffset {
  lines: number;
}

interface Block<Item> {
  readonly items: Item[];
  /** The one object that all items of the block refer to. */
  readonly offset: BlockOffset;
}

/** Number of items in a new block. A block with twice as many is divided. */
const BLOCK_SIZE = 256;

export function lineOf({ offset, lineInBlock }: BlockItem): number {
  return lineInBlock + (offset?.lines ?? 0);
}

/**
 * Items in the order of their lines and columns. Moving all items below a line costs one addition per block,
 * plus one per item of a single block. Other operations cost a binary search, plus the work on the affected items.
 */
export class LineBlocks<Item extends BlockItem> {
  readonly #blocks: Block<Item>[] = [];

  /** @param items in no block yet, in the order of their lines and columns; `lineInBlock` is their line */
  constructor(items: readonly Item[]) {
    for (let start = 0; start < items.length; start += BLOCK_SIZE) {
      const block = { items: items.slice(start, start + BLOCK_SIZE), offset: { lines: 0 } };
      for (const item of block.items) item.offset = block.offset;
      this.#blocks.push(block);
    }
  }

  /** The items on lines from `start` to before `end`, in their order. */
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

  /** Removes the items that {@link between} finds. They keep their lines. */
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
      each.lineInBlock = lineOf(each);
      each.offset = undefined;
    }
    return removed;
  }

  /** Moves the items on a line and below it. */
  move(line: number, by: number): void {
    const { block, item } = this.#find(line);
    const first = this.#blocks[block];
    if (!first) return;
    for (let index = item; index < first.items.length; index++)
      (first.items[index] as Item).lineInBlock += by;
    for (let index = block + 1; index < this.#blocks.length; index++) {
      (this.#blocks[index] as Block<Item>).offset.lines += by;
    }
  }

  /** Adds an item that is in no block. */
  insert(added: Item, line: number): void {
    let { block: number, item } = this.#find(line, added.start);
    let block = this.#blocks[number];
    if (!block) {
      number = Math.max(0, this.#blocks.length - 1);
      block = this.#blocks[number] ?? { items: [], offset: { lines: 0 } };
      this.#blocks[number] = block;
      item = block.items.length;
    }
    added.offset = block.offset;
    added.lineInBlock = line - block.offset.lines;
    block.items.splice(item, 0, added);
    if (block.items.length >= 2 * BLOCK_SIZE) this.#divide(number, block);
  }

  #divide(number: number, block: Block<Item>): void {
    const half: Block<Item> = { items: block.items.splice(BLOCK_SIZE), offset: { ...block.offset } };
    for (const item of half.items) item.offset = half.offset;
    this.#blocks.splice(number + 1, 0, half);
  }

  /**
   * Indices of the first item at a place or behind it. Without such an item, `block` is the number of blocks.
   * @param column of the place in its line
   */
  #find(line: number, column = 0): { block: number; item: number } {
    const isBehind = (item: Item) => lineOf(item) > line || (lineOf(item) === line && item.start >= column);
    const block = firstIndex(this.#blocks, ({ items }) => isBehind(items.at(-1) as Item));
    const items = this.#blocks[block]?.items ?? [];
    return { block, item: firstIndex(items, isBehind) };
  }
}

/**
 * Binary search.
 * @param holds false for the first elements, true for all that follow
 * @returns index of the first element for which `holds` is true; the length if there is none
 */
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
