/** Counts of matches by place, in words. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countText } from '../../../../src/engine/model/places.ts';

describe('a count', () => {
  const rows: [title: number, text: number, markup: number, words: string][] = [
    [1, 9, 2, '12 × (1 title, 9 text, 2 markup)'],
    [0, 3, 0, '3 ×'],
    [2, 0, 0, '2 ×'],
    [0, 0, 4, '4 × (4 markup)'],
    [1, 1, 0, '2 × (1 title, 1 text)'],
    [0, 0, 0, '0 ×'],
  ];
  for (const [title, text, markup, words] of rows) {
    it(`reads ${words}`, () =>
      assert.equal(countText(title + text + markup, { title, text, markup }), words));
  }

  it('tells what stands in frames', () => {
    const words = (title: number, markup: number) =>
      countText(title + markup + 3, { title, text: 0, markup, frames: 3 });
    assert.deepEqual(
      [words(0, 0), words(1, 0), words(0, 2), words(1, 2)],
      [
        '3 × (in a frame)',
        '4 × (1 title, 3 in a frame)',
        '5 × (2 markup, 3 in a frame)',
        '6 × (1 title, 2 markup, 3 in a frame)',
      ],
    );
  });
});
