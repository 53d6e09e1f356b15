/** What is true of the links of any markup, however broken. */

import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { readMarkdown } from '../../../../src/engine/links/markdown/markdown.ts';
import { readHtml } from '../../../../src/engine/links/markup/html.ts';
import { readXml } from '../../../../src/engine/links/markup/xml.ts';
import { oddMarkup, tag } from '../../support/markup.ts';
import { runs } from '../../support/properties.ts';
import { repeated } from '../../support/work.ts';
import { assertSound } from './markupLinks.ts';

/** A text as a browser decodes it, as a value of an attribute and as a text. */
function byBrowser(raw: string): string[] {
  const text = parseFragment(raw.replaceAll('<', '&lt;')).childNodes[0];
  const element = parseFragment(`<a b="${raw.replaceAll('"', '&quot;')}">`).childNodes[0];
  return [
    text && 'value' in text ? text.value : '',
    (element as DefaultTreeAdapterTypes.Element | undefined)?.attrs[0]?.value ?? '',
  ].map(value => value.trim());
}

/** A text as XML decodes it. */
function byXml(raw: string): string[] {
  const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  const value = raw.replace(/&(?:#(\d+)|#x([\da-f]+)|(amp|lt|gt|quot|apos));/gi, (_, decimal, hex, name) =>
    name ? (names[name] ?? _) : String.fromCodePoint(Number.parseInt(decimal ?? hex, decimal ? 10 : 16)),
  );
  return [value.trim()];
}

/** A destination as Markdown decodes it, or HTML in Markdown. */
function byMarkdown(raw: string): string[] {
  const strict = raw.replace(
    /\\([!-/:-@[-`{-~])|&(?!(?:#\d+|#x[\da-f]+|\w+);)|(&)/gi,
    (whole, escaped, kept) => (kept ? '&' : `&#${(escaped ?? whole).charCodeAt(0)};`),
  );
  return [...byBrowser(raw), ...byBrowser(strict)];
}

const URLS = [
  ...[
    'https://e.org/',
    'http://localhost:1/a_b',
    'a.png',
    '&amp;',
    '&#38;',
    '&copy',
    '&lt;',
    '?a=1&b=2',
    '#x',
  ],
  ...[
    'mailto:a@e.org',
    'https://[::1]/',
    'https://e.org/(a)',
    '\\_',
    '\\&amp;',
    '🗼',
    '。',
    '\u00a0',
    '%20',
    '{{x}}',
  ],
];
const SPACE = [' ', '\n', '\r\n', '\r', '\t', '    ', '\f'];
const HTML = [
  ...[
    '<a href="',
    '">',
    "<img src='",
    "'>",
    '<img srcset="',
    ' 1x, ',
    '<a href=',
    '</a>',
    '<p>',
    '<base href=b>',
  ],
  ...[
    '<template>',
    '</template>',
    '<svg>',
    '</svg>',
    '<style>',
    '</style>',
    '<picture>',
    '<link rel=icon href=',
  ],
];
const XML = [
  ...[
    '<loc>',
    '</loc>',
    '<link href="',
    '"/>',
    '<item>',
    '</item>',
    '<title>',
    '</title>',
    '<![CDATA[',
    ']]>',
  ],
  ...['<?x ', '?>', '<!DOCTYPE x>', '<image:loc>', '</image:loc>', '<outline text="'],
];
const MARKDOWN = [
  ...[
    '[',
    ']',
    '](',
    ')',
    '![',
    '(',
    '[x]: ',
    '[^1]: ',
    '<',
    '>',
    '> ',
    '- ',
    '1. ',
    '# ',
    '`',
    '```\n',
    '~~~\n',
  ],
  ...[
    '*',
    '**',
    '_',
    '~~',
    '\\',
    '|',
    '|-|-|\n',
    '---\n',
    '===\n',
    '"',
    "'",
    '\n\n',
    '<div>\n',
    '<!--',
    '-->',
    'a: ',
  ],
];

const text = (...pieces: (readonly string[])[]) =>
  fc
    .array(fc.oneof(fc.constantFrom(...pieces.flat()), tag, oddMarkup), { maxLength: 40, size: 'max' })

    // A browser replaces it.
    .map(parts => parts.join('').replaceAll('\0', ''));

const READERS = [
  ['HTML', readHtml, [HTML, XML], byBrowser],
  ['XML', readXml, [XML, HTML], byXml],
  ['Markdown', readMarkdown, [MARKDOWN, HTML], byMarkdown],
] as const;

for (const [name, read, pieces, decodings] of READERS) {
  describe(`the links of ${name}`, () => {
    it('have ranges that hold their values, in the order of the text', () => {
      fc.assert(
        fc.property(text(...pieces, URLS, SPACE), markup => assertSound(read, markup, decodings)),
        runs(1000),
      );
    });

    it('are read of long texts', () => {
      fc.assert(
        fc.property(repeated([...pieces.flat(), ...URLS, ...SPACE]), markup =>
          assertSound(read, markup, decodings),
        ),
        runs(30),
      );
    });

    it('are read of any text', () => {
      fc.assert(
        fc.property(fc.string({ unit: 'binary' }), markup => assertSound(read, markup, decodings)),
        runs(),
      );
    });
  });
}
