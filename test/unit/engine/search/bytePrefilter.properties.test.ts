/** A look at the bytes of a page never says otherwise than a search of its text. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Deadline } from '../../../../src/engine/async/deadline.ts';
import { mediaType } from '../../../../src/engine/content/mediaType.ts';
import { PageText } from '../../../../src/engine/content/pageText.ts';
import { engineOptions } from '../../../../src/engine/model/options.ts';
import { Glance } from '../../../../src/engine/search/bytePrefilter.ts';
import { Search } from '../../../../src/engine/search/search.ts';
import { term } from '../../support/term.ts';

const CHARSETS = ['UTF-8', 'windows-1252', 'Shift_JIS', 'EUC-KR', 'gb18030', 'UTF-16LE', 'ISO-2022-JP'];

const TERMS = ['python', 'pyt', 'ask', 'a;b', 'C++', '`x`', 'K', 'ß', 'a b', 'is'];

/** Pieces that pages are made of, and that a quick look may take for something else. */
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...'<p>,</p>,<b,>,=",<!--,-->,&amp;,\n, ,text '.split(',')) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...[
        '<script>',
        '</script>',
        '<style>',
        '</style>',
        '<title>',
        '</title>',
        '<svg>',
        '</svg>',
        '<noscript>',
      ],
      // What nests, and what only begins as an end does.
      ...['<template>', '</template>', '</scripty>', '</script x>', '-->text<'],
      '<meta http-equiv=refresh content=0>',
      '<div id=root></div>',
    ),
  },
  { weight: 4, arbitrary: fc.constantFrom(...TERMS.flatMap(each => [each, each.toUpperCase()])) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('\u212a', '\u017f', '\u037e', '\u1fef', 'n\u0303', '\u00a0', '\u0130'),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
);

const page = fc
  .tuple(fc.array(piece, { maxLength: 30 }), fc.constantFrom(' ', 'x', '<p>some text to read</p>', '日本'))
  .map(([pieces, filling]) => pieces.join('') + filling.repeat(Math.ceil(2100 / filling.length)));

/** A page without bytes to glance at. */
class Decoded extends PageText {
  readonly #whole: PageText;

  constructor(bytes: Buffer, charset: string) {
    super(Buffer.alloc(0), charset);
    this.#whole = new PageText(bytes, charset);
  }

  override get text(): string {
    return this.#whole.text;
  }
}

describe('a glance', () => {
  it('rules out only pages that neither mention the term nor have anything to say', async () => {
    let ruledOut = 0;
    await fc.assert(
      fc.asyncProperty(
        page,
        fc.constantFrom(...TERMS),
        fc.boolean(),
        fc.constantFrom(...CHARSETS),
        fc.constantFrom('text/html', 'text/plain', 'application/xml', ''),
        async (text, looked, matchCase, charset, type) => {
          const bytes = Buffer.from(text, charset === 'UTF-16LE' ? 'utf16le' : 'utf8');
          const asked = term({ text: looked, matchCase });
          const glance = Glance.for(asked);
          if (!glance?.rulesOut(new PageText(bytes, charset), mediaType(type))) return;
          ruledOut++;
          const exact = new Search(asked, engineOptions({}, 'test'));
          const deadline = new Deadline(10_000);
          try {
            const found = await exact.page(new Decoded(bytes, charset), mediaType(type), deadline);
            assert.deepEqual([found.count, found.note], [0, undefined]);
          } finally {
            deadline.end();
            await exact.end();
          }
        },
      ),
      { numRuns: 1500 },
    );
    assert.ok(ruledOut > 50, `only ${ruledOut} pages were ruled out`);
  });

  it('is not taken where bytes cannot tell', () => {
    for (const text of ['ask', 'task', 'K', 'ß', 'a;b', '`'])
      assert.equal(Glance.for(term({ text })), undefined, text);
    assert.equal(Glance.for(term({ text: 'a+', regularExpression: true })), undefined);
    assert.ok(Glance.for(term({ text: 'ask', matchCase: true })));
    assert.ok(Glance.for(term({ text: 'python' })));
  });
});
