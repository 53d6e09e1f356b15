/** Where on a page something stands, and how the page reads. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isBuiltByScripts } from '../../../../src/engine/content/builtByScripts.ts';
import { placesOf } from '../../../../src/engine/content/pagePlaces.ts';
import { readableText } from '../../../../src/engine/content/readableText.ts';
import { countText } from '../../../../src/engine/model/places.ts';

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

describe('a page reads', () => {
  const rows: [page: string, text: string, markup?: 'xml'][] = [
    ['plain', 'plain'],
    ['caf&eacute; &#x63;af&#233; &#99;af&eacute', 'café café café'],
    [
      '&amp;amp; &lt;p&gt; &AMP; &notit; &nosuch; & &#; &#0; &#x80;',
      '&amp; <p> & ¬it; &nosuch; & &#; \ufffd €',
    ],
    ['&NotEqualTilde;', '\u2242\u0338'],
    ['foo<b>bar</b>', 'foobar'],
    ['foo<!-- x -->bar', 'foobar'],
    ['foo<br>bar<p>one<p>two</p><td>three', 'foo\nbar\none\ntwo\nthree'],
    ['<title>A &amp; B</title>x<script>y</script><style>z</style>', 'A & B\nx'],
    ['<a href="&eacute;">x</a>', 'x'],
    ['<textarea>&eacute;</textarea>', 'é'],
    ['a<![CDATA[ &amp; ]]>&amp;b&eacute;', 'a &amp; &b&eacute;', 'xml'],
  ];
  for (const [page, text, markup = 'html'] of rows) {
    it(`${JSON.stringify(text)} for ${page} (${markup})`, () => {
      assert.equal(readableText(page, markup).map.text.trim(), text);
    });
  }

  it('as it is where a character reference stands, from its ampersand to its end', () => {
    const page = '<p>&#x63;af&eacute;s';
    const { map } = readableText(page, 'html');
    const at = map.text.indexOf('café');
    assert.equal(page.slice(map.start(at), map.end(at + 4)), '&#x63;af&eacute;');
    const rest = map.text.indexOf('s');
    assert.deepEqual([map.start(rest), map.end(rest + 1)], [page.length - 1, page.length]);
  });

  it('in time, however it is made', () => {
    for (const part of [
      '<',
      '&',
      '<a ',
      '<!--',
      '<p>',
      '&amp',
      '<title>',
      '</',
      '<svg>',
      '<template>',
      '"',
    ]) {
      const page = part.repeat(200_000);
      const { map, places } = readableText(page, 'html');
      assert.ok(map.length <= page.length + 1);
      assert.ok(places);
    }
  });
});

describe('a page', () => {
  const shells = [
    '<!doctype html><title>App</title><div id=root></div><script src=app.js></script>',
    '<body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div><script>1</script>',
    '<body><app-root></app-root><script src="main.js" type="module"></script></body>',
    `<style>${'x{} '.repeat(1_000)}</style><div id=app>Loading…</div><script>${'var x; '.repeat(1_000)}</script>`,
    `<p>${'word '.repeat(20)}</p><div id="__next">\n</div><script src=a></script>`,
  ];
  for (const page of shells) {
    it(`is built by its scripts: ${page.slice(0, 60)}…`, () => assert.ok(isBuiltByScripts(page)));
  }

  const others = [
    '',
    '<p>Hello</p>',
    '<div id=root></div>',
    `<script src=a></script><p>${'word '.repeat(100)}</p><div id=root></div>`,
    `<p>${'word '.repeat(20)}</p><script src=a></script>`,
  ];
  for (const page of others) {
    it(`is not built by scripts: ${page.slice(0, 60)}`, () => assert.ok(!isBuiltByScripts(page)));
  }
});

describe('a count', () => {
  const rows: [title: number, text: number, markup: number, words: string][] = [
    [1, 9, 2, '12 × (1 title, 9 text, 2 markup)'],
    [0, 3, 0, '3 ×'],
    [2, 0, 0, '2 ×'],
    [0, 0, 4, '4 × (4 markup)'],
    [1, 1, 0, '2 × (1 title, 1 text)'],
    [0, 0, 0, '0 ×'],
  ];
  for (const [title, text, markup, words] of rows) {
    it(`reads ${words}`, () =>
      assert.equal(countText(title + text + markup, { title, text, markup }), words));
  }
});
