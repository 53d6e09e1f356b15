/** C, first part: encodings. All rows search for words of many scripts. Each word is once on its page. */

import { chunked, openEnded, reply } from './reply.ts';
import { type Expected, mentions, noMention, type Row, type Scene, skipped, variants } from './row.ts';
import { FIN, type Step } from './script.ts';
import type { Stage } from './stage.ts';

/** One regular expression for all rows, so that they share a scan. */
export const WORDS = [
  '--regex',
  '--term',
  'café|日本語|中文|한국어|똠방의|Привет|žluť|5€|Ünï|שלום|Ελλάδα|snow☃man',
];

export const words = async (url: Promise<string>): Promise<Scene> => ({ list: [await url], flags: WORDS });

type Bytes = string | Uint8Array;

/** A page of these bytes; texts are Latin-1. */
const page = (type: string, ...parts: Bytes[]) => ({
  serve: (stage: Stage) =>
    words(
      stage.raw(
        reply(
          Buffer.concat(parts.map(part => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))),
          {
            'Content-Type': type,
          },
        ),
      ),
    ),
});

const utf8 = (text: string) => Buffer.from(text);
const utf16le = (text: string) => Buffer.from(text, 'utf16le');
const utf16be = (text: string) => utf16le(text).swap16();
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const html = (charset?: string) => `text/html${charset === undefined ? '' : `; charset=${charset}`}`;
const either: Expected = [mentions(), noMention];

/** Words as other encodings write them. */
const ENCODED: readonly (readonly [string, string])[] = [
  ['Shift_JIS', '93fa 967b 8cea'],
  ['EUC-JP', 'c6fc cbdc b8ec'],
  ['ISO-2022-JP', '1b2442 467c 4b5c 386c 1b2842'],
  ['GBK', 'd6d0 cec4'],
  ['GB18030', 'd6d0 cec4'],
  ['Big5', 'a4a4 a4e5'],
  ['EUC-KR', 'c7d1 b1b9 beee'],
  ['ks_c_5601-1987', '8c63 b9e6 c0c7'],
  ['windows-1251', 'cff0e8e2e5f2'],
  ['KOI8-R', 'f0d2c9d7c5d4'],
  ['ISO-8859-5', 'bfe0d8d2d5e2'],
  ['IBM866', '8fe0a8a2a5e2'],
  ['ISO-8859-2', 'be6c75bb'],
  ['windows-1250', '9e6c759d'],
  ['ISO-8859-15', '35a4'],
  ['windows-1252', '3580'],
  ['macintosh', '6361668e'],
  ['windows-1255', 'f9ece5ed'],
  ['ISO-8859-7', 'c5ebebdce4e1'],
  ['x-mac-cyrillic', '8ff0e8e2e5f2'],
];

