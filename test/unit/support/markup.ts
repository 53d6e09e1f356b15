/** Pieces that pages are made of, and that two readers of HTML may take for different things. */

import fc from 'fast-check';

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
