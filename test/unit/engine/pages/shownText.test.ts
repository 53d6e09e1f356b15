/** The shown text of a page, and the mapping of offsets between it and the page. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LONGEST_LINE, ShownText } from '../../../../src/engine/pages/shownText.ts';
import { safePage } from '../../../../src/engine/wording/safeText.ts';
import { bare, PAGE } from '../../support/markup.ts';
import { runs } from '../../support/properties.ts';

describe('a page as a document', () => {
  it('is shown as it is, with line feeds, and what must not be shown replaced', () => {
    const { text, folded } = new ShownText('a\r\nb\rc\n\u0000\u202e');
    assert.equal(text, 'a\nb\nc\n\u2400\ufffd');
    assert.deepEqual(folded, []);
  });

  it('has no longer lines than can be drawn, folded behind a tag or between words', () => {
    const { text, folded } = new ShownText(`${'word '.repeat(300)}\n${'x'.repeat(1200)}`);
    const lines = text.split('\n');
    assert.deepEqual(folded, [0, 1, 3, 4]);
    assert.ok(lines.every(({ length }) => length <= LONGEST_LINE));
    assert.ok(lines.slice(0, 3).every(line => line.endsWith('word ')));
  });

  it('folds nothing in the middle of a character', () => {
    const text = `${'x'.repeat(LONGEST_LINE - 1)}${'\u{1f40d}'.repeat(3)}${'y'.repeat(LONGEST_LINE)}`;
    assert.doesNotMatch(new ShownText(text).text, /[\ud800-\udbff]\n|\n[\udc00-\udfff]|\ufffd/);
  });

  it('is the page, but for its line ends, whatever the page is', () => {
    fc.assert(
      fc.property(PAGE, page => {
        const { text, folded } = new ShownText(page);
        const lines = text.split('\n');
        const unfolded = lines.map((line, at) => (folded.includes(at) ? line : `${line}\n`)).join('');
        assert.equal(unfolded, `${safePage(page.replace(/\r\n?/g, '\n'))}\n`);
        assert.doesNotMatch(text, /\r/);
      }),
      runs(),
    );
  });

  it('shows every range of the page exactly, and knows the way back', () => {
    fc.assert(
      fc.property(PAGE, fc.nat(), fc.nat(), fc.boolean(), (page, one, other, isTidy) => {
        fc.pre(page.length > 0);
        const [from, to] = [one % page.length, other % page.length].toSorted((a, b) => a - b) as [
          number,
          number,
        ];
        const shown = new ShownText(page, isTidy);
        const [start, end] = [shown.start(from), shown.end(to + 1)];
        // A surrogate is replaced only if it is alone.
        const isWhole = !/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(page.slice(from, to + 1));
        if (isWhole)
          assert.equal(bare(shown.text.slice(start, Math.max(start, end))), bare(page.slice(from, to + 1)));
        if (/\S/.test(page.charAt(from))) assert.equal(shown.source(start), from);
      }),
      runs(300),
    );
  });

  it('is cut where VS Code would not share it', () => {
    const { text, isCut } = new ShownText('x'.repeat(21_000_000));
    assert.ok(isCut);
    assert.ok(text.length < 20_100_000);
  });
});
