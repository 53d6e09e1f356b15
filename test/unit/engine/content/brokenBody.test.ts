/** Bodies that end too early or are labelled wrongly: the received part is searched, and never counts as the whole page. */

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { BodyReader } from '../../../../src/engine/content/body.ts';
import { type Failure, FailureError, failure } from '../../../../src/engine/model/failure.ts';
import { AMPLE, CODERS, HEEDLESS, type Pace, readBody, unpackPart } from '../../support/body.ts';

const page = Buffer.from('<p>Python, and more of it</p>'.repeat(10));
const pack = (coding: string, bytes: Uint8Array) => CODERS[coding]?.(bytes) ?? assert.fail(coding);

async function failureFrom(body: Promise<unknown>): Promise<Failure> {
  const error = await body.then(
    () => assert.fail('the body was read'),
    (error: unknown) => error,
  );
  assert.ok(error instanceof FailureError);
  return error.failure;
}

for (const coding of Object.keys(CODERS)) {
  describe(`a body labelled ${coding}`, () => {
    it('that is neither text nor compressed cannot be unpacked', async () => {
      const { code, message, detail } = await failureFrom(
        readBody(coding, [Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')]),
      );
      assert.equal(code, 'DECODE_FAILED');
      assert.match(message, new RegExp(`says it is ${coding}-compressed but cannot be unpacked`));
      assert.ok(detail, 'the log is told the raw error');
    });

    it('that is cut right behind its start cannot be unpacked', async () => {
      assert.equal(
        (await failureFrom(readBody(coding, [pack(coding, page).subarray(0, 2)]))).code,
        'DECODE_FAILED',
      );
    });

    // Text that does not compress well. So the body is long, and much of it is unpacked before the cut.
    const text = Buffer.from(randomBytes(150_000).toString('hex'));
    const whole = pack(coding, text);
    const part = whole.subarray(0, Math.floor(whole.length * 0.9));
    const ways: [name: string, chunks: Uint8Array[], pace: Pace][] = [
      ['in one chunk', [part], 'all at once'],
      ['in ten chunks', inChunks(part, 10), 'all at once'],
      ['in ten chunks with pauses', inChunks(part, 10), 'one by one'],
      ['with a last chunk of its own', [part.subarray(0, 10_000), part.subarray(10_000)], 'all at once'],
    ];
    for (const [name, chunks, pace] of ways) {
      it(`that ends too early, ${name}, is cut, and what came is kept`, async () => {
        const { bytes, cut } = await readBody(coding, chunks, { pace });
        assert.equal(cut?.code, 'BODY_CUT');
        assert.match(cut.message, /ended early/);
        assert.equal(bytes.compare(text.subarray(0, bytes.length)), 0);
        assert.equal(bytes.length, unpackPart(coding, part).length, 'all that can be unpacked is kept');
      });
    }
  });
}

// Brotli and Zstandard have no checksum here, so damaged data may still be valid.
for (const coding of ['gzip', 'deflate']) {
  it(`a body labelled ${coding} that is broken in its middle is cut, and never read wrongly without a word`, async () => {
    const broken = pack(coding, Buffer.from(randomBytes(150_000).toString('hex')));
    broken.fill(0xff, 100_000, 102_000);
    const { bytes, cut } = await readBody(coding, inChunks(broken, 10), { pace: 'one by one' });
    assert.equal(cut?.code, 'BODY_CUT');
    assert.match(
      cut.message,
      new RegExp(`its ${coding} compression is broken|the checksum of its ${coding} compression is wrong`),
    );
    assert.ok(bytes.length > 0);
  });
}

describe('a body whose exchange fails', () => {
  const reset = failure('BODY_CUT', 'The page ended early: the connection was closed in the middle of it');

  it('fails with that reason when nothing came', async () => {
    const reader = new BodyReader('', AMPLE, HEEDLESS);
    reader.fail(reset);
    assert.deepEqual(await failureFrom(reader.body), reset);
  });

  it('is cut for that reason when something came', async () => {
    const reader = new BodyReader('', AMPLE, HEEDLESS);
    reader.write(page);
    reader.fail(reset);
    assert.deepEqual(await reader.body, { bytes: page, cut: reset });
  });

  for (const coding of Object.keys(CODERS)) {
    it(`is cut for that reason when something came in ${coding}, though it was still being unpacked`, async () => {
      // More than one block, because Zstandard unpacks a block only when it is complete.
      const part = pack(coding, Buffer.from(randomBytes(150_000).toString('hex'))).subarray(0, -3);
      const reader = new BodyReader(coding, AMPLE, HEEDLESS);
      reader.write(part);
      reader.fail(reset);
      assert.deepEqual(await reader.body, { bytes: unpackPart(coding, part), cut: reset });
    });
  }

  it('stays as it was when it had ended before', async () => {
    const reader = new BodyReader('', AMPLE, HEEDLESS);
    reader.write(page);
    reader.end();
    reader.fail(reset);
    assert.deepEqual(await reader.body, { bytes: page });
  });

  it('raises no unhandled rejection when nobody waits for it', async () => {
    const rejections: unknown[] = [];
    const note = (reason: unknown) => rejections.push(reason);
    process.on('unhandledRejection', note);
    new BodyReader('', AMPLE, HEEDLESS).fail(reset);
    await setImmediate();
    await setImmediate();
    process.off('unhandledRejection', note);
    assert.deepEqual(rejections, []);
  });
});

function inChunks(bytes: Buffer, count: number): Buffer[] {
  const length = Math.ceil(bytes.length / count);
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * length, (index + 1) * length));
}
