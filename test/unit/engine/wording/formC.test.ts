/** Normalization Form C in linear time. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { PageText } from '../../../../src/engine/content/pageText.ts';
import type { SearchIn } from '../../../../src/engine/model/options.ts';
import { compileTerm, type Term } from '../../../../src/engine/model/term.ts';
import { showPage } from '../../../../src/engine/pages/pageView.ts';
import { matchInThread } from '../../../../src/engine/search/matchJob.ts';
import { inFormC } from '../../../../src/engine/search/normalForm.ts';
import { formC, MOST_MARKS } from '../../../../src/engine/wording/formC.ts';
import { runs } from '../../support/properties.ts';
import { search as searchPage } from '../../support/scanning.ts';
import { term } from '../../support/term.ts';
import { normalizingWork } from '../../support/work.ts';

const ACUTE = '\u0301';
const BELOW = '\u0316';

/** Texts that are slow to normalize, by their length in marks. */
const SLOW: Record<string, (length: number) => string> = {
  'two marks by turns': length => `Python${'\u0300\u0316'.repeat(length / 2)}`,
  'marks in descending order': length => `Python${'\u0345'.repeat(length / 2)}${'\u0334'.repeat(length / 2)}`,
  'marks that decompose': length => `Python${'\u0344\u0316'.repeat(length / 2)}`,
  'marks outside the basic plane': length => `Python${'\u{1d165}\u{1d17b}'.repeat(length / 2)}`,
  'marks before the first character': length => `${'\u0301\u0323'.repeat(length / 2)}Python`,
  'a run after each letter': length => `a${'\u0301\u0323'.repeat(200)}`.repeat(length / 400),
  'a run after each match': length => `Python${'\u0301\u0323'.repeat(200)} `.repeat(length / 400),
  'a run within ideographs': length => `数${'\u302a\u302d'.repeat(length / 2)}`,
  'a run within letters that change': length =>
    `e${ACUTE}`.repeat(length / 4) + '\u0300\u0316'.repeat(length / 4),
  'Arabic marks': length => `م${'\u064b\u0655'.repeat(length / 2)}`,
};

const search = (page: string, given: Partial<Term> = {}, searchIn: SearchIn = 'source') =>
  searchPage(page, { term: given, options: { searchIn, regularExpressionTimeout: 60 } });

const kept = (page: string) => ({
  target: 0,
  page: new PageText(Buffer.from(page), 'UTF-8'),
  facts: { ms: 0, bytes: page.length, mediaType: 'text/html' },
});

/** Everything that normalizes a text of a page or a list. */
const WAYS: Record<string, (text: string) => unknown> = {
  'a search': text => search(text),
  'a search for a mark': text => search(text, { text: `n${ACUTE}` }),
  'a search for a letter that others fold to': text => search(text, { text: 'k' }),
  'a search for whole words': text => search(text, { wholeWord: true }),
  'a search for an expression': text => search(text, { text: 'p.thon', regularExpression: true }),
  'a search of the text': text => search(`<p>${text}`, {}, 'text'),
  'a search for itself': text => search('Python', { text }),
  'the page as it is shown': text =>
    showPage(kept(text), {
      view: 'text',
      term: term({ wholeWord: true }),
      options: { searchIn: 'text', regularExpressionTimeout: 60_000 },
    }),
  'the search of a comparison': text =>
    matchInThread({ pages: [text], term: term(), times: 1, threads: 0, counters: new Int32Array(2) }),
};

describe('the work for a text that is slow to normalize', () => {
  for (const [what, make] of Object.entries(SLOW)) {
    for (const [way, run] of Object.entries(WAYS)) {
      it(`grows as the text does: ${what}, in ${way}`, async () => {
        const once = await normalizingWork(() => run(make(8_000)));
        const more = await normalizingWork(() => run(make(64_000)));
        // Some of the text may be looked at twice. A square would be 64 times as much.
        assert.ok(more <= 16 * once + 10_000, `${once} steps, then ${more}`);
        assert.ok(more < 64_000 * (MOST_MARKS + 3), `${more} steps`);
      });
    }
  }

  it('is within a bound for any text', async () => {
    const marks = fc
      .tuple(
        fc.constantFrom('\u0300', '\u0316', '\u0323', '\u0344', '\u05b4', '\u1161', '\u{1d165}'),
        fc.nat(4_000),
      )
      .map(([mark, times]) => mark.repeat(times));
    const piece = fc.oneof(
      marks,
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc.constantFrom('e', '数', '😀'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async pieces => {
        const text = pieces.join('').slice(0, 64 * 1024);
        const steps = await normalizingWork(() => formC(text));
        assert.ok(steps <= (2 * MOST_MARKS + 4) * text.length, `${steps} steps for ${text.length}`);
      }),
      runs(100),
    );
  });

  it('does not grow for an innocent page beside it', async () => {
    const innocent = '<p>Python, na\u0308ive and cafe\u0301</p>'.repeat(100);
    const alone = await normalizingWork(() => search(innocent, { wholeWord: true }));
    const evil = SLOW['two marks by turns']?.(32_000) ?? '';
    const [first, second] = await Promise.all([search(evil), search(innocent, { wholeWord: true })]);
    assert.deepEqual([first.count, second.count], [1, 100]);
    assert.equal(await normalizingWork(() => search(innocent, { wholeWord: true })), alone);
  });
});

