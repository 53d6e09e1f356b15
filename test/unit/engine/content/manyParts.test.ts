/** Bodies of very many small parts take work and memory in proportion to what they unpack to. */

import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import zlib from 'node:zlib';
import { type Body, BodyReader } from '../../../../src/engine/content/body.ts';
import { ByteInput } from '../../../../src/engine/content/byteInput.ts';
import { FailureError } from '../../../../src/engine/model/failure.ts';
import { AMPLE, HEEDLESS, readBody } from '../../support/body.ts';

const MAKERS = ['createInflateRaw', 'createZstdDecompress', 'createBrotliDecompress'] as const;

/** Counts the decoders that are created from now on. */
function countDecoders(context: TestContext): () => number {
  const mocks = MAKERS.map(name => context.mock.method(zlib, name));
  return () => mocks.reduce((sum, { mock }) => sum + mock.callCount(), 0);
}

const repeated = (count: number, part: Uint8Array) => Buffer.concat(Array<Uint8Array>(count).fill(part));

/** A gzip member with a name of this length. */
const named = (length: number) => {
  const member = zlib.gzipSync('Python');
  const header = Buffer.from(member.subarray(0, 10));
  header[3] = 8;
  return Buffer.concat([header, Buffer.alloc(length, 'n'), Buffer.alloc(1), member.subarray(10)]);
};

async function codeOf(reading: Promise<Body>): Promise<string | undefined> {
  try {
    return (await reading).cut?.code;
  } catch (error) {
    assert.ok(error instanceof FailureError);
    return error.failure.code;
  }
}

describe('the decoders of a body do not grow with its parts', () => {
  const letter = zlib.gzipSync('a');
  const rows: [name: string, label: string, part: Uint8Array][] = [
    ['empty gzip members', 'gzip', zlib.gzipSync('')],
    ['gzip members of one letter', 'gzip', letter],
    ['empty zstd frames', 'zstd', zlib.zstdCompressSync('')],
    ['zstd frames of one letter', 'zstd', zlib.zstdCompressSync('a')],
    ['zstd frames to skip', 'zstd', Buffer.from('502a4d1800000000', 'hex')],
    ['zstd frames to skip and gzip without a label', '', Buffer.from('502a4d1800000000', 'hex')],
  ];
  for (const [name, label, part] of rows) {
    it(name, async context => {
      const decoders = countDecoders(context);
      for (const count of [4000, 32_000]) {
        const before = decoders();
        const body = readBody(label, [repeated(count, part)], { isText: true });
        assert.ok(['DECODE_FAILED', 'BODY_CUT'].includes((await codeOf(body)) ?? ''));
        assert.ok(decoders() - before <= 1001, `${decoders() - before} decoders for ${count} parts`);
      }
    });
  }

  it('gzip members inside gzip', async context => {
    const decoders = countDecoders(context);
    const packed = zlib.gzipSync(repeated(32_000, letter));
    const { bytes, cut } = await readBody('gzip, gzip', [packed]);
    assert.deepEqual([bytes.length, cut?.code], [1000, 'BODY_CUT']);
    assert.match(
      cut?.message ?? '',
      /Only the first 1000 bytes were searched: its gzip compression has too many/,
    );
    assert.ok(decoders() <= 1002);
  });

  it('gzip members inside two more codings', async context => {
    const decoders = countDecoders(context);
    const packed = zlib.brotliCompressSync(zlib.zstdCompressSync(repeated(32_000, letter)));
    assert.equal(await codeOf(readBody('gzip, zstd, br', [packed])), 'BODY_CUT');
    assert.ok(decoders() <= 1003);
  });

  it('empty blocks of deflate, and metadata blocks of brotli', async context => {
    const decoders = countDecoders(context);
    const block = Buffer.from('000000ffff', 'hex');
    const deflate = Buffer.concat([repeated(150_000, block), zlib.deflateRawSync('Python')]);
    assert.equal((await readBody('deflate', [deflate])).bytes.toString(), 'Python');
    const brotli = Buffer.concat([Buffer.of(0x0c), Buffer.alloc(500_000, 0x06), Buffer.of(0x03)]);
    assert.deepEqual(await readBody('br', [brotli]), { bytes: Buffer.alloc(0) });
    assert.equal(decoders(), 2);
  });

  it('a chunk for each part', async context => {
    const decoders = countDecoders(context);
    assert.equal(await codeOf(readBody('gzip', Array(4000).fill(letter))), 'BODY_CUT');
    assert.ok(decoders() <= 1001);
  });
});

