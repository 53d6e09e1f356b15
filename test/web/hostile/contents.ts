/** K: contents that are costly to read, or that only browsers used to read rightly. */

import zlib from 'node:zlib';
import { encode } from './packing.ts';
import { PAGE, reply } from './reply.ts';
import { type Expected, failed, mentions, noMention, partial, type Row, skipped, variants } from './row.ts';

const packed = (body: string | Uint8Array, coding: string) =>
  ({
    serve: stage => stage.raw(reply(body, { 'Content-Encoding': coding })),
  }) satisfies Pick<Row, 'serve'>;

const repeated = (count: number, part: Uint8Array) => Buffer.concat(Array<Uint8Array>(count).fill(part));

/** Parts of codings that unpack to nothing. */
const PARTS = {
  gzip: zlib.gzipSync(''),
  zstd: zlib.zstdCompressSync(''),
  skippable: Buffer.from('502a4d1800000000', 'hex'),
};

/** A page that is searched in its text. */
const read = (body: string | Uint8Array, type = 'text/html', ...flags: string[]) =>
  ({
    serve: async stage => ({
      list: [await stage.raw(reply(body, { 'Content-Type': type }))],
      flags: ['--search-in', 'text', ...flags],
    }),
  }) satisfies Pick<Row, 'serve'>;

const FILLER = `<p>${'word '.repeat(100)}`;

/** A comment that is longer than what browsers look at before they decode a page. */
const LONG_COMMENT = `<!--${'x'.repeat(2000)}-->`;

const latin1 = (text: string) => Buffer.from(text, 'latin1');

const XHTML =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">';

const root = (content: string, mode = 'open') =>
  `<my-card><template shadowrootmode=${mode}>${content}</template></my-card>`;

