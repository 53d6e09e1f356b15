/** The work of readers of tables, JSON and other texts grows no faster than the text, and has short steps. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { runAtOnce } from '../../../../src/engine/async/timeSlices.ts';
import { readCsv } from '../../../../src/engine/links/data/csv.ts';
import { isJson, readJson } from '../../../../src/engine/links/data/json.ts';
import type { Reader } from '../../../../src/engine/links/foundLink.ts';
import { readText } from '../../../../src/engine/links/text/text.ts';
import { runs } from '../../support/properties.ts';
import { assertInProportion, repeated, workOf } from '../../support/work.ts';
import { foundIn } from './documents.ts';

const READERS: readonly [name: string, reader: Reader][] = [
  ['readCsv', readCsv],
  ['readJson', readJson],
  ['readText', readText],
];

/** What attacks are made of. */
const PIECES = [
  ...[
    '"',
    '""',
    '"""',
    ',"',
    '",',
    '"a"a',
    '" ',
    '"a\n',
    ',"""',
    'a',
    ' ',
    ',',
    ';',
    '\t',
    '|',
    '\n',
    '\r\n',
    '\r',
  ],
  ...[
    '\\',
    '\\u',
    '\\u0041',
    '\\"',
    '"\\u0068ttp://a",',
    '[',
    ']',
    '{',
    '{"a":',
    ':',
    '//',
    '/*',
    '*/',
    '-',
    '1',
  ],
  ...[
    'http://',
    'http://a ',
    'http://a,',
    'http://a;',
    'http://a"',
    'http://a)',
    'http://a(',
    'http://a.',
    '://',
  ],
  ...['!', ')', '(', '.', '<', '“', '\u3000', '\0', '\ud83d', '😀', '\ufeff', 'sep=;', '""http://a""'],
];

/** Those of which long texts are made, besides. */
const BASIC = ['"', '""', '\\u', '[', '{"a":', ',', 'x', 'http://'];

/** In UTF-16 units. */
const SHORT = 32 * 1024;
const LONG = 8 * SHORT;
const LONGEST = 1024 * 1024;

/** In ms of the processor. Processors of today need a tenth of it for {@link LONGEST}. */
const LONGEST_TIME = 5000;

function timeOf(action: () => unknown): number {
  const start = process.cpuUsage();
  action();
  return process.cpuUsage(start).user / 1000;
}

/** Of a table, the delimiter is named: else it is guessed from a part of the text with work of its own. */
const DELIMITED = 'sep=,\n';

for (const [name, reader] of READERS) {
  describe(name, () => {
    it('does work in proportion to any text', () => {
      fc.assert(
        fc.property(repeated(PIECES), text => {
          assertInProportion(DELIMITED + text, text => foundIn(reader, text), 40, 100);
        }),
        runs(60),
      );
    });

    // Long texts are cut, which is some work more. If work grew with the square, it would be 64 times as much.
    it('needs about eight times the work for eight times the text', () => {
      for (const piece of PIECES) {
        const [short, long] = [SHORT, LONG].map(length =>
          workOf(() => runAtOnce(reader(DELIMITED + piece.repeat(length / piece.length)))),
        );
        assert.ok(short && long && long <= 14 * short, `${long} and ${short} for ${piece}`);
      }
    });

    it('needs little time for a long text of one piece, behind what leaves it open', () => {
      const texts = [
        ...PIECES.map(piece => piece.repeat(LONG / piece.length)),
        ...BASIC.map(piece => piece.repeat(LONGEST / piece.length)),
      ];
      for (const text of texts) {
        for (const before of ['', '"']) {
          const time = timeOf(() => runAtOnce(reader(before + text)));
          assert.ok(time < LONGEST_TIME, `${time} ms for ${before}${text.slice(0, 20)}`);
        }
      }
    });

    it('yields often', () => {
      for (const row of [
        '{"a":"http://a.example/x"},\n',
        'http://a.example/x,1,"b"\r\n',
        'http://a.example/ ',
      ]) {
        const reading = reader(row.repeat(LONG / row.length));
        let steps = 1;
        while (!reading.next().done) steps++;
        assert.ok(steps >= LONG / 40_000, `${steps} steps for ${row}`);
      }
    });
  });
}

it('the guess of a delimiter needs little time', () => {
  const ends = [' ', '\t', '\n', '\u3000', '"'].map(piece => piece.repeat(LONG));
  for (const piece of ['"a', '"a"a', '"a ', '"a,', '""']) {
    for (const end of ends) {
      for (const length of [2, 4, 8].map(size => size * 1024)) {
        const text = `"${piece.repeat(length / piece.length)}${end}`;
        const time = timeOf(() => runAtOnce(readCsv(text)));
        assert.ok(time < LONGEST_TIME, `${time} ms for ${text.slice(0, 20)}`);
      }
    }
  }
});

it('isJson needs little time, and does not throw', () => {
  for (const piece of PIECES) {
    for (const before of ['[', '{"a":', '["', '[1,']) {
      const text = before + piece.repeat(LONG / piece.length);
      const time = timeOf(() => assert.equal(isJson(text), false));
      assert.ok(time < LONGEST_TIME, before + piece);
    }
  }
});

it('no text makes a reader throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), repeated(PIECES.map(piece => `${piece}x`))), text => {
      for (const [, reader] of READERS) foundIn(reader, text);
    }),
    runs(100),
  );
});
