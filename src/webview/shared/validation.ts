/** Whether a value from the other side of a webview is what it should be. */

/** In characters; URLs and sentences are clipped to far less. */
const LONGEST_TEXT = 100_000;

/** In entries: more lines than any list is shown with. */
const LONGEST_ARRAY = 5_000_000;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isText(value: unknown, longest: unknown = LONGEST_TEXT): value is string {
  return typeof value === 'string' && value.length <= (typeof longest === 'number' ? longest : LONGEST_TEXT);
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** A whole number from 0. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

export function isArrayOf<Item>(value: unknown, is: (item: unknown) => item is Item): value is Item[] {
  return Array.isArray(value) && value.length <= LONGEST_ARRAY && value.every(item => is(item));
}
