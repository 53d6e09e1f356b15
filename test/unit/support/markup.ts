/** Pieces that pages are made of, and that two readers of HTML may take for different things. */

import fc from 'fast-check';
import { safePage } from '../../../src/engine/wording/safeText.ts';

const NAMES = [
  ...['script', 'style', 'title', 'svg', 'noscript', 'template', 'textarea', 'plaintext', 'xmp', 'iframe'],
  ...['noembed', 'noframes', 'math', 'SCRIPT', 'Template', 'scripty', 'p', 'div', 'custom-element'],
];

/** How a tag goes on behind its name. */
const TAILS = [
  ...[
    '>',
    '>',
    '>',
    '/>',
    ' / >',
    ' x>',
    '\n>',
    '\t\f>',
    '',
    ' ',
    ' a="',
    " a='",
    ' a=',
    ' a="x">',
    " b='>'>",
  ],
  ...[' a=">text">', ' ="x>', ' a = "<p>">', ' a=b"c>', ' a/="x>', '\0>', '\u00a0>', "'>", '">'],
];

/** Tags, whole and broken. */
export const tag: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('<', '</'), fc.constantFrom(...NAMES), fc.constantFrom(...TAILS))
  .map(parts => parts.join(''));

/** What is markup without being a tag, or only looks like it. */
export const oddMarkup: fc.Arbitrary<string> = fc.constantFrom(
  ...[
    '<!--',
    '-->',
    '--!>',
    '<!-->',
    '<!--->',
    '<!--x--!>',
    '<!---',
    '<!>',
    '<!->',
    '<!-x>',
    '<!doctype html>',
  ],
  ...['<![CDATA[', ']]>', '<![CDATA>', '<?xml ?>', '<?', '</>', '</ x>', '<//', '<', '<<', '< p', '<1', '>'],
  ...[
    '"',
    "'",
    '=',
    '/',
    '&lt;',
    '&',
    '\0',
    '\x1c/script>',
    '<\x0fscript>',
    '</script',
    '</scripty>',
    '</title',
  ],
);

const PIECES = fc.constantFrom(
  ...[
    'Python',
    'python ',
    'a',
    ' ',
    '\n',
    '\r\n',
    '\r',
    '\t',
    '<p>',
    '</p>',
    '<b>',
    '<script>',
    '</script>',
    '<!--',
    '-->',
  ],
  ...[
    'é',
    'e\u0301',
    '\u{1f40d}',
    '\ud83d',
    '\u2028',
    '\u0000',
    '\u202e',
    '&eacute;',
    '&amp;',
    '<br>',
    '<title>',
    '</title>',
  ],
  ...['x'.repeat(300), 'word '.repeat(120), '\u0301'.repeat(700), '日本語'.repeat(80), '\u200d', '\u{1f3fd}'],
);

/** Pages with what is hard to fold, to mark and to find again. */
export const PAGE = fc.array(PIECES, { maxLength: 40 }).map(pieces => pieces.join(''));

/** Without what folding, line ends and tidying change. */
export function bare(text: string): string {
  return safePage(text).replace(/[\s\ufffd]/g, '');
}
