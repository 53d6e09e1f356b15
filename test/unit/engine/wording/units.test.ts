/** Durations and sizes as text. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seconds, size } from '../../../../src/engine/wording/units.ts';

describe('a figure', () => {
  const durations: [ms: number, words: string][] = [
    [0, '0 ms'],
    [250, '250 ms'],
    [999, '999 ms'],
    [1_000, '1 s'],
    [1_500, '1.5 s'],
    [30_000, '30 s'],
    [600_000, '600 s'],
  ];
  for (const [ms, words] of durations) {
    it(`of ${ms} ms reads ${words}`, () => assert.equal(seconds(ms), words));
  }
  const sizes: [bytes: number, words: string][] = [
    [0, '0 bytes'],
    [1, '1 byte'],
    [1023, '1023 bytes'],
    [1024, '1 KiB'],
    [1536, '1.5 KiB'],
    [1024 ** 2, '1 MiB'],
    [5 * 1024 ** 2, '5 MiB'],
    [2.5 * 1024 ** 2, '2.5 MiB'],
  ];
  for (const [bytes, words] of sizes) {
    it(`of ${bytes} bytes reads ${words}`, () => assert.equal(size(bytes), words));
  }
});
