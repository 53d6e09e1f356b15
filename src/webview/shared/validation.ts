/** Checks the values of messages between a webview and the extension host. */

/** Limit for texts, in UTF-16 units. URLs and sentences are clipped to far less. */
const LONGEST_TEXT = 100_000;

/** Limit for arrays, in entries. No list that is shown has as many lines. */
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

/** A whole number, 0 or more. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

export function isArrayOf<Item>(value: unknown, is: (item: unknown) => item is Item): value is Item[] {
  return Array.isArray(value) && value.length <= LONGEST_ARRAY && value.every(item => is(item));
}
