/** The count from bytes is never higher than the count from the walk of the page. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Walk } from '../../../../src/engine/content/htmlWalk.ts';
import { showsText } from '../../../../src/engine/markup/visibleBytes.ts';
import { oddMarkup, tag } from '../../support/markup.ts';
import { runs } from '../../support/properties.ts';

/** Number of visible characters that the walk finds, without white space. */
function walked(page: string): number {
  let length = 0;
  const count = (start: number, end: number, place: string) => {
    if (place === 'text') length += page.slice(start, end).replace(/\s+/g, '').length;
  };
  new Walk(page, 'html', { onText: count }).run();
  return length;
}

/** Number of visible characters counted from the bytes. */
function sure(page: string): number {
  const bytes = Buffer.from(page).toString('latin1');
  let length = 0;
  while (showsText(bytes, length + 1, true)) length++;
  return length;
}

const MANY = 'x'.repeat(200);

describe('the quick look', () => {
  const hidden = [
    // An earlier version misread these.
    `<svg><script></svg>${MANY}`,
    `<svg><style></svg>${MANY}<p>`,
    `<a title="<p>${MANY}</p>">`,
    `<a title='<p>${MANY}</p>'>`,
    `<!--x--!><script>-->${MANY}<p>`,
    `<!--><script>-->${MANY}<p>`,
    `<!---><script>-->${MANY}<p>`,
    `<!-- <script> --><noscript>${MANY}</noscript>`,
    // These were always read correctly.
    `<script/>${MANY}<p>`,
    `<SCRIPT>${MANY}<p></script>`,
    `<script></scripty>${MANY}<p>`,
    `<script></script\0>${MANY}<p>`,
    `<script></script`,
    `<title>${MANY}<p></title>`,
    `<template><template></template>${MANY}</template>`,
    `<noscript><template></noscript>`,
    `<noscript><noscript></noscript><template>${MANY}</template>`,
    `<noscript title="</noscript><template>">${MANY}</template>`,
    `<noscript>${MANY}`,
    `<script><!--<script></script>${MANY}--></script>`,
    `<script><!--<SCRIPT ></script>${MANY}--></script>`,
    `<svg><style><!--</style>${MANY}-->`,
    `<svg><math></svg><noscript><template></noscript>${MANY}</template>`,
    `<svg></math><style><template></style>${MANY}</template>`,
    `<math><script><!--</script>${MANY}`,
    `<svg><noscript><!--</noscript>${MANY}-->`,
    `<template><noscript></template><noscript>${MANY}</noscript>`,
    `<iframe><p>${MANY}</p></iframe>`,
    `<p title=">${MANY}">`,
    `<p ="${MANY}">`,
    `<!${MANY}>`,
    `<?${MANY}>`,
    `</ ${MANY}>`,
    `<!doctype ${MANY}`,
    `<p ${MANY}`,
    `<script>\x1c/script>${MANY}</script>`,
    `<script><\x0fscript><!--</script>${MANY}`,
  ];
  for (const page of hidden) {
    const shown = JSON.stringify(page).replace(MANY, '…');
    it(`counts no more than is read: ${shown}`, () => {
      const count = sure(page);
      assert.ok(count <= walked(page), `${count} of ${walked(page)}`);
    });
  }

  const visible = [
    MANY,
    `<p>${MANY}`,
    `<svg><script></script></svg>${MANY}`,
    `<svg><text>${MANY}</text></svg>`,
    `<script>if (a<b) "</scripty>"</script >${MANY}`,
    `<!-- <p> -- > --!>${MANY}`,
    `<!-->${MANY}-->`,
    `<p a='>' b=">" c=/>${MANY}`,
    `<p ="x>${MANY}`,
    `<template><template></template></template>${MANY}`,
    `</template></svg></math>${MANY}`,
    `<noscript>a<noscript>b</noscript><p>${MANY}`,
    `<noscript><img src="</noscript>${MANY}`,
    `<svg><style>a{}</style><title>b</title></svg><script>1<2</script>${MANY}`,
    `<svg></svg><style>a<b</style>${MANY}`,
    `<script><!-- if (a<b) //--></script>${MANY}`,
    `<script>"<script>"</script>${MANY}`,
    `<!>${MANY}`,
    `</>${MANY}`,
    `1 < 2 <<p>${MANY}`,
    `<p>${'é日'.repeat(100)}`,
    `<style>a > b</style><title>a <b> c</title><textarea><p></textarea>${MANY}`,
  ];
  for (const page of visible) {
    it(`sees text: ${JSON.stringify(page).replace(MANY, '…')}`, () => {
      assert.ok(showsText(Buffer.from(page).toString('latin1'), 200, true));
    });
  }

  it('counts only what it can be sure of in an encoding that is not UTF-8', () => {
    const shiftJis = Buffer.from('8140'.repeat(300), 'hex').toString('latin1');
    assert.ok(!showsText(`<p>${shiftJis}`, 1, false));
    assert.ok(showsText(`<p>${MANY}`, 200, false));
  });

  it('never counts more than is read, and hardly less, whatever the page is', () => {
    const piece = fc.oneof(
      { weight: 3, arbitrary: tag },
      { weight: 2, arbitrary: oddMarkup },
      {
        weight: 2,
        arbitrary: fc.constantFrom('a', 'bc', ' ', '\n', 'é', '日', '\u3000', '\u00a0', '\u{1f600}'),
      },
      { weight: 1, arbitrary: fc.string({ maxLength: 4 }) },
    );
    let all = 0;
    let counted = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        const page = pieces.join('');
        const read = walked(page);
        const count = sure(page);
        assert.ok(count <= read, `${count} of ${read}`);
        all += read;
        counted += count;
      }),
      runs(3000),
    );
    assert.ok(counted > all / 4, `${counted} of ${all}`);
  });
});
