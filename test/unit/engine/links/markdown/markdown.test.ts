/** The links of Markdown, as GitHub reads it. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runAtOnce } from '../../../../../src/engine/async/timeSlices.ts';
import { readMarkdown } from '../../../../../src/engine/links/markdown/markdown.ts';
import { type Row, rowsOf, valuesOf } from '../markupLinks.ts';

const rows = (text: string) => rowsOf(readMarkdown, text);
const values = (text: string) => valuesOf(readMarkdown, text);

const UNREAD = 'Where brackets or marks are too many or too deep, only http: and https: URLs were found';

function play(found: readonly [markdown: string, ...Row[]][]): void {
  for (const [markdown, ...expected] of found)
    it(JSON.stringify(markdown), () => assert.deepEqual(rows(markdown), expected));
}

const plain = (url: string): Row => [url, url, 'link'];
const code = (url: string): Row => [url, url, 'code'];

describe('a destination is a link:', () => {
  play([
    ['[a](b)', ['b', 'b', 'link', 'a']],
    ['[a]( b "c" )', ['b', 'b', 'link', 'a']],
    ['[a](<b c>)', ['b c', 'b c', 'link', 'a']],
    ['[a](< b >)', ['b', 'b', 'link', 'a']],
    ['[a](<>)'],
    ['[a]()'],
    ['[](b)', ['b', 'b', 'link']],
    ['[a](b(c)d)', ['b(c)d', 'b(c)d', 'link', 'a']],
    ['[a](b\\)\\_\\c)', ['b\\)\\_\\c', 'b)_\\c', 'link', 'a']],
    [
      '[a](b&amp;c&#38;&#x26;&copy&nosuch;)',
      ['b&amp;c&#38;&#x26;&copy&nosuch;', 'b&c&&&copy&nosuch;', 'link', 'a'],
    ],
    ['[a](\\&amp;)', ['\\&amp;', '&amp;', 'link', 'a']],
    ['[a\nb](c)', ['c', 'c', 'link', 'a b']],
    ['[a](\nb\n)', ['b', 'b', 'link', 'a']],
    ['[*a* `b` ~~c~~ \\*d\\* &lt; <i>e</i>](f)', ['f', 'f', 'link', 'a b c *d* < e']],
    ['[![a](b)](c)', ['b', 'b', 'image', 'a'], ['c', 'c', 'link', 'a']],
    ['![a [b](c)](d)', ['c', 'c', 'link', 'b'], ['d', 'd', 'image', 'a b']],
    ['# [a](b) #', ['b', 'b', 'link', 'a']],
    ['[a](b)\n===', ['b', 'b', 'link', 'a']],
    ['> [a\n> b](c)', ['c', 'c', 'link', 'a b']],
    ['1. - > [a](b)', ['b', 'b', 'link', 'a']],
    [`[${'a'.repeat(2_000)}](b)`, ['b', 'b', 'link', `${'a'.repeat(99)}…`]],
    ['[https://e.org/](https://e.org/)', ['https://e.org/', 'https://e.org/', 'link', 'https://e.org/']],
    ['`[a](b)`'],
    ['    [a](b)'],
    ['\\[a](b)'],
    ['[a] (b)'],
  ]);
});

describe('a definition is one link:', () => {
  play([
    ['[a]: b', ['b', 'b', 'link', 'a']],
    ['[a]: <b c> "d"\n[a] [x][a] [a][]', ['b c', 'b c', 'link', 'a']],
    ['[a\\]]:\n  b\\_\n  (c)', ['b\\_', 'b_', 'link', 'a]']],
    ['![x][A  b]\n\n[a b]: c', ['c', 'c', 'image', 'a b']],
    ['![a][]\n\n[a]: c', ['c', 'c', 'image', 'a']],
    ['![a]\n\n[a]: c', ['c', 'c', 'image', 'a']],
    ['![a] [a]\n\n[a]: c', ['c', 'c', 'link', 'a']],
    ['[a]: https://e.org/ x', plain('https://e.org/')],
    ['[^a]: b'],
    ['[^a]: https://e.org/.', plain('https://e.org/')],
    ['[https://e.org/][a]\n\n[a]: b', ['b', 'b', 'link', 'a']],
  ]);
});

describe('a bare URL is a link:', () => {
  play([
    ['https://e.org/a, b', plain('https://e.org/a')],
    ['(https://e.org/(a)) [https://e.org/b]', plain('https://e.org/(a)'), plain('https://e.org/b')],
    ['<https://e.org/a\\_&amp;>', plain('https://e.org/a\\_&amp;')],
    ['<mailto:a@e.org> <a@e.org>', plain('mailto:a@e.org')],
    ['**https://e.org/** *https://e.org/* __https://e.org/__', ...Array(3).fill(plain('https://e.org/'))],
    ['~~see https://e.org/~~ _https://e.org/a_b_', plain('https://e.org/'), plain('https://e.org/a_b')],
    ['https://e.org/*a*/_b_/**c**', plain('https://e.org/*a*/_b_/**c**')],
    ['https://e.org/a\\_b\\_c', ['https://e.org/a\\_b\\_c', 'https://e.org/a_b_c', 'link']],
    ['https://e.org/?a&amp;b', ['https://e.org/?a&amp;b', 'https://e.org/?a&b', 'link']],
    ['a|b\n-|-\nhttps://e.org/|https://e.org/b', plain('https://e.org/'), plain('https://e.org/b')],
    ['[a](b "https://e.org/")', ['b', 'b', 'link', 'a']],
    ['[ ] https://e.org/', plain('https://e.org/')],
    ['ftp://e.org/ www.e.org e.org a@e.org'],
  ]);
});

describe('a URL in code has a role of its own:', () => {
  play([
    ['`https://e.org/?a_b&amp;c`', code('https://e.org/?a_b&amp;c')],
    ['`https://e.org/` https://e.org/', code('https://e.org/'), plain('https://e.org/')],
    ['```\nhttps://e.org/\n```\nhttps://e.org/', code('https://e.org/'), plain('https://e.org/')],
    ['~~~\nhttps://e.org/', code('https://e.org/')],
    ['    https://e.org/', code('https://e.org/')],
    ['> ```\n> https://e.org/\n\nhttps://e.org/', code('https://e.org/'), plain('https://e.org/')],
  ]);
});

describe('HTML is read as HTML:', () => {
  play([
    ['a <a href="b&amp;c">d</a> e', ['b&amp;c', 'b&c', 'link']],
    ['<img src=a alt=b>', ['a', 'a', 'image', 'b']],
    ['<div>\n[a](b)\n<a href=c>d</a>\n</div>\n\n[e](f)', ['c', 'c', 'link', 'd'], ['f', 'f', 'link', 'e']],
    ['> <div>\n> https://e.org/\n> <a href="a">\n> b</a>', plain('https://e.org/'), ['a', 'a', 'link', 'b']],
    ['a <!-- https://e.org/ <a href=b> --> c'],
    ['<!--\n[a](b)\n\nhttps://e.org/\n-->\n[c](d)', ['d', 'd', 'link', 'c']],
    ['<?a https://e.org/ ?>'],
    ['<script>\nhttps://e.org/\n\n<a href=b>\n</script>'],
    ['`<a href=b>`'],
  ]);

  it('but a URL with a line break is not', () => {
    const { links, problem } = runAtOnce(
      readMarkdown('a <a href="b\nc">\n\n<img src="a\nb"><img src="a\nb">'),
    );
    assert.deepEqual(links, []);
    assert.equal(problem, '3 URLs with a line break in them were not read');
  });
});

describe('the settings at the beginning are text:', () => {
  play([
    ['---\na: https://e.org/ # [b](c)\n---\n[d](e)', plain('https://e.org/'), ['e', 'e', 'link', 'd']],
    ['\ufeff---  \n\n"a b": [c](d)\n...\n[d](e)', ['d', 'd', 'link', 'c'], ['e', 'e', 'link', 'd']],
    ['+++\na = "https://e.org/"\n+++\n[d](e)', plain('https://e.org/'), ['e', 'e', 'link', 'd']],
    ['---\na: b\n[d](e)', ['e', 'e', 'link', 'd']],
    ['---\n[a](b)\n---\n[d](e)', ['b', 'b', 'link', 'a'], ['e', 'e', 'link', 'd']],
    ['\n---\na: [a](b)\n---', ['b', 'b', 'link', 'a']],
    ['---\n---\n[d](e)', ['e', 'e', 'link', 'd']],
  ]);
});

it('all line breaks of the editor end a line', () => {
  const text = '---\na: b\n---\n\n<div>\n\n[a](b)\n\n</div>\n\n```\nhttps://e.org/\n```\n[c]: d\n';
  const expected = rows(text);
  assert.equal(expected.length, 3);
  for (const ending of ['\r\n', '\r']) assert.deepEqual(rows(text.replaceAll('\n', ending)), expected);
});

describe('a text that would take the parser long', () => {
  const unread = (text: string) => runAtOnce(readMarkdown(text)).problem;

  it('is searched for URLs only', () => {
    const text = `${'[a]('.repeat(2_000)}\n\n[b](c) [d](https://e.org/)`;
    assert.deepEqual(rows(`https://f.org/ ${text}`), [
      plain('https://f.org/'),
      ['c', 'c', 'link', 'b'],
      ['https://e.org/', 'https://e.org/', 'link', 'd'],
    ]);
    assert.equal(unread(text), UNREAD);
  });

  it('is one in many lists', () => {
    assert.deepEqual(values(`${'> '.repeat(20)}[a](b)`), ['b']);
    const text = `${'- '.repeat(100)}[a](b) https://e.org/\n\n[c](d)`;
    assert.deepEqual(values(text), ['https://e.org/', 'd']);
    assert.equal(unread(text), UNREAD);
  });

  it('is one with images in each other, whose labels are those of a part of them', () => {
    const count = 300;
    const found = rows(`${'!['.repeat(count)}a${'](b)'.repeat(count)}`);
    assert.equal(found.length, count);
    assert.deepEqual(found[0], ['b', 'b', 'image', 'a']);
  });

  it('is not a long paragraph, list, table or line of badges', () => {
    const badge = '[![Build](https://img.example.org/build_1.svg)](https://ci.example.org/) ';
    for (const [text, count] of [
      [`${'some words in a line, *and* [a](b)\n'.repeat(2_000)}`, 2_000],
      [`${'- [a](b) *c*\n'.repeat(5_000)}`, 5_000],
      [`|a|b|\n|-|-|\n${'|[a](b)|`c`|\n'.repeat(5_000)}`, 5_000],
      [`a|b\n-|-\n${'[a](b)|`c`\n'.repeat(5_000)}`, 5_000],
      [`${badge}\n`.repeat(1_000), 2_000],
      [badge.repeat(60), 120],
    ] as const) {
      assert.equal(unread(text), undefined, text.slice(0, 50));
      assert.equal(values(text).length, count, text.slice(0, 50));
    }
  });
});
