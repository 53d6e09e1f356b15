/** The places of a page: title, text and markup. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { placesOf } from '../../../../src/engine/content/pagePlaces.ts';

/** The place of each X of a page, by its first letter. */
function placesOfX(page: string, markup: 'html' | 'xml' | 'none' = 'html'): string {
  const places = placesOf(page, markup);
  return [...page.matchAll(/X/g)].map(({ index }) => places.at(index)[0]).join('');
}

describe('the place', () => {
  const rows: [page: string, places: string, markup?: 'xml' | 'none'][] = [
    ['X', 't'],
    ['<p>X</p>X', 'tt'],
    ['<title>X</title><body>X', 'tt'],
    ['<p class="X" X=X title=X>X', 'mmmmt'],
    ['<XX>X</XX>', 'mmtmm'],
    ['<!-- X --><!doctype X><?X?><!X>X', 'mmmmt'],
    ['<!-- X --!>X<!-->X<!--->X', 'mttt'],
    ['<script>X</script>X<style>X</style>X', 'mtmt'],
    ['<script>"<p>X</p>" < X</script >X', 'mmt'],
    ['<SCRIPT>X</script>X', 'mt'],
    ['<script>X', 'm'],
    ['<template>X<template>X</template>X</template>X', 'mmmt'],
    ['<noscript>X<p>X</p></noscript>X', 'mmt'],
    ['<iframe>X</iframe><noframes>X</noframes>X', 'mmt'],
    ['<textarea><b>X</b></textarea>X', 'tt'],
    ['<button>X</button><option>X<label>X', 'ttt'],
    ['<p title="a > X">X', 'mt'],
    ["<a href='X'>X</a>", 'mt'],
    ['a < b X > c X', 'tt'],
    ['X <', 't'],
    ['X <p', 't'],
    ['X <p a="X', 'tm'],
    ['&X; &amp;X', 'tt'],
    ['<svg><title>X</title><text>X</text></svg>', 'tt'],
    ['<ul><li>X<li>X</ul>', 'tt'],
    ['{"X": "<p>X</p>"}', 'tt', 'none'],
    ['<a b="X">X<![CDATA[X <b>X</b>]]><!-- X --><c X=""/>X</a>', 'mtttmmt', 'xml'],
    ['<svg><script>X</script><style/>X</svg>', 'mt', 'xml'],
    ['<?xml version="X"?><a>X</a>', 'mt', 'xml'],
  ];
  for (const [page, places, markup = 'html'] of rows) {
    it(`of each X in ${page} (${markup}) is ${places}`, () => assert.equal(placesOfX(page, markup), places));
  }

  it('of a title is the title', () => {
    const places = placesOf('<head><title>X &amp; Y</title></head>', 'html');
    assert.deepEqual(
      [0, 13, 16, 20, 21, 22].map(offset => places.at(offset)),
      ['markup', 'title', 'title', 'title', 'title', 'markup'],
    );
  });
});
