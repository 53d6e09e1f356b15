/** The readable text of a page. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readableText } from '../../../../src/engine/content/readableText.ts';

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
