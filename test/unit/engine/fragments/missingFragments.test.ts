/** Which fragments lead nowhere in a page. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { runAtOnce } from '../../../../src/engine/async/timeSlices.ts';
import { missingFragments } from '../../../../src/engine/fragments/missingFragments.ts';
import { asCompared, holdsText, textDirectives } from '../../../../src/engine/fragments/textFragments.ts';
import { runs } from '../../support/properties.ts';
import { assertInProportion, repeated } from '../../support/work.ts';

function missing(page: string, ...fragments: string[]): readonly string[] {
  return runAtOnce(missingFragments(page, fragments));
}

describe('a section', () => {
  const rows: [page: string, fragment: string][] = [
    ['<h2 id="a">A</h2>', 'a'],
    ['<h2 id=a>A</h2>', 'a'],
    ["<h2 class='x' ID='a'>A</h2>", 'a'],
    ['<a name="a"></a>', 'a'],
    ['<A NAME=a>', 'a'],
    ['<img id="a"/>', 'a'],
    ['<svg><path id="a"/></svg>', 'a'],
    ['<h2 id="größe">', 'gr%C3%B6%C3%9Fe'],
    ['<h2 id="größe">', 'größe'],
    ['<h2 id="gr&ouml;&szlig;e">', 'größe'],
    ['<h2 id="a%20b">', 'a%20b'],
    ['<h2 id="a b">', 'a%20b'],
    ['<h2 id="a&amp;b">', 'a&b'],
    ['<h2 id="100%">', '100%'],
    ['<h2 id="user-content-usage">', 'usage'],
    [`<script>if (a<b) "</p>"</script><p>${'Some text. '.repeat(9)}<h2 id="a">`, 'a'],
  ];
  for (const [page, fragment] of rows) {
    it(`is in ${page}: ${fragment}`, () => assert.deepEqual(missing(page, fragment, 'z'), ['z']));
  }

  const others: string[] = [
    '<h2>a</h2>',
    '<h2 id="A">A</h2>',
    '<h2 id="ab">A</h2>',
    '<h2 id=" a">A</h2>',
    '<h2 id="b" id="a">A</h2>',
    '<h2 data-id="a">A</h2>',
    '<input name="a">',
    '<!-- <h2 id="a"> -->',
    '<script>"<h2 id=a>"</script><p>A long text that says why the page is no page that is built by a script.',
    '<p title="<h2 id=a>">',
    '',
  ];
  for (const page of others) it(`is not in ${page}`, () => assert.deepEqual(missing(page, 'a'), ['a']));

  it('is looked for with the others, in their order', () => {
    const page = '<h2 id="b"></h2><h2 id="d"></h2>';
    assert.deepEqual(missing(page, 'a', 'b', 'c', 'd', 'e'), ['a', 'c', 'e']);
    assert.deepEqual(missing(page), []);
  });

  it('is never missing in a page that scripts build', () => {
    assert.deepEqual(missing('<div id="root"></div><script src="app.js"></script>', 'a'), []);
  });
});

describe('the text of a fragment', () => {
  const PAGE =
    '<title>T</title><h1>On Snakes</h1><p>The  quick&nbsp;<b>br</b>own\nfox, and a&shy; heron.<p>Fox.';
  const found = [
    'text=quick%20brown',
    'text=QUICK',
    'text=brown%20fox%2C%20and',
    'text=the,heron',
    'text=snakes,fox.',
    'text=quick-,brown,-fox',
    'text=quick-,brown',
    'text=brown,-fox',
    'text=and-,a,fox,-.',
    'text=on%20snakes%20the',
    'text=a%20heron',
    'text=quick&text=heron',
    'text=',
    'text=a,b,c',
    'selector(type=CssSelector,value=a)',
    '',
  ];
  for (const each of found) {
    it(`is in the page: ${each}`, () => assert.deepEqual(missing(PAGE, `:~:${each}`), []));
  }

  const others = [
    'text=slow',
    'text=heron,quick',
    'text=slow-,brown',
    'text=brown,-heron',
    'text=the,heron,-fish',
    'text=quick&text=slow',
    'text=<b>',
  ];
  for (const each of others) {
    it(`is not in the page: ${each}`, () => assert.deepEqual(missing(PAGE, `:~:${each}`), [`:~:${each}`]));
  }

  it('is looked for beside a section', () => {
    const page = '<h2 id="a">Text</h2>';
    const fragments = ['a:~:text=text', 'b:~:text=text', 'a:~:text=other', 'top:~:text=text'];
    assert.deepEqual(missing(page, ...fragments), ['b:~:text=text', 'a:~:text=other']);
  });

  it('is taken as found where it would have to be looked for a thousand times', () => {
    assert.deepEqual(missing(`<p>${'a '.repeat(2_000)}`, ':~:text=b-,a'), []);
    assert.deepEqual(missing(`<p>${'a '.repeat(500)}`, ':~:text=b-,a'), [':~:text=b-,a']);
  });
});

describe('the work for fragments', () => {
  const PIECES =
    '<a id=x>|<a id="|<a |id=x |&|&amp;|<!--|<script>|<svg>|]]>|<![CDATA[|"|\'|a |\u0300|<p>|>|%'.split('|');

  it('is in proportion to the page, whatever it is', () => {
    fc.assert(
      fc.property(repeated(PIECES), page => {
        assertInProportion(page, text => missing(text, 'b', 'x%20y'), 40, 200);
      }),
      runs(60),
    );
  });

  it('is in proportion to the text of the page, whatever is looked for in it', () => {
    const directives = textDirectives('text=b-,a&text=a,b,-c&text=a-,a a,b,-a');
    fc.assert(
      fc.property(repeated(['a', 'a ', 'b', ' ', 'a\u0300', '\u00ad', 'aA']), text => {
        const find = (each: string) => directives.map(directive => holdsText(asCompared(each), directive));
        assertInProportion(text, find, 60, 1_000);
      }),
      runs(60),
    );
  });

  it('finds the id of an element in any page before it', () => {
    const before = fc.array(
      fc.constantFrom(...'<p>text</p>|<b title="<i>">|&amp;|<br/>|x < y |<a name=y>'.split('|')),
    );
    fc.assert(
      fc.property(before, parts => {
        assert.deepEqual(missing(`${parts.join('')}<h2 id="the-end">`, 'the-end', 'the'), ['the']);
      }),
      runs(),
    );
  });
});
