/** The links of HTML, as browsers read it. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { runAtOnce } from '../../../../../src/engine/async/timeSlices.ts';
import { readHtml } from '../../../../../src/engine/links/markup/html.ts';
import { STEP } from '../../../../../src/engine/markup/steppedWalk.ts';
import { oddMarkup, tag } from '../../../support/markup.ts';
import { runs } from '../../../support/properties.ts';
import { type Row, rowsOf, valuesOf } from '../markupLinks.ts';

const rows = (text: string) => rowsOf(readHtml, text);
const values = (text: string) => valuesOf(readHtml, text);

describe('an attribute is a link', () => {
  const found: [html: string, ...Row[]][] = [
    ['<a href="/x">', ['/x', '/x', 'link']],
    ["<AREA HREF = '/x'>", ['/x', '/x', 'link']],
    ['<a href=/x/>', ['/x/', '/x/', 'link']],
    ['<a href="\t/x ">', ['/x', '/x', 'link']],
    ['<a href="&#32;/x">', ['&#32;/x', '/x', 'link']],
    ['<a href="&amp;&#x26;">', ['&amp;&#x26;', '&&', 'link']],
    ['<a href="?a&copy=1&copy;">', ['?a&copy=1&copy;', '?a&copy=1©', 'link']],
    ['<link href=a rel="x  ICON">', ['a', 'a', 'image']],
    ['<link href=a rel=stylesheet>', ['a', 'a', 'link']],
    ['<link href=a>', ['a', 'a', 'link']],
    ['<img src=a title=b>', ['a', 'a', 'image', 'b']],
    ['<img src=a title=b alt=" ">', ['a', 'a', 'image', 'b']],
    ['<input src=a>', ['a', 'a', 'image']],
    ['<picture><source src=a></picture><source src=b>', ['a', 'a', 'image'], ['b', 'b', 'link']],
    ['<video src=a poster=b></video>', ['a', 'a', 'link'], ['b', 'b', 'image']],
    ['<object data=a></object>', ['a', 'a', 'link']],
    ['<svg><use xlink:href="#a"/></svg>', ['#a', '#a', 'link']],
    ['<svg><image href=a></svg>', ['a', 'a', 'image']],
    ['<svg><script>https://e/</script></svg>'],
    ['<a href="x" href="y">', ['x', 'x', 'link']],
  ];
  for (const [html, ...expected] of found) it(html, () => assert.deepEqual(rows(html), expected));

  const none = [
    '<form action=a><button formaction=b></form>',
    '<link rel=preconnect href=a><link rel="DNS-Prefetch x" href=b>',
    '<p href=a src=b data=c><div xlink:href=d>',
    '<base href=a>',
    '<a href><a href=""><a href=" ">',
    '<a href="https://example.org/',
    '<a href=https://example.org/',
    '<!--<a href=a>https://example.org/-->',
    '<!-- https://example.org/',
    '<script><a href=a></script><script>https://example.org/',
    '<style>https://example.org/</style><style>https://example.org/',
    '<template><a href=a><template></template>https://example.org/</template>',
    '<iframe>https://example.org/ <a href=a></iframe>',
    '<!doctype html SYSTEM "https://example.org/">',
    '<?xml href="https://example.org/"?>',
    '<p title="https://example.org/">',
  ];
  for (const html of none) it(`but not in ${html}`, () => assert.deepEqual(rows(html), []));
});

describe('a text', () => {
  it('has the URLs that the editor underlines, decoded', () => {
    const url = 'https://example.org/?a=1&b=&';
    assert.deepEqual(rows('x https://example.org/?a=1&amp;b=&#38; y'), [
      ['https://example.org/?a=1&amp;b=&#38;', url, 'link'],
    ]);
    assert.deepEqual(rows('&quot;https://example.org/&quot;'), [
      ['https://example.org/', 'https://example.org/', 'link'],
    ]);
    assert.deepEqual(rows('&#104;ttp://e.org/&NotEqualTilde;x'), [
      ['&#104;ttp://e.org/&NotEqualTilde;x', 'http://e.org/\u2242\u0338x', 'link'],
    ]);
  });

  it('has no URL that goes across markup', () => {
    assert.deepEqual(values('https://e.org/a</>b https://e.org/c<!---->d https://e.org/e<b>f'), [
      ...['https://e.org/a', 'https://e.org/c', 'https://e.org/e'],
    ]);
  });

  it('of a link is its label, and not searched', () => {
    assert.deepEqual(rows('<a href=a> https://e.org/\n <i>b</i></a> https://f.org/'), [
      ['a', 'a', 'link', 'https://e.org/ b'],
      ['https://f.org/', 'https://f.org/', 'link'],
    ]);
  });

  it('is searched again where the end of a link is missing', () => {
    assert.deepEqual(values(`<a href=a>b<p>${'x '.repeat(500)}https://e.org/`), ['a', 'https://e.org/']);
  });

  it('is the label before the alternative text, and this before the title', () => {
    const label = (html: string) => rows(html)[0]?.[3];
    assert.equal(label('<a href=a title=t>b<img alt=c></a>'), 'b');
    assert.equal(label('<a href=a title=t> <img alt=c></a>'), 'c');
    assert.equal(label('<a href=a title=t> <img> </a>'), 't');
    assert.equal(label('<a href=a>b<a href=c>d</a>'), 'b');
    assert.equal(label(`<a href=a>${'b'.repeat(101)}</a>`), `${'b'.repeat(99)}…`);
  });
});

describe('a URL with a line break', () => {
  const read = (html: string) => runAtOnce(readHtml(html));
  it('is counted', () => {
    assert.deepEqual(read('<a href="a\nb"><a href="c\rd"><a href="&#10;e&#10;f">'), {
      links: [],
      problem: '3 URLs with a line break in them were not read',
    });
    assert.equal(read('<a href="\na\n">').problem, undefined);
  });

  it('is not counted if it holds its content', () =>
    assert.deepEqual(read('<img src="data:,\na"><a href="javascript:a\nb">'), { links: [] }));
});

describe('the base', () => {
  it('is the first that is named', () =>
    assert.equal(runAtOnce(readHtml('<base target=x><base href=" a&amp;b "><base href=c>')).base, 'a&b'));
  it('is not that of a template', () =>
    assert.equal(runAtOnce(readHtml('<template><base href=a></template>')).base, undefined));
});

it('a link is read the same wherever a step ends', () => {
  const html = '<a href="/a&amp;b">c</a> https://e.org/?d&amp;e <img srcset="f 1x, g 2x">';
  const expected = rows(html);
  assert.equal(expected.length, 4);
  for (let before = 0; before < html.length + 2; before++) {
    const start = STEP - before;
    assert.deepEqual(rows(`${' '.repeat(start)}${html}`), expected, `${before}`);
  }
});

/** The values of attributes that parse5 finds. */
function parsed(html: string): string[] {
  const found: string[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('attrs' in node && ['img', 'script', 'iframe'].includes(node.tagName)) {
      for (const { name, value } of node.attrs) if (name === 'src' && value.trim()) found.push(value.trim());
    }
    if ('childNodes' in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(html, { scriptingEnabled: false }));
  return found;
}

/** Tags that change where a browser looks for elements. */
const OTHERWISE = /<\/?(?:math|svg|title|template)/i;

/** An end tag with attributes, in which the tokenizer does not look for quotes. */
const END_WITH_ATTRIBUTES = /<\/[^>]*["'=]/;

describe('an attribute of random HTML', () => {
  const value = fc
    .array(
      fc.constantFrom(
        ...[
          'a',
          '/',
          '?',
          '=',
          '1',
          ';',
          '#',
          'é',
          '&',
          '&amp;',
          '&amp',
          '&copy',
          '&not',
          '&notit;',
          '&#38;',
        ],
        ...[
          '&#x26',
          '&#0;',
          '&#128;',
          '&#xd800;',
          '&#99999999;',
          '&nosuch;',
          '&lt',
          'https://e.org/',
          '<',
          '`',
        ],
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map(parts => parts.join(''));
  const quoted = fc
    .tuple(value, fc.constantFrom('"', "'", '"', ''))
    .map(([text, quote]) => `<img alt=x src=${quote}${text}${quote} >`);

  it('has the value that a browser gives it', () => {
    fc.assert(
      fc.property(fc.array(quoted, { maxLength: 4 }), images => {
        const html = `<!doctype html><body>${images.join('x')}`;
        const found = runAtOnce(readHtml(html)).links.filter(({ role }) => role === 'image');
        assert.deepEqual(
          found.map(link => link.value),
          parsed(html),
        );
      }),
      runs(1000),
    );
  });

  it('is found where a browser finds it', () => {
    const image = fc.nat({ max: 99 }).map(number => `<img src=X${number}X>`);
    fc.assert(
      fc.property(fc.array(fc.oneof(image, image, tag, oddMarkup), { maxLength: 12 }), parts => {
        const html = `<!doctype html><body>${parts.filter(part => !OTHERWISE.test(part)).join('')}`;
        fc.pre(!END_WITH_ATTRIBUTES.test(html));
        const found = runAtOnce(readHtml(html)).links.filter(({ value: name }) => /^X\d+X$/.test(name));
        assert.deepEqual(
          found.map(link => link.value),
          parsed(html).filter(name => /^X\d+X$/.test(name)),
        );
      }),
      runs(1000),
    );
  });
});
