/** What the readers of markup find, in a form that tests can write down. */

import assert from 'node:assert/strict';
import { runAtOnce } from '../../../../src/engine/async/timeSlices.ts';
import type { FoundLink, Reader } from '../../../../src/engine/links/foundLink.ts';

/** A link: where it stands in the text, as it is written there, and what it is. */
export type Row = [raw: string, value: string, role: string, label?: string];

/** The links of a text. */
export function rowsOf(read: Reader, text: string): Row[] {
  return runAtOnce(read(text)).links.map(
    ({ start, end, value, role, label }): Row => [
      text.slice(start, end),
      value,
      role,
      ...(label === undefined ? ([] as const) : ([label] as const)),
    ],
  );
}

/** The values of a text's links. */
export function valuesOf(read: Reader, text: string): string[] {
  return runAtOnce(read(text)).links.map(({ value }) => value);
}

/**
 * Checks what is true of the links of any text.
 * @param decodings what a raw value may stand for
 */
export function assertSound(read: Reader, text: string, decodings: (raw: string) => readonly string[]): void {
  const { links } = runAtOnce(read(text));
  let last = 0;
  for (const link of links) {
    assertInOrder(link, last, text);
    last = link.end;
    const raw = text.slice(link.start, link.end);
    assert.doesNotMatch(raw, /[\r\n]/);
    if (raw !== link.value) assert.ok(decodings(raw).includes(link.value), `${raw} is not ${link.value}`);
    const { label } = link;
    if (label !== undefined) assert.ok(label && label.length <= 100 && label === label.trim(), label);
  }
}

function assertInOrder({ start, end, value }: FoundLink, last: number, text: string): void {
  assert.ok(last <= start && start < end && end <= text.length, `${start} to ${end} after ${last}`);
  assert.equal(value, value.trim());
  assert.notEqual(value, '');
}
