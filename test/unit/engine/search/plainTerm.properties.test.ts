/** A plain term is found in a text exactly where it is found in the text's form C. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Deadline } from '../../../../src/engine/async/deadline.ts';
import { engineOptions } from '../../../../src/engine/model/options.ts';
import { compileTerm, isPlain, type Term } from '../../../../src/engine/model/term.ts';
import { inFormC } from '../../../../src/engine/search/normalForm.ts';
import { findRanges } from '../../../../src/engine/search/ranges.ts';
import { Search } from '../../../../src/engine/search/search.ts';
import { runs } from '../../support/properties.ts';
import { term } from '../../support/term.ts';

const TERMS = ['aba', 'n', 'K', 'k', 'a=a', 'aa', '<', ' a'];

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'b', 'A', 'n', 'N', 'k', 'K', '=', '<', ' ', 'aba', 'aa') },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...['\u0301', '\u0323', '\u0303', '\u0338', '\u0327', '\u20dd', '\u0344', '\u0489', '\u1160'],
      ...['\u212a', '\u1fef', '\u037e', '\u{1d165}', '\u00f1', '\u1100', '\ud800', '\u05b4', '\u0345'],
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 2 }) },
);

/** Searches in form C, as for other terms. */
function byFormC(text: string, wanted: Term): number[] {
  const normal = inFormC(text);
  const found = findRanges(normal?.text ?? text, compileTerm(wanted));
  return [...found].map((offset, at) => {
    if (!normal) return offset;
    return at % 2 ? normal.end(offset) : normal.start(offset);
  });
}

describe('a plain term', () => {
  it('is found where the form C of the text has it', async () => {
    const deadline = new Deadline(60_000);
    let marked = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 30 }),
        fc.constantFrom(...TERMS),
        fc.boolean(),
        fc.boolean(),
        async (pieces, text, matchCase, wholeWord) => {
          const wanted = term({ text, matchCase, wholeWord });
          const page = pieces.join('');
          const search = new Search(wanted, engineOptions({}, 'test'));
          const expected = byFormC(page, wanted);
          assert.deepEqual([...(await search.ranges(page, deadline))], expected);
          if (isPlain(wanted) && expected.length && inFormC(page)) marked++;
        },
      ),
      runs(5_000),
    );
    deadline.end();
    assert.ok(marked > 100, `only ${marked} pages with something to settle`);
  });
});
