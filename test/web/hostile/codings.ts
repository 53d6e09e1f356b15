/** Z: content codings. */

import zlib from 'node:zlib';
import { bomb, codingsOf, encode } from './packing.ts';
import { head, PAGE, reply } from './reply.ts';
import { type Expected, failed, mentions, partial, type Row, variants } from './row.ts';
import { FIN, type Step } from './script.ts';

/** A page under a label. */
const labelled = (label: string, body: string | Uint8Array) =>
  ({
    serve: stage => stage.raw(reply(body, { 'Content-Encoding': label })),
  }) satisfies Pick<Row, 'serve'>;

/** Like {@link labelled}, but without a length; the end of the connection ends the body. */
const ended = (label: string, body: Uint8Array) =>
  ({
    serve: stage =>
      stage.raw(
        head('200 OK', { 'Content-Type': 'text/html', 'Content-Encoding': label, Connection: 'close' }),
        body,
        FIN,
      ),
  }) satisfies Pick<Row, 'serve'>;

/** Text that hardly shrinks and is longer than a Zstandard block, so that a part of the packed bytes can be unpacked. */
const LONG =
  PAGE +
  Array.from({ length: 40_000 }, (_, index) => `<p>${(index * 2_654_435_761) % 4_294_967_296}`).join('');
const half = (coding: string): Uint8Array => {
  const packed = encode(LONG, coding);
  return packed.subarray(0, packed.length >> 1);
};
/** A skippable frame of Zstandard (RFC 8878, section 3.1.2). */
const skippable = (length: number): Buffer => {
  const frame = Buffer.alloc(8 + length, 'x');
  frame.writeUInt32LE(0x184d2a5f, 0);
  frame.writeUInt32LE(length, 4);
  return frame;
};
const unsupported = failed('DECODE_UNSUPPORTED');
const broken = [partial('DECODE_FAILED', 1), partial('BODY_CUT', 1)];