describe('a file of many parts that are no attack is read whole', () => {
  const text = Buffer.alloc(AMPLE - 1, 'Python ');
  const cutInto = (size: number) =>
    Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
      text.subarray(at * size, (at + 1) * size),
    );
  for (const size of [64 * 1024, 4096]) {
    it(`in gzip members and zstd frames of ${size} bytes, up to the cap`, async () => {
      for (const [label, pack] of [
        ['gzip', zlib.gzipSync],
        ['zstd', zlib.zstdCompressSync],
      ] as const) {
        const packed = Buffer.concat([...cutInto(size).map(part => pack(part)), pack('')]);
        const { bytes, cut } = await readBody(label, [packed]);
        assert.deepEqual([bytes.equals(text), cut], [true, undefined]);
      }
    });
  }

  it('in a thousand gzip members of a line each, with garbage behind them', async () => {
    const packed = Buffer.concat([repeated(1000, zlib.gzipSync('line\n')), Buffer.from('garbage')]);
    assert.deepEqual(await readBody('gzip', [packed]), { bytes: Buffer.from('line\n'.repeat(1000)) });
    const frames = Buffer.concat([repeated(1000, zlib.zstdCompressSync('line\n')), Buffer.from('garbage')]);
    assert.deepEqual(await readBody('zstd', [frames]), { bytes: Buffer.from('line\n'.repeat(1000)) });
  });
});

describe('the header of gzip', () => {
  it('is skipped in the chunks that it comes in, however long its name is', async () => {
    for (const length of [4000, 32_000]) {
      let pulled = 0;
      const packed = named(length);
      const chunks = (async function* () {
        for (let at = 0; at < packed.length; at += 1000) {
          pulled++;
          yield packed.subarray(at, at + 1000);
        }
      })();
      const input = new ByteInput(chunks);
      assert.ok(await input.skip(10));
      assert.ok(await input.skipPast(0));
      assert.equal(pulled, Math.floor((length + 10) / 1000) + 1);
      assert.equal((await readBody('gzip', [packed])).bytes.toString(), 'Python');
    }
  });

  it('is cut where its name does not end', async () => {
    assert.equal(await codeOf(readBody('gzip', [named(1000).subarray(0, 500)])), 'DECODE_FAILED');
  });

  it('is followed by the bytes after its name, wherever a chunk ends', async () => {
    for (const parts of [['ab', '\0', 'c'], ['ab\0c'], ['ab\0', 'c'], ['a', 'b\0c']]) {
      const input = new ByteInput(parts.map(part => Buffer.from(part))[Symbol.iterator]() as never);
      assert.deepEqual([await input.skipPast(0), (await input.take(9)).toString()], [true, 'c']);
      assert.equal(await input.skipPast(0), false);
    }
  });
});

describe('a body of chunks of one byte', () => {
  for (const label of ['', 'identity', 'gzip']) {
    it(`is read, and its bytes have memory of their own, labelled ${label || 'not at all'}`, async () => {
      const text = Buffer.alloc(50_000, 'Python ');
      const packed = label === 'gzip' ? zlib.gzipSync(text, { level: 0 }) : text;
      const socket = Buffer.alloc(64 * 1024);
      packed.copy(socket);
      const reader = new BodyReader(label, AMPLE, HEEDLESS);
      for (let at = 0; at < packed.length; at++) {
        reader.write(socket.subarray(at, at + 1));
        reader.write(socket.subarray(at, at));
      }
      reader.end();
      const { bytes } = await reader.body;
      assert.ok(bytes.equals(text));
      assert.ok(bytes.buffer.byteLength <= 2 * bytes.length);
    });
  }

  it('is not kept alive by empty chunks', context => {
    let now = 0;
    context.mock.method(performance, 'now', () => now);
    const reader = new BodyReader('', AMPLE, HEEDLESS);
    reader.write(Buffer.from('a'));
    now = 5000;
    reader.write(Buffer.alloc(0));
    assert.equal(reader.silence, 5000);
    reader.write(Buffer.from('b'));
    assert.equal(reader.silence, 0);
  });
});
