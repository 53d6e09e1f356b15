/** The work of the readers of markup is in proportion to the text, also if somebody has written it to make it long. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runAtOnce } from '../../../../src/engine/async/timeSlices.ts';
import type { Reader } from '../../../../src/engine/links/foundLink.ts';
import { readMarkdown } from '../../../../src/engine/links/markdown/markdown.ts';
import { readHtml } from '../../../../src/engine/links/markup/html.ts';
import { readXml } from '../../../../src/engine/links/markup/xml.ts';
import { workOf } from '../../support/work.ts';

/** In characters: the shorter of two texts that are compared, and how much longer the other is. */
const SHORT = 16 * 1024;
const TIMES = 8;

/** The characters that expressions and methods of strings pass over, and those that are looked at one by one. */
function stepsOf(read: Reader, text: string): number {
  const { charCodeAt } = String.prototype;
  let steps = 0;
  String.prototype.charCodeAt = function (index) {
    steps++;
    return charCodeAt.call(this, index);
  };
  try {
    return workOf(() => runAtOnce(read(text))) + steps;
  } finally {
    String.prototype.charCodeAt = charCodeAt;
  }
}

/** A text of a length that repeats a piece between two others. */
function filled(before: string, piece: string, behind: string, length: number): string {
  return `${before}${piece.repeat(Math.ceil(length / piece.length))}${behind}`;
}

function play(
  read: Reader,
  texts: readonly (readonly [piece: string, before?: string, behind?: string])[],
): void {
  for (const [piece, before = '', behind = ''] of texts) {
    it(`for ${JSON.stringify(before)}, ${JSON.stringify(piece)} again and again, ${JSON.stringify(behind)}`, () => {
      const short = stepsOf(read, filled(before, piece, behind, SHORT));
      const long = stepsOf(read, filled(before, piece, behind, SHORT * TIMES));
      assert.ok(short > 0);
      assert.ok(
        long < short * TIMES * 1.5 + 20_000,
        `${long} steps instead of ${short} for ${TIMES} times the text`,
      );
    });
  }
}

const TEXTS = [
  [' '],
  ['\n'],
  ['a'],
  ['&'],
  ['&amp;'],
  ['&#'],
  ['"'],
  ['<'],
  ['\0'],
  ['https://'],
  ['https://e.org/ '],
  ['https://e.org/.'],
  ['https://e.org/&amp;'],
  ['(', 'https://e.org/'],
  ['[', 'https://e.org/'],
] as const;

const TAGS = [
  ['<a '],
  ['<a>'],
  ['</a>'],
  ['<a href="'],
  ["<a href='"],
  ['<a href=b>'],
  ['<a href="&amp;">'],
  [' href=b', '<a', '>'],
  [' ', '<a href', '="b">'],
  [' ', '<a href="', 'b">'],
  ['&amp;', '<a href="', '">'],
  ['a', '<', '>'],
  ['a', '<a ', '="b">'],
  ['<!--'],
  ['<!-- -->'],
  ['<!'],
  ['<?'],
  ['</>'],
  ['<![CDATA['],
  ['<![CDATA[]]>'],
] as const;

describe('the work of the reader of HTML is in proportion to the text', () => {
  play(readHtml, [
    ...TEXTS,
    ...TAGS,
    [', ', '<img srcset="', '">'],
    ['a, ', '<img srcset="', '">'],
    ['a (', '<img srcset="', '">'],
    ['a (b) 1x, ', '<img srcset="', '">'],
    ['&amp; ', '<img srcset="', '">'],
    ['a ', '<link rel="', '" href=b>'],
    ['<svg>'],
    ['<template>'],
    ['<script>'],
    ['<script><!--'],
    ['<base href=a>'],
    ['b ', '<a href=a>', '</a>'],
    ['<b>c</b>', '<a href=a>', '</a>'],
  ]);
});

describe('the work of the reader of XML is in proportion to the text', () => {
  play(readXml, [
    ...TEXTS,
    ...TAGS,
    ['<item>'],
    ['<item><title>a</title><link href="b"/>'],
    ['<link href="b"/>', '<item>'],
    ['<a><link href="b"/>'],
    ['<a>https://e.org/</a>'],
    ['&#104;', '<a>', '</a>'],
    ['<![CDATA[a]]>', '<a>', '</a>'],
  ]);
});

describe('the work of the reader of Markdown is in proportion to the text', () => {
  play(readMarkdown, [
    ...TEXTS,
    ...['[', ']', '![', '](', '[a](', '[a](<', "[a](b '", '[a]', '[[a]]', '![[a]', '[a](b)'].map(
      piece => [piece] as const,
    ),
    ...['*', '*a ', '_a_', '**a*b_c_ ', '~~a', '`', '` `` ', '\\', '\\[', '|', '|a'].map(
      piece => [piece] as const,
    ),
    ...['<a', '<a b="', '<!--', '<?', '<![CDATA[', '!<a@b.c>', '<https://e.org/>', '<a href=b>'].map(
      piece => [piece] as const,
    ),
    ...['[\n', '[a\n', '[a]: u "x\n', '[a]: <u\n', '[a]: b\n', '[^1]: a\n', '[a](b)\n', '[![a](b)](c)\n'].map(
      piece => [piece] as const,
    ),
    ...['- a\n', '-\n', '> a\n', '> [a\n', '- [a](b)\n', '1. a\n', '- - - a', '> ', '- ', '1. ', '# a\n'].map(
      piece => [piece] as const,
    ),
    ...[
      'a\n===\n',
      '```\n',
      '~~~\n',
      '<div>\n',
      '<div>\n\n',
      '    a\n',
      'x|y\n',
      'a|b\n|-|-|\n',
      '|[a](b)|c|\n',
    ].map(piece => [piece] as const),
    ['    a\n', '[\n'],
    ['|a|`b`|\n', 'a|b\n-|-\n'],
    ['a|', 'a|b\n-|-\n'],
    [' ', 'a|b\n', 'x'],
    [' ', 'a', 'b'],
    ['\n', '- '.repeat(100)],
    ['> <div>\n'],
    [`${'[a]('.repeat(480)}\n\n`],
    [`${'`*_'.repeat(600)}\n\n`],
    ['[a](b)', '[', '](c)'],
    ['![a](b)', '![', '](c)'],
    ['---\n', '---\na: b\n'],
    ['\r'],
  ]);
});