export const codings: Row[] = [
  { id: 'Z01', behaviour: 'gzip', ...labelled('gzip', encode(PAGE, 'gzip')), expect: mentions() },
  ...variants<string>(
    'Z02',
    ['gzip', 'x-gzip', 'GZIP', 'br', 'deflate', 'zstd', ' Gzip '].map(each => [each, each]),
    label => ({ ...labelled(label, encode(PAGE, label.trim().toLowerCase())), expect: mentions() }),
  ),
  {
    id: 'Z03',
    behaviour: 'deflate without the wrapper of zlib',
    ...labelled('deflate', zlib.deflateRawSync(PAGE)),
    expect: mentions(),
  },
  ...variants<string>(
    'Z04',
    ['gzip, br', 'br, gzip', 'deflate, zstd', 'gzip, gzip, gzip, gzip, gzip'].map(each => [each, each]),
    label => ({ ...labelled(label, encode(PAGE, ...codingsOf(label))), expect: mentions() }),
    'chain: ',
  ),
  {
    id: 'Z04e',
    behaviour: 'chain in two headers',
    serve: stage => stage.raw(reply(encode(PAGE, 'gzip', 'br'), { 'Content-Encoding': ['gzip', 'br'] })),
    expect: mentions(),
  },
  {
    id: 'Z05a',
    behaviour: '6 layers',
    ...labelled(Array(6).fill('gzip').join(', '), encode(PAGE, ...Array(6).fill('gzip'))),
    expect: unsupported,
  },
  {
    id: 'Z05b',
    behaviour: '5,000 layers, said of a plain page',
    ...labelled(Array(5000).fill('gzip').join(','), PAGE),
    expect: unsupported,
    within: 2500,
  },
  ...variants<string>(
    'Z06',
    ['foo', 'compress', 'none', 'utf-8', 'identity', '*'].map(each => [each, each]),
    label => ({ ...labelled(label, PAGE), expect: mentions() }),
    'plain page under the label ',
  ),
  {
    id: 'Z06g',
    behaviour: 'binary under an unknown label',
    ...labelled('foo', Buffer.from([1, 0, 2, 0, 255, 254, 3, 0, 0, 7])),
    expect: unsupported,
  },
  ...variants<string>(
    'Z07',
    ['identity, gzip', 'gzip, identity', 'gzip,', ', gzip', ',,gzip,,'].map(each => [each, each]),
    label => ({ ...labelled(label, encode(PAGE, 'gzip')), expect: mentions() }),
    'label ',
  ),
  ...variants<string>(
    'Z08',
    ['gzip', 'br', 'deflate', 'zstd'].map(each => [each, each]),
    label => ({ ...labelled(label, PAGE), expect: mentions() }),
    'is plain, but labelled ',
  ),
  ...variants<[label: string, coding: string, ending: Expected]>(
    'Z09',
    [
      ['br is gzip', ['br', 'gzip', mentions()]],
      ['gzip is zstd', ['gzip', 'zstd', mentions()]],
      ['gzip is deflate', ['gzip', 'deflate', [mentions(), failed('DECODE_FAILED')]]],
      ['gzip is br', ['gzip', 'br', [mentions(), failed('DECODE_FAILED')]]],
    ],
    ([label, coding, expect]) => ({ ...labelled(label, encode(PAGE, coding)), expect }),
    'wrong label: ',
  ),
  {
    id: 'Z09e',
    behaviour: 'labelled gzip, is garbage behind the magic bytes',
    ...labelled('gzip', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 255, 255, 255, 255, 1, 2, 3])),
    expect: failed('DECODE_FAILED'),
  },
  ...variants<string>(
    'Z10',
    ['gzip', 'zstd'].map(each => [each, each]),
    coding => ({ serve: stage => stage.raw(reply(encode(PAGE, coding))), expect: mentions() }),
    'packed, but not labelled: ',
  ),
  ...variants<string>(
    'Z11',
    ['gzip', 'br', 'zstd', 'deflate'].map(each => [each, each]),
    label => ({ ...ended(label, half(label)), expect: partial('BODY_CUT', 1) }),
    'truncated ',
  ),
  {
    id: 'Z11e',
    behaviour: 'truncated gzip behind a true Content-Length',
    ...labelled('gzip', half('gzip')),
    expect: partial('BODY_CUT', 1),
  },
  {
    id: 'Z12',
    behaviour: 'wrong checksum',
    ...labelled('gzip', flipped(encode(PAGE, 'gzip'), -6)),
    expect: broken,
  },
  {
    id: 'Z12b',
    behaviour: 'wrong length behind the checksum',
    ...labelled('gzip', flipped(encode(PAGE, 'gzip'), -2)),
    expect: broken,
  },
  ...variants<string>(
    'Z13',
    ['gzip', 'br', 'zstd', 'deflate'].map(each => [each, each]),
    label => ({
      ...labelled(label, Buffer.concat([encode(PAGE, label), Buffer.from('garbage behind it')])),
      expect: mentions(),
    }),
    'garbage behind ',
  ),
  {
    id: 'Z14',
    behaviour: 'two members of gzip',
    ...labelled('gzip', Buffer.concat([encode(PAGE, 'gzip'), encode(PAGE, 'gzip')])),
    expect: mentions(2),
  },
  ...variants<Uint8Array>(
    'Z14z',
    [
      ['two frames', Buffer.concat([encode('nothing', 'zstd'), encode(PAGE, 'zstd')])],
      ['one that is skipped in front', Buffer.concat([skippable(10), encode(PAGE, 'zstd')])],
      [
        'some that are skipped between and behind',
        Buffer.concat([
          encode('nothing', 'zstd'),
          skippable(0),
          skippable(70_000),
          encode(PAGE, 'zstd'),
          skippable(3),
        ]),
      ],
    ],
    body => ({ ...labelled('zstd', body), expect: mentions() }),
    'frames of zstd: ',
  ),
  {
    id: 'Z14zx',
    behaviour: 'a frame of zstd to skip that ends before its length',
    ...labelled('zstd', Buffer.concat([encode(PAGE, 'zstd'), skippable(1000).subarray(0, 500)])),
    expect: partial('BODY_CUT', 1),
  },
  ...variants<string>(
    'Z15',
    ['gzip', 'br', 'zstd', 'deflate'].map(each => [each, each]),
    label => ({ ...labelled(label, ''), expect: { outcome: 'noMention', count: 0 } }),
    'empty body under the label ',
  ),
  {
    id: 'Z16',
    behaviour: 'gzip on 404',
    serve: stage => stage.raw(reply(encode(PAGE, 'gzip'), { 'Content-Encoding': 'gzip' }, '404 Not Found')),
    expect: failed('HTTP_STATUS'),
  },
  {
    id: 'Z17',
    behaviour: '206 with gzip',
    serve: stage =>
      stage.raw(
        reply(
          encode(PAGE, 'gzip'),
          { 'Content-Encoding': 'gzip', 'Content-Range': 'bytes 0-99/1000' },
          '206 Partial Content',
        ),
      ),
    expect: partial(undefined, 1),
  },
  ...variants<() => Promise<Step>>(
    'Z18',
    [
      ['256 MiB of gzip', () => bomb('gzip')],
      ['256 MiB of br', () => bomb('br')],
      ['256 MiB of zstd', () => bomb('zstd')],
      ['gzip in gzip', () => bomb('gzip', 'gzip')],
    ],
    (make, name) => ({
      async serve(stage) {
        const body = (await make()) as Uint8Array;
        const label = name === 'gzip in gzip' ? 'gzip, gzip' : (name.split(' ').at(-1) as string);
        return {
          list: [await stage.raw(reply(body, { 'Content-Encoding': label }))],
          flags: ['--timeout', '5'],
        };
      },
      expect: partial('BODY_TOO_BIG', 1),
      within: 4000,
    }),
    'bomb: ',
  ),
  {
    id: 'Z19',
    behaviour: '20 bombs at once, in bounded memory',
    async serve(stage) {
      const body = await bomb('gzip');
      const urls = Array.from({ length: 20 }, () => stage.raw(reply(body, { 'Content-Encoding': 'gzip' })));
      return { list: await Promise.all(urls), flags: ['--timeout', '20', '--max-size', '5'] };
    },
    expect: partial('BODY_TOO_BIG', 1),
    alone: true,
    check: ({ memory = 0 }) => {
      if (memory > 600) throw new Error(`it took ${Math.round(memory)} MiB`);
    },
  },
];

/** The bytes with one of them changed, counted from the end. */
function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const changed = Buffer.from(bytes);
  const index = changed.length + at;
  changed[index] = (changed[index] ?? 0) ^ 0xff;
  return changed;
}
