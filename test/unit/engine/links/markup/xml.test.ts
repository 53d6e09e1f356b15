/** The links of XML. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runAtOnce } from '../../../../../src/engine/async/timeSlices.ts';
import { readXml } from '../../../../../src/engine/links/markup/xml.ts';
import { STEP } from '../../../../../src/engine/markup/steppedWalk.ts';
import { type Row, rowsOf } from '../markupLinks.ts';

const rows = (text: string) => rowsOf(readXml, text);

describe('XML has these links:', () => {
  const found: [xml: string, ...Row[]][] = [
    ['<a><b>https://e.org/</b></a>', ['https://e.org/', 'https://e.org/', 'link', 'b']],
    ['<a> HTTP://e.org/?a&amp;b </a>', ['HTTP://e.org/?a&amp;b', 'HTTP://e.org/?a&b', 'link', 'a']],
    ['<a><![CDATA[https://e.org/?a&b]]></a>', ['https://e.org/?a&b', 'https://e.org/?a&b', 'link', 'a']],
    ['<a>\n<![CDATA[ https://e.org/ ]]>\n</a>', ['https://e.org/', 'https://e.org/', 'link', 'a']],
    [
      '<a href=\'b\' src="c" url="d"/>',
      ['b', 'b', 'link', 'a'],
      ['c', 'c', 'link', 'a'],
      ['d', 'd', 'link', 'a'],
    ],
    ['<a x:href="b" xlink:href="c"/>', ['c', 'c', 'link', 'a']],
    ['<a href="&#104;&lt;&copy;"/>', ['&#104;&lt;&copy;', 'h<&copy;', 'link', 'a']],
    ['<a title="T" href="b"/>', ['b', 'b', 'link', 'T']],
    ['<thumbnail href="b"/>', ['b', 'b', 'image', 'thumbnail']],
    ['<a type="image/png" href="b"/>', ['b', 'b', 'image', 'a']],
    ['<link rel="shortcut icon" href="b"/>', ['b', 'b', 'image', 'link']],
    ['<image><url>https://e.org/</url></image>', ['https://e.org/', 'https://e.org/', 'image', 'url']],
    ['<image><link>https://e.org/</link></image>', ['https://e.org/', 'https://e.org/', 'link', 'link']],
    [
      '<item><link>https://e.org/</link><title>A  b</title></item>',
      ['https://e.org/', 'https://e.org/', 'link', 'A b'],
    ],
    [
      '<item><link>https://e.org/</link></item><title>T</title>',
      ['https://e.org/', 'https://e.org/', 'link', 'link'],
    ],
    ['<item><x><title>T</title></x><link href="a"/></item>', ['a', 'a', 'link', 'link']],
    ['<item><title>T</title><link href="a"/>', ['a', 'a', 'link', 'T']],
  ];
  for (const [xml, ...expected] of found) it(xml, () => assert.deepEqual(rows(xml), expected));

  const none = [
    '<a xmlns="https://e.org/" xmlns:href="https://e.org/" xsi:schemaLocation="https://e.org/ https://e.org/x"/>',
    '<!DOCTYPE a SYSTEM "https://e.org/"><a/>',
    '<!DOCTYPE a [<!ENTITY b "https://e.org/">]><a/>',
    '<!-- <a href="b">https://e.org/</a> -->',
    '<!-- <a>https://e.org/</a>',
    '<a>https://e.org/ b</a>',
    '<a>see https://e.org/</a>',
    '<a>https://e.org/<b/></a>',
    '<a><b/>https://e.org/</a>',
    '<a>https://e.org/<!-- b -->c</a>',
    '<a>https://e.org/<?b?></a>',
    '<a>https://<![CDATA[e.org/]]></a>',
    '<a>ftp://e.org/</a>',
    '<a>https://e.org/</b>',
    '<a>https://e.org/',
    '<a href="">https://</a>',
    '<a b="https://e.org/"/>',
    '<?b href="https://e.org/"?>',
    '<!DOCTYPE https://e.org/',
  ];
  for (const xml of none) it(`none: ${xml}`, () => assert.deepEqual(rows(xml), []));
});

it('the base is that of the outermost element', () => {
  assert.equal(
    runAtOnce(readXml('<a xml:base=" https://e.org/ "><b xml:base="c"/></a>')).base,
    'https://e.org/',
  );
  assert.equal(runAtOnce(readXml('<a><b xml:base="c"/></a>')).base, undefined);
});

it('a URL with a line break is counted', () => {
  assert.deepEqual(runAtOnce(readXml('<a href="b\nc"/>')), {
    links: [],
    problem: '1 URL with a line break in it was not read',
  });
});

it('a link is read the same wherever a step ends', () => {
  const xml = '<a href="/a&amp;b"/><b>https://e.org/?d&amp;e</b><c><![CDATA[https://f.org/]]></c>';
  const expected = rows(xml);
  assert.equal(expected.length, 3);
  for (let before = 0; before < xml.length + 2; before++)
    assert.deepEqual(rows(`${' '.repeat(STEP - before)}${xml}`), expected, `${before}`);
});
