/** Offsets as lines and columns. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LinePlaces } from '../../../../src/engine/documents/linePlaces.ts';
import { runs } from '../../support/properties.ts';

describe('the place of a range', () => {
  it('is its line and its columns, from 0, in UTF-16 units', () => {
    const places = new LinePlaces('a\nbc\r\n😀d\re\n');
    assert.deepEqual(places.at(0, 1), { line: 0, start: 0, end: 1 });
    assert.deepEqual(places.at(2, 4), { line: 1, start: 0, end: 2 });
    assert.deepEqual(places.at(8, 9), { line: 2, start: 2, end: 3 });
    assert.deepEqual(places.at(10, 11), { line: 3, start: 0, end: 1 });
    assert.deepEqual(places.at(12, 12), { line: 4, start: 0, end: 0 });
  });

  it('is found in any order', () => {
    const places = new LinePlaces('a\nb\nc');
    assert.deepEqual(
      [4, 0, 2, 2, 0, 4].map(at => places.at(at, at + 1).line),
      [2, 0, 1, 1, 0, 2],
    );
  });

  it('knows no other line breaks than VS Code', () => {
    const places = new LinePlaces('a\u2028b\u2029c\u0085d\fe\vf');
    assert.deepEqual(places.at(10, 11), { line: 0, start: 10, end: 11 });
  });

  it('leads back to its text, in any text', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\r\n', '😀', '\u2028'), maxLength: 40 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(60), { maxLength: 20 }), (text, offsets) => {
        const places = new LinePlaces(text);
        const lines = text.split(/\r\n|\n|\r/);
        for (const offset of offsets.filter(each => each < text.length && !/[\r\n]/.test(text[each] ?? ''))) {
          const { end, line, start } = places.at(offset, offset + 1);
          assert.equal(lines[line]?.slice(start, end), text[offset]);
        }
      }),
      runs(300),
    );
  });
});
