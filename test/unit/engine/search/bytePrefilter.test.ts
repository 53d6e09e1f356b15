/** The prefilter never contradicts a search of the page's text. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Deadline } from '../../../../src/engine/async/deadline.ts';
import { mediaType } from '../../../../src/engine/content/mediaType.ts';
import { PageText } from '../../../../src/engine/content/pageText.ts';
import { engineOptions } from '../../../../src/engine/model/options.ts';
import type { Term } from '../../../../src/engine/model/term.ts';
import { BytePrefilter } from '../../../../src/engine/search/bytePrefilter.ts';
import { Search, type SearchResult } from '../../../../src/engine/search/search.ts';
import { oddMarkup, tag } from '../../support/markup.ts';
import { runs } from '../../support/properties.ts';
import { term } from '../../support/term.ts';

const CHARSETS = ['UTF-8', 'windows-1252', 'Shift_JIS', 'EUC-KR', 'gb18030', 'UTF-16LE', 'ISO-2022-JP'];

const TERMS = ['python', 'pyt', 'ask', 'a;b', 'C++', '`x`', 'K', 'ß', 'a b', 'is'];

const piece = fc.oneof(
  { weight: 4, arbitrary: tag },
  { weight: 3, arbitrary: oddMarkup },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...'<p>,</p>,<b,>,&amp;,\n, ,text '.split(','),
      '<meta http-equiv=refresh content=0>',
      '<meta http-equiv="Refresh" content="0;url=/next">',
      '<script>',
      '</script>',
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
  .tuple(
    fc.array(piece, { maxLength: 30 }),
    fc.constantFrom(' ', 'x', '<p>some text to read</p>', '日本', '\u3000'),
  )
  .map(([pieces, filling]) => pieces.join('') + filling.repeat(Math.ceil(2100 / filling.length)));

/** A page without bytes, so that the prefilter cannot rule it out. */
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

async function searched(bytes: Buffer, charset: string, type: string, asked: Term): Promise<SearchResult> {
  const exact = new Search(asked, engineOptions({}, 'test'));
  const deadline = new Deadline(10_000);
  try {
    return await exact.page(new Decoded(bytes, charset), mediaType(type), deadline);
  } finally {
    deadline.end();
    await exact.end();
  }
}

describe('a look at the bytes', () => {
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
          const prefilter = BytePrefilter.for(asked);
          if (!prefilter?.rulesOut(new PageText(bytes, charset), mediaType(type))) return;
          ruledOut++;
          const { count, note } = await searched(bytes, charset, type, asked);
          assert.deepEqual([count, note], [0, undefined]);
        },
      ),
      runs(1500),
    );
    assert.ok(ruledOut > 50, `only ${ruledOut} pages were ruled out`);
  });

  /** Each comes after the length at which pages are no longer short. */
  const wanting = {
    'a refresh behind 4096 bytes, within 4096 characters': [
      `<title>${'日本語'.repeat(600)}</title><meta http-equiv=refresh content="0;url=/next">`,
      'UTF-8',
    ],
    'a refresh behind 1000 bytes of an attribute, within 1000 characters': [
      `<meta name="${'日本語'.repeat(200)}" http-equiv=refresh content="0;url=/next">${'text '.repeat(500)}`,
      'UTF-8',
    ],
    'nothing but white space whose second byte is a character of ASCII': [
      Buffer.from('8140'.repeat(2_000), 'hex'),
      'Shift_JIS',
    ],
    'scripts, and white space of that kind': [
      Buffer.concat([Buffer.from('<script>x</script><p>'), Buffer.from('8140'.repeat(2_000), 'hex')]),
      'Shift_JIS',
    ],
    'a script whose name ends with white space that is not of ASCII': [
      `<script\u3000></script><p>${' '.repeat(3_000)}`,
      'UTF-8',
    ],
  } as const;
  for (const [what, [page, charset]] of Object.entries(wanting)) {
    it(`leaves a page to the search that has ${what}`, async () => {
      const bytes = Buffer.from(page);
      const { note } = await searched(bytes, charset, 'text/html', term());
      assert.notEqual(note, undefined);
      const prefilter = BytePrefilter.for(term());
      assert.equal(prefilter?.rulesOut(new PageText(bytes, charset), mediaType('text/html')), false);
    });
  }

  it('is not taken where bytes cannot tell', () => {
    for (const text of ['ask', 'task', 'K', 'ß', 'a;b', '`'])
      assert.equal(BytePrefilter.for(term({ text })), undefined, text);
    assert.equal(BytePrefilter.for(term({ text: 'a+', regularExpression: true })), undefined);
    assert.ok(BytePrefilter.for(term({ text: 'ask', matchCase: true })));
    assert.ok(BytePrefilter.for(term({ text: 'python' })));
  });
});
