/** Compression with a wrong label or with damage: everything readable is read. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import zlib from 'node:zlib';
import type { Body } from '../../../../src/engine/content/body.ts';
import { FailureError } from '../../../../src/engine/model/failure.ts';
import { AMPLE, CODERS, readBody, splits } from '../../support/body.ts';

const page = Buffer.from(`<!doctype html><p>${'Zwölf Boxkämpfer jagen Python. '.repeat(8)}</p>`);
const gzip = zlib.gzipSync(page);
const br = zlib.brotliCompressSync(page);
const zstd = zlib.zstdCompressSync(page);
const deflate = zlib.deflateSync(page);
const raw = zlib.deflateRawSync(page);
const garbage = Buffer.from('garbage, and more of it');
const cat = (...parts: Uint8Array[]) => Buffer.concat(parts);
/** With one byte changed. */
const bent = (bytes: Buffer, at: number) => {
  const copy = Buffer.from(bytes);
  copy[at < 0 ? copy.length + at : at] = (copy.at(at) ?? 0) ^ 0xff;
  return copy;
};

/** A gzip member with all optional header fields. */
const richGzip = cat(
  Buffer.from('1f8b081e0000000000ff', 'hex'),
  Buffer.from('0300616263', 'hex'),
  Buffer.from('page.html\0a comment\0', 'latin1'),
  Buffer.from('1234', 'hex'),
  raw,
  gzip.subarray(-8),
);