describe('a run of marks', () => {
  it('is sorted and combined up to the limit, and taken as it stands above it', () => {
    const most = `e${BELOW}${ACUTE}`.padEnd(MOST_MARKS + 1, BELOW);
    assert.equal(formC(most), most.normalize());
    assert.notEqual(formC(most), most);
    assert.equal(formC(most + BELOW), most + BELOW);
  });

  it('that is too long changes nothing around it', () => {
    const long = `x${'\u0300\u0316'.repeat(50)}`;
    assert.equal(formC(`e${ACUTE}${long}e${ACUTE} `), `é${long}é `);
    assert.equal(formC(`${long}e${ACUTE}`), `${long}é`);
    assert.equal(formC(`${'日'.repeat(10_000)}${long}e${ACUTE}`), `${'日'.repeat(10_000)}${long}é`);
  });

  it('leaves the word before it to be found, and the word in it', async () => {
    const evil = `Python${'\u0300\u0316'.repeat(5_000)} cafe${ACUTE}`;
    assert.equal((await search(evil)).count, 1);
    assert.equal((await search(evil, { text: 'café' })).count, 1);
    assert.equal((await search(evil, { text: `n${'\u0300\u0316'.repeat(5_000)}` })).count, 1);
  });

  it('of any kind of mark is known: characters that are sorted are marks', () => {
    for (let code = 0x300; code <= 0x10_ffff; code++) {
      const character = String.fromCodePoint(code);
      // An overlay has the smallest class, so that it is sorted before every other mark.
      const isSorted = `a${character}\u0334`.normalize('NFD') !== `a${character.normalize('NFD')}\u0334`;
      if (isSorted && !/\p{M}/u.test(character)) {
        // A letter with marks of its own begins a new run.
        assert.doesNotMatch(character.normalize('NFD'), /^\p{M}/u);
      }
    }
  });
});

describe('Form C of a text', () => {
  it('is that of the standard, if no run is longer than the limit', () => {
    const mark = fc.constantFrom(
      ...[
        '\u0300',
        '\u0301',
        '\u0316',
        '\u0323',
        '\u0344',
        '\u0345',
        '\u05b4',
        '\u1161',
        '\u11a8',
        '\u{1d165}',
      ],
    );
    const unit = fc
      .tuple(
        fc.constantFrom('a', 'e', 'q', '数', '😀', '\u1100', '\uac00', '\u{1d157}', ' ', '\u0915', '\ud800'),
        fc.array(mark, { maxLength: MOST_MARKS }),
      )
      .map(([letter, marks]) => letter + marks.join(''));
    const filling = fc.nat(5_000).map(length => 'é'.repeat(length));
    fc.assert(
      fc.property(fc.array(fc.oneof(unit, unit, unit, filling), { maxLength: 30 }), units => {
        const text = units.join('');
        assert.equal(formC(text), text.normalize());
      }),
      runs(500),
    );
  });

  it('is that of the standard, wherever the blocks of a long text end', () => {
    // The last character of three changes in form C. The end of a block may fall into each of its two halves.
    for (const change of [`e${ACUTE}`, '\u{1d157}\u{1d165}', '\u{1d15e}', '\u{2f800}', '😀\u{2f800}']) {
      for (let length = 4090; length < 4100; length++) {
        const text = 'x'.repeat(length) + change.repeat(3) + 'y'.repeat(100) + change;
        assert.equal(formC(text), text.normalize(), `${change} behind ${length} characters`);
      }
    }
  });

  it('is the same, with and without the way back to the text', () => {
    const piece = fc.oneof(
      fc.constantFrom('e', ACUTE, BELOW, 'é', 'x', `${ACUTE}${BELOW}`.repeat(40), '\u{1d165}', '\ud800'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), pieces => {
        const text = pieces.join('');
        assert.equal(inFormC(text)?.text ?? text, formC(text));
        assert.equal(formC(formC(text)), formC(text));
      }),
      runs(1_000),
    );
  });

  it('is also that of the term, however many marks it has', () => {
    const text = `e${'\u0300\u0316'.repeat(5_000)}`;
    assert.match(`x${text}`, compileTerm(term({ text })));
  });

  it('of a very long page does not exhaust the stack', () => {
    const page = '日'.repeat(10_000_000);
    assert.ok(formC(`${page}e${ACUTE}`).endsWith('日é'));
  });
});
