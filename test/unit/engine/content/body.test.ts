/** The reading of a body: unpacking, and the size limit. */

import assert from 'node:assert/strict';
import { randomFillSync } from 'node:crypto';
import { describe, it } from 'node:test';
import zlib from 'node:zlib';
import { BodyReader } from '../../../../src/engine/content/body.ts';
import { FailureError } from '../../../../src/engine/model/failure.ts';
import { AMPLE, CODERS, HEEDLESS, PatientSource, readBody, splits } from '../../support/body.ts';

const page = Buffer.from('<p>Zwölf Boxkämpfer jagen Python quer über den großen Sylter Deich 😀</p>');
const pack = (coding: string, bytes: Uint8Array) => CODERS[coding]?.(bytes) ?? assert.fail(coding);
const everyCoding = ['gzip', 'deflate', 'br', 'zstd', 'gzip'].reduce<Buffer>(
  (bytes, coding) => pack(coding, bytes),
  page,
);

describe('a body', () => {
  const rows: [contentEncoding: string, bytes: Uint8Array][] = [
    ['', page],
    ['identity', page],
    [' , identity ,', page],
    ...Object.keys(CODERS).map(coding => [coding, pack(coding, page)] as [string, Uint8Array]),
    ['x-gzip', pack('gzip', page)],
    ['GZip', pack('gzip', page)],
    ['deflate', zlib.deflateRawSync(page)],
    ['identity, gzip', pack('gzip', page)],
    ['gzip, br', pack('br', pack('gzip', page))],
    ['deflate,gzip', pack('gzip', pack('deflate', page))],
    ['gzip, deflate, br, zstd, gzip', everyCoding],
  ];
  for (const [contentEncoding, bytes] of rows) {
    it(`with Content-Encoding “${contentEncoding}”, ${bytes[0]}… reads the same however it is split`, async () => {
      for (const chunks of splits(bytes)) {
        const body = await readBody(contentEncoding, chunks);
        assert.deepEqual(body, { bytes: page }, `split into ${chunks.map(({ length }) => length)}`);
      }
    });
  }

  it('that is empty is empty in every coding', async () => {
    for (const coding of ['', ...Object.keys(CODERS)]) {
      assert.deepEqual(await readBody(coding, []), { bytes: Buffer.alloc(0) });
      if (coding)
        assert.deepEqual(await readBody(coding, [pack(coding, Buffer.alloc(0))]), { bytes: Buffer.alloc(0) });
    }
  });

  it('of several gzip members reads as one', async () => {
    const bytes = Buffer.concat([pack('gzip', page.subarray(0, 20)), pack('gzip', page.subarray(20))]);
    assert.deepEqual(await readBody('gzip', [bytes]), { bytes: page });
  });

  it('slows its source down while it unpacks, and lets it go on', { timeout: 10_000 }, async () => {
    const source = new PatientSource();
    const large = randomFillSync(Buffer.alloc(AMPLE / 2));
    const bytes = pack('gzip', large);
    const reader = new BodyReader('gzip', AMPLE, source);
    for (let start = 0; start < bytes.length; start += 32_000) {
      await source.ready();
      reader.write(bytes.subarray(start, start + 32_000));
    }
    reader.end();
    assert.equal((await reader.body).bytes.compare(large), 0);
    assert.ok(source.pauses > 0, 'it was paused');
  });
});

describe('the cap', () => {
  const text = Buffer.from('python '.repeat(1_000));
  for (const coding of ['', ...Object.keys(CODERS)]) {
    const bytes = coding ? pack(coding, text) : text;
    it(`cuts a body${coding && ` in ${coding}`} that is larger, counted unpacked`, async () => {
      const body = await readBody(coding, [bytes], { cap: 2048 });
      assert.deepEqual(body.bytes, text.subarray(0, 2048));
      assert.equal(body.cut?.code, 'BODY_TOO_BIG');
      assert.match(body.cut.message, /first 2 KiB/);
    });

    it(`leaves a body${coding && ` in ${coding}`} alone that just fits`, async () => {
      assert.deepEqual(await readBody(coding, [bytes], { cap: text.length }), { bytes: text });
      const body = await readBody(coding, [bytes], { cap: text.length - 1 });
      assert.equal(body.cut?.code, 'BODY_TOO_BIG');
    });
  }

  it('settles the body before its end, so that nobody waits for the rest', async () => {
    const reader = new BodyReader('', 10, HEEDLESS);
    reader.write(Buffer.alloc(6, 'a'));
    reader.write(Buffer.alloc(6, 'b'));
    const { bytes, cut } = await reader.body;
    assert.equal(bytes.toString(), 'aaaaaabbbb');
    assert.equal(cut?.code, 'BODY_TOO_BIG');
    // Late data changes nothing.
    reader.write(Buffer.alloc(6, 'c'));
    reader.end();
    assert.equal((await reader.body).bytes.length, 10);
  });

  for (const coding of Object.keys(CODERS)) {
    it(`stops a bomb in ${coding}`, async () => {
      const bomb = pack(coding, Buffer.alloc(64 * AMPLE));
      const body = await readBody(coding, [bomb], { cap: AMPLE });
      assert.deepEqual([body.bytes.length, body.cut?.code], [AMPLE, 'BODY_TOO_BIG']);
    });
  }
});

it('a body in more codings than five is refused at once', () => {
  assert.throws(
    () => new BodyReader(Array(6).fill('gzip').join(', '), AMPLE, HEEDLESS),
    (error: unknown) => {
      assert.ok(error instanceof FailureError);
      assert.equal(error.failure.code, 'DECODE_UNSUPPORTED');
      assert.match(error.failure.message, /compressed 6 times; at most 5/);
      return true;
    },
  );
});