export const characters: Row[] = [
  ...variants<[type: string, ...parts: Bytes[]]>(
    'C01',
    [
      ['UTF-8 without a mark', [html(), utf8('<p>日本語')]],
      ['UTF-8 with a mark', [html(), '\xef\xbb\xbf', utf8('<p>日本語')]],
      ['mark of UTF-8 against the header', [html('shift_jis'), '\xef\xbb\xbf', utf8('<p>日本語')]],
      ['mark of UTF-8 against <meta>', [html(), '\xef\xbb\xbf<meta charset=koi8-r>', utf8('<p>日本語')]],
      ['header against <meta>', [html('utf-8'), '<meta charset=koi8-r>', utf8('<p>日本語')]],
    ],
    ([type, ...parts]) => ({ ...page(type, ...parts), expect: mentions() }),
  ),
  ...variants<[type: string, ...parts: Bytes[]]>(
    'C02',
    [
      ['UTF-16LE with a mark', [html(), '\xff\xfe', utf16le('<p>日本語')]],
      ['UTF-16BE with a mark', [html(), '\xfe\xff', utf16be('<p>日本語')]],
      ['UTF-16LE by the header', [html('utf-16le'), utf16le('<p>日本語')]],
      ['UTF-16BE by the header', [html('utf-16be'), utf16be('<p>日本語')]],
      ['<meta> says utf-16, is UTF-8', [html(), '<meta charset=utf-16>', utf8('<p>日本語')]],
      ['mark of UTF-16 against the header', [html('utf-8'), '\xff\xfe', utf16le('<p>日本語')]],
    ],
    ([type, ...parts]) => ({ ...page(type, ...parts), expect: mentions() }),
  ),
  ...variants<string>(
    'C03',
    ENCODED.map(([label, bytes]) => [`${label}, by its header`, `${label}|${bytes}`]),
    value => {
      const [label = '', bytes = ''] = value.split('|');
      return { ...page(html(label), '<p>', hex(bytes), '</p>'), expect: mentions() };
    },
  ),
  ...variants<string>(
    'C04',
    ENCODED.map(([label, bytes]) => [`${label}, by <meta>`, `${label}|${bytes}`]),
    value => {
      const [label = '', bytes = ''] = value.split('|');
      return { ...page(html(), `<meta charset="${label}"><p>`, hex(bytes), '</p>'), expect: mentions() };
    },
  ),
  ...variants<string>(
    'C05',
    ['latin1', 'iso-8859-1', 'ascii', 'us-ascii'].map(each => [each, each]),
    label => ({ ...page(html(label), '<p>5\x80</p>'), expect: mentions() }),
    'is windows-1252: ',
  ),
  {
    id: 'C06',
    behaviour: '<meta> behind byte 1,024',
    ...page(html(), `<!--${'x'.repeat(1200)}--><meta charset=windows-1251><p>`, hex('cff0e8e2e5f2')),
    expect: either,
  },
  ...variants<string>(
    'C07',
    [
      ...[
        'utf-7',
        'utf-32',
        '',
        '""',
        'bogus',
        '"utf-8"',
        "'utf-8'",
        'utf8',
        ' utf-8 ',
        'utf-8; charset=koi8-r',
      ],
      ...['UTF-8,utf-8', 'none', 'utf-8\xff'],
    ].map(each => [each || 'empty', each]),
    label => ({ ...page(html(label), utf8('<meta charset=utf-8><p>日本語')), expect: mentions() }),
    'label: ',
  ),
  ...variants<string>(
    'C08',
    ['iso-2022-kr', 'hz-gb-2312', 'iso-2022-cn', 'replacement'].map(each => [each, each]),
    label => ({ ...page(html(label), '<p>caf\xe9</p>'), expect: skipped }),
    'encoding that is not safe: ',
  ),
  {
    id: 'C09',
    behaviour: 'header says Latin-1, bytes are UTF-8: the header is obeyed',
    ...page(html('iso-8859-1'), utf8('<p>café</p>')),
    expect: either,
  },
  ...variants<[type: string, ...parts: Bytes[]]>(
    'C10',
    [
      ['invalid bytes', [html('utf-8'), '<p>\xff\xfe\xc0', utf8('日本語'), '\xe6\x97']],
      ['overlong', [html('utf-8'), '\xc0\xaf\xe0\x80\xaf', utf8('日本語')]],
      ['surrogates', [html('utf-8'), '\xed\xa0\x80', utf8('日本語'), '\xed\xb0\x80']],
      ['odd byte of UTF-16', [html('utf-16le'), utf16le('<p>日本語'), 'x']],
      ['lone surrogate of UTF-16', [html('utf-16le'), '\x00\xd8', utf16le('<p>日本語'), '\x00\xdc']],
      ['half a character of Shift_JIS', [html('shift_jis'), hex('93fa 967b 8cea'), '\x93']],
    ],
    ([type, ...parts]) => ({ ...page(type, ...parts), expect: mentions() }),
    'broken: ',
  ),
  ...variants<[type: string, bytes: Bytes]>(
    'C11',
    [
      ['UTF-8', [html('utf-8'), utf8('<p>日本語')]],
      ['UTF-16', [html('utf-16be'), utf16be('<p>日本語')]],
      ['Shift_JIS', [html('shift_jis'), hex('3c703e 93fa 967b 8cea')]],
      ['ISO-2022-JP', [html('iso-2022-jp'), hex('3c703e 1b2442 467c 4b5c 386c 1b2842')]],
      ['GB18030', [html('gb18030'), hex('3c703e d6d0 cec4')]],
    ],
    ([type, bytes]) => ({
      serve: (stage: Stage) => words(stage.raw(openEnded({ 'Content-Type': type }), ...slowly(bytes), FIN)),
      expect: mentions(),
    }),
    'byte by byte: ',
  ),
  {
    id: 'C11f',
    behaviour: 'UTF-8 in chunks of one byte',
    serve: stage =>
      words(
        stage.raw(
          chunked({ 'Content-Type': html('utf-8') }),
          [...utf8('<p>日本語')].map(byte => `1\r\n${String.fromCharCode(byte)}\r\n`).join(''),
          '0\r\n\r\n',
        ),
      ),
    expect: mentions(),
  },
];

function slowly(bytes: Bytes): Step[] {
  return [...Buffer.from(bytes)].flatMap(byte => [Buffer.from([byte]), { wait: 3 }]);
}