async function codeOf(reading: Promise<Body>): Promise<string> {
  const error = await reading.then(
    () => assert.fail('the body was read'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof FailureError);
  return error.failure.code;
}

describe('a body is read whole', () => {
  const rows: [name: string, label: string, bytes: Buffer, note?: RegExp][] = [
    ['labelled gzip, and plain', 'gzip', page, /not compressed/],
    ['labelled zstd, and plain', 'zstd', page, /not compressed/],
    ['labelled deflate, and plain', 'deflate', page, /not compressed/],
    ['labelled br, and plain', 'br', page, /not compressed/],
    ['labelled br, and gzip', 'br', gzip, /says it is br-compressed, but it is gzip/],
    ['labelled br, and zstd', 'br', zstd, /is zstd/],
    ['labelled deflate, and gzip', 'deflate', gzip, /is gzip/],
    ['labelled gzip, and zstd', 'gzip', zstd, /is zstd/],
    ['labelled zstd, and gzip', 'zstd', gzip, /is gzip/],
    ['labelled gzip, and deflate', 'gzip', deflate, /is deflate/],
    ['labelled gzip and br, and only gzip', 'gzip, br', gzip, /is gzip/],
    ['labelled deflate, and bare', 'deflate', raw],
    ['a chain with bare deflate inside', 'deflate, gzip', zlib.gzipSync(raw)],
    ['a gzip header with all fields', 'gzip', richGzip],
    [
      'a gzip header that only says that it is text',
      'gzip',
      cat(gzip.subarray(0, 3), Buffer.of(1), gzip.subarray(4)),
    ],
    ['garbage behind gzip', 'gzip', cat(gzip, garbage)],
    ['zeros behind gzip', 'gzip', cat(gzip, Buffer.alloc(1000))],
    [
      'what begins like another member behind gzip',
      'gzip',
      cat(gzip, Buffer.from('1f8bffffffffffffffffff', 'hex')),
    ],
    ['garbage behind deflate', 'deflate', cat(deflate, garbage)],
    ['garbage behind br', 'br', cat(br, garbage)],
    ['garbage behind zstd', 'zstd', cat(zstd, garbage)],
    [
      'several members of gzip',
      'gzip',
      cat(zlib.gzipSync(page.subarray(0, 9)), zlib.gzipSync(page.subarray(9))),
    ],
    ['an empty member of gzip', 'gzip', cat(zlib.gzipSync(''), gzip)],
    [
      'several frames of zstd',
      'zstd',
      cat(zlib.zstdCompressSync(page.subarray(0, 9)), zlib.zstdCompressSync(page.subarray(9))),
    ],
  ];
  for (const [name, label, bytes, note] of rows) {
    it(`with ${name}, however it is split`, async () => {
      for (const chunks of splits(bytes)) {
        const body = await readBody(label, chunks);
        const where = `split into ${chunks.map(({ length }) => length)}`;
        assert.equal(body.bytes.toString(), page.toString(), where);
        assert.equal(body.cut, undefined, where);
        if (note) assert.match(body.note ?? '', note);
        else assert.equal(body.note, undefined);
      }
    });
  }

  for (const label of ['compress', 'none', 'utf-8', 'foo', 'gzip, foo', 'foo, gzip']) {
    it(`with the coding ${label}, which is said to the one who knows whether it is text`, async () => {
      const bytes = label.includes('gzip') ? gzip : page;
      const body = await readBody(label, [bytes]);
      assert.deepEqual([body.bytes, body.cut], [page, undefined]);
      assert.equal(body.unknownCoding, label.replace(/,? ?gzip,? ?/, ''));
    });
  }

  it('with an unknown coding that does not read as text, which is not supported, as soon as that is seen', async () => {
    assert.equal(
      await codeOf(readBody('compress', [Buffer.from('1f9d907054f8f0', 'hex')])),
      'DECODE_UNSUPPORTED',
    );
    assert.equal(
      await codeOf(readBody('gzip, foo', [Buffer.from('000102030405', 'hex')])),
      'DECODE_UNSUPPORTED',
    );
  });
});

describe('a body without a label', () => {
  for (const [name, bytes] of [
    ['gzip', gzip],
    ['zstd', zstd],
    ['gzip in gzip', zlib.gzipSync(gzip)],
  ] as const) {
    it(`that is ${name} is unpacked where the page is text, however it is split`, async () => {
      for (const chunks of splits(bytes)) {
        const body = await readBody('', chunks, { isText: true });
        assert.equal(body.bytes.toString(), page.toString());
        assert.match(body.note ?? '', /without saying so/);
      }
    });

    it(`that is ${name} is the page itself where that is not said to be text`, async () => {
      assert.deepEqual(await readBody('', [bytes]), { bytes });
    });
  }

  it('is left alone where it is text, however short and however split', async () => {
    for (const text of ['', 'a', '(', 'abc', '(abcd', 'abcdefgh']) {
      for (const chunks of splits(Buffer.from(text))) {
        assert.deepEqual(await readBody('', chunks, { isText: true }), { bytes: Buffer.from(text) });
      }
    }
  });

  it('is unpacked once more than its label says where it was packed twice', async () => {
    assert.equal(
      (await readBody('gzip', [zlib.gzipSync(gzip)], { isText: true })).bytes.toString(),
      page.toString(),
    );
  });
});

describe('a body in transfer codings', () => {
  it('is unpacked, and chunks count for nothing', async () => {
    assert.deepEqual(await readBody('gzip, chunked', [gzip]), { bytes: page });
    assert.deepEqual(await readBody('br, gzip, chunked', [zlib.gzipSync(br)]), { bytes: page });
    assert.deepEqual(await readBody('chunked', [page]), { bytes: page });
  });
});

describe('a body is cut, with all that could be read of it,', () => {
  const rows: [name: string, label: string, bytes: Buffer, message: RegExp][] = [
    [
      'where the checksum of gzip is wrong',
      'gzip',
      bent(gzip, -8),
      /checksum of its gzip compression is wrong/,
    ],
    ['where the length of gzip is wrong', 'gzip', bent(gzip, -1), /checksum of its gzip/],
    ['where the checksum of deflate is wrong', 'deflate', bent(deflate, -1), /checksum of its deflate/],
    ['where the trailer of gzip is missing', 'gzip', gzip.subarray(0, -8), /gzip compression breaks off/],
    ['where the trailer of gzip is cut', 'gzip', gzip.subarray(0, -1), /breaks off/],
    ['where the trailer of deflate is cut', 'deflate', deflate.subarray(0, -1), /breaks off/],
    [
      'where the outer of two codings is cut',
      'br, gzip',
      zlib.gzipSync(br).subarray(0, -4),
      /its gzip compression breaks off/,
    ],
  ];
  for (const [name, label, bytes, message] of rows) {
    it(`${name}, however it is split`, async () => {
      for (const chunks of splits(bytes)) {
        const body = await readBody(label, chunks);
        assert.equal(body.bytes.toString(), page.toString());
        assert.equal(body.cut?.code, 'BODY_CUT');
        assert.match(body.cut.message, message);
      }
    });
  }
});

describe('a bomb', () => {
  const zeros = Buffer.alloc(64 * AMPLE);
  for (const coding of Object.keys(CODERS)) {
    const pack = CODERS[coding] ?? assert.fail();
    it(`in ${coding} inside gzip is stopped at the cap`, async () => {
      const { bytes, cut } = await readBody(`${coding}, gzip`, [zlib.gzipSync(pack(zeros))], { cap: AMPLE });
      assert.deepEqual([bytes.length, cut?.code], [AMPLE, 'BODY_TOO_BIG']);
    });
  }

  it('that unpacks to garbage behind a small page is stopped, too', async () => {
    const bomb = zlib.gzipSync(cat(gzip, zeros));
    const { bytes, cut } = await readBody('gzip, gzip', [bomb], { cap: AMPLE });
    assert.deepEqual([bytes, cut?.code], [page, 'BODY_TOO_BIG']);
  });

  it('of garbage behind the page is stopped, too', async () => {
    const chunks = [gzip, ...Array<Buffer>(70).fill(Buffer.alloc(16 * 1024, 'x'))];
    const { bytes, cut } = await readBody('gzip', chunks, { cap: 1024 * 1024 });
    assert.deepEqual([bytes, cut?.code], [page, 'BODY_TOO_BIG']);
  });

  it('of a window larger than the web needs is not unpacked', async () => {
    // A frame header that asks for 128 MiB.
    const header = Buffer.from('28b52ffd0088', 'hex');
    assert.equal(await codeOf(readBody('zstd', [cat(header, Buffer.alloc(64))])), 'DECODE_FAILED');
  });
});