export const contents: Row[] = [
  ...variants<[count: number, part: Uint8Array, codings: [string, ...string[]], expect: Expected]>(
    'K01',
    [
      ['249,000 members of gzip in gzip', [249_000, PARTS.gzip, ['gzip', 'gzip'], failed('DECODE_FAILED')]],
      ['200,000 members of gzip', [200_000, PARTS.gzip, ['gzip'], failed('DECODE_FAILED')]],
      ['300,000 frames of zstd in br', [300_000, PARTS.zstd, ['zstd', 'br'], failed('DECODE_FAILED')]],
      [
        '500,000 frames of zstd to skip',
        [500_000, PARTS.skippable, ['zstd', 'gzip'], failed('DECODE_FAILED')],
      ],
    ],
    ([count, part, [inner, ...outer], expect]) => ({
      ...packed(encode(repeated(count, part), ...outer), [inner, ...outer].join(', ')),
      expect,
      within: 3000,
    }),
  ),
  {
    id: 'K01e',
    behaviour: '200,000 members of gzip with a letter each, behind a page',
    ...packed(
      encode(Buffer.concat([encode(PAGE, 'gzip'), repeated(200_000, zlib.gzipSync('a'))]), 'gzip'),
      'gzip, gzip',
    ),
    expect: partial('BODY_CUT', 1),
    within: 3000,
  },
  ...variants<string>(
    'K02',
    [
      ['character references', '&lt;'],
      ['references of two kinds without semicolons', '&lt&gt'],
      ['tags', '<b>x'],
    ],
    part => ({
      async serve(stage) {
        const body = encode(Buffer.alloc(5_000_000, part), 'gzip');
        const hostile = Array.from({ length: 4 }, () =>
          stage.raw(reply(body, { 'Content-Encoding': 'gzip' })),
        );
        const innocent = Array.from({ length: 8 }, () => stage.raw(reply()));
        return {
          list: await Promise.all([...hostile, ...innocent]),
          flags: [
            '--search-in',
            'text',
            '--regex',
            '--term',
            'Pyth[o]n',
            '--timeout',
            '8',
            '--max-size',
            '5',
          ],
        };
      },
      expect: { lines: [...Array<Expected>(4).fill(noMention), mentions()] },
      alone: true,
      check: ({ memory = 0 }) => {
        if (memory > 500) throw new Error(`it took ${Math.round(memory)} MiB`);
      },
    }),
    '4 hosts with 5 MB each, beside 8 ordinary ones: ',
  ),
  ...variants<[page: string, expect: Expected]>(
    'K03',
    [
      ['in itself', [`<noscript>a<noscript>b</noscript><p>Python</p>`, mentions()]],
      ['with an attribute that does not end', ['<noscript><img alt="</noscript><p>Python', mentions()]],
      ['with a comment that does not end', ['<noscript><!-- </noscript><p>Python', mentions()]],
      ['with a script', ['<noscript><script>"</noscript><p>Python', mentions()]],
      ['that does not end', [`${FILLER}<noscript><p>Python`, noMention]],
      [
        'of a page that needs no scripts',
        [`<script>1</script><noscript>a<noscript>b</noscript>${FILLER}`, noMention],
      ],
    ],
    ([page, expect]) => ({ ...read(page), expect, note: /^$/ }),
    'noscript ',
  ),
  ...variants<[page: string, expect: Expected]>(
    'K04',
    [
      ['open', [root('<p>Python'), mentions()]],
      ['closed', [root('<p>Python', '"CLOSED"'), mentions()]],
      ['in another one', [root(`${FILLER}${root('Python')}`), mentions()]],
      [
        'the second of an element',
        [`<div>${root('a')}<template shadowrootmode=open>Python</template>`, mentions()],
      ],
      ['of another mode', [`${FILLER}${root('Python', 'ajar')}`, noMention]],
      ['in an element that has none', [`${FILLER}<ul><li><template shadowrootmode=open>Python`, noMention]],
      ['in a template', [`${FILLER}<template>${root('Python')}</template>`, noMention]],
    ],
    ([page, expect]) => ({ ...read(page), expect, note: /^$/ }),
    'shadow root: ',
  ),
  ...variants<readonly [type: string, expect: Expected]>(
    'K05',
    [
      ...[
        'text/html',
        'application/json',
        'application/xhtml+xml',
        'text/xml',
        'text/css',
        'text/javascript',
      ].map(type => [type, [type, mentions()]] as const),
      ...['text/plain', 'application/octet-stream'].map(type => [type, [type, skipped]] as const),
    ],
    ([type, expect]) => ({ ...read('<p>One \x0b is in this page about Python.</p>', type), expect }),
    'one control character, labelled ',
  ),
  ...variants<[page: Uint8Array, expect: Expected, type?: string]>(
    'K06',
    [
      ['the head', [latin1(`<head>${LONG_COMMENT}<meta charset=iso-8859-2><p>\xbelu\xbb`), mentions()]],
      [
        'a page without a head',
        [latin1(`${LONG_COMMENT}<meta charset=iso-8859-2><p>\xbelu\xbb`), mentions()],
      ],
      ['the body', [latin1(`${LONG_COMMENT}<body><meta charset=iso-8859-2><p>\xbelu\xbb`), noMention]],
      ['a script', [latin1(`<script>"<meta charset=iso-8859-2>"</script>${FILLER}\xbelu\xbb`), noMention]],
      [
        'the head, against a header',
        [
          Buffer.from(`<head>${LONG_COMMENT}<meta charset=iso-8859-2><p>žluť`),
          mentions(),
          'text/html; charset=utf-8',
        ],
      ],
      ['a text', [latin1('# <meta charset=iso-8859-2>\n\xbelu\xbb'), noMention, 'text/plain']],
    ],
    ([page, expect, type]) => ({ ...read(page, type, '--term', 'žluť'), expect }),
    'a meta declares the charset in ',
  ),
  ...variants<[page: string, expect: Expected, type?: string]>(
    'K07',
    [
      ['XHTML with a doctype', [`${XHTML}<html><p>caf&eacute;</p></html>`, mentions()]],
      ['XHTML without one', [`<html><p>caf&eacute;</p></html>`, noMention]],
      ['XHTML with another one', [`<!DOCTYPE html><html><p>caf&eacute;</p></html>`, noMention]],
      ['RSS', [`<rss><title>caf&eacute;</title></rss>`, noMention, 'application/rss+xml']],
    ],
    ([page, expect, type = 'application/xhtml+xml']) => ({ ...read(page, type, '--term', 'café'), expect }),
    'entities of HTML in ',
  ),
];
