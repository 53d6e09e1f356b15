/** K: contents that are costly to read, or that only browsers used to read rightly. */

import zlib from 'node:zlib';
import { encode } from './packing.ts';
import { PAGE, reply } from './reply.ts';
import { type Expected, failed, partial, type Row, variants } from './row.ts';

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
];
