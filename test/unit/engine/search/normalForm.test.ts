/** Canonical equivalence: a word is found in every composition of its characters, at its place in the page. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { inFormC } from '../../../../src/engine/search/normalForm.ts';
import { runs } from '../../support/properties.ts';

describe('Normalization Form C', () => {
  for (const text of ['', 'Python', 'Zürich', 'Питон', '数', '😀', 'שָׁ'.normalize(), '각', 'a\ud800b']) {
    it(`leaves ${JSON.stringify(text)} alone`, () => assert.equal(inFormC(text), undefined));
  }

  const rows: [text: string, normal: string][] = [
    ['cafe\u0301', 'café'],
    ['\u0041\u030a', 'Å'],
    ['\u212b', 'Å'],
    ['\u212aelvin', 'Kelvin'],
    ['\u1100\u1161\u11a8', '각'],
    ['\uac00\u11a8', '각'],
    ['q\u0307\u0323', 'q\u0323\u0307'],
    ['\u0344', '\u0308\u0301'],
    ['\uf900', '豈'],
    ['\ufb1d', '\u05d9\u05b4'],
    ['\u0958', '\u0915\u093c'],
    ['\u{1d15e}', '\u{1d157}\u{1d165}'],
    ['😀e\u0301😀', '😀é😀'],
  ];
  for (const [text, normal] of rows) {
    it(`of ${JSON.stringify(text)} is ${JSON.stringify(normal)}, and maps back to all of it`, () => {
      const map = inFormC(text);
      assert.ok(map);
      assert.equal(map.text, normal);
      assert.deepEqual([map.start(0), map.end(map.length)], [0, text.length]);
    });
  }

  it('maps every character back to where it comes from', () => {
    const text = 'x cafe\u0301 y cafe\u0301 z';
    const map = inFormC(text);
    assert.ok(map);
    const words = [...map.text.matchAll(/café|[xyz]/g)].map(({ 0: word, index }) =>
      text.slice(map.start(index), map.end(index + word.length)),
    );
    assert.deepEqual(words, ['x', 'cafe\u0301', 'y', 'cafe\u0301', 'z']);
  });

  it('is that of the whole text for any text', () => {
    const tricky = fc.constantFrom(
      ...[
        'a',
        'e',
        'q',
        '\u0301',
        '\u0323',
        '\u0307',
        '\u0344',
        '\u1100',
        '\u1161',
        '\u11a8',
        '\uac00',
        '\u212a',
      ],
      ...[
        '\u0b47',
        '\u0b3e',
        '\u0b56',
        '\u1025',
        '\u102e',
        '\u09c7',
        '\u09be',
        '\u{11131}',
        '\u{11127}',
        '\u05b4',
      ],
      ...[
        '\u{16d63}',
        '\u{16d67}',
        '\u{16d68}',
        '\u{16d69}',
        '\u{113c2}',
        '\u{113b8}',
        '\ud800',
        '\udc00',
        '\u0958',
      ],
    );
    const text = fc.array(fc.oneof(tricky, fc.string({ unit: 'binary', maxLength: 2 })), { maxLength: 30 });
    fc.assert(
      fc.property(text, parts => {
        const source = parts.join('');
        const map = inFormC(source);
        assert.equal(map?.text ?? source, source.normalize());
        for (let at = 1; map && at <= map.length; at++) assert.ok(map.start(at - 1) < map.end(at));
      }),
      runs(2_000),
    );
  });

  it('of each single character is right', () => {
    for (let code = 0; code <= 0x10_ffff; code++) {
      const character = `a${String.fromCodePoint(code)}b`;
      if (character.normalize() !== character) assert.equal(inFormC(character)?.text, character.normalize());
    }
  });
});
