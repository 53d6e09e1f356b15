/** Chunks are collected in memory that is in proportion to their bytes. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ChunkList } from '../../../../src/engine/content/chunkList.ts';
import { runs } from '../../support/properties.ts';

/** Chunks of a length, each at the start of memory of its own. */
function* chunksIn(memory: number, length: number, count: number): Generator<Buffer> {
  for (let at = 0; at < count; at++) yield Buffer.alloc(memory, at % 251).subarray(0, length);
}

function listOf(chunks: Iterable<Buffer>): ChunkList {
  const list = new ChunkList();
  for (const chunk of chunks) list.push(chunk);
  return list;
}

/** Number of bytes of memory that chunks keep alive. */
function heldBy(chunks: readonly Buffer[]): number {
  return [...new Set(chunks.map(({ buffer }) => buffer))].reduce(
    (sum, { byteLength }) => sum + byteLength,
    0,
  );
}

describe('a list of chunks', () => {
  for (const [length, memory] of [
    [1, 1],
    [1, 64 * 1024],
    [100, 16 * 1024],
    [2000, 2000],
    [4096, 64 * 1024],
    [9000, 64 * 1024],
    [20_000, 64 * 1024],
    [60_000, 64 * 1024],
  ] as const) {
    it(`keeps twice its bytes alive at most, and few objects: chunks of ${length} in ${memory}`, () => {
      for (const count of [1, 8].map(times => times * Math.max(4, 30_000 / length))) {
        const list = listOf(chunksIn(memory, length, count));
        const bytes = list.length;
        const chunks = list.take();
        assert.ok(heldBy(chunks) <= 2 * bytes + 4096, `${heldBy(chunks)} for ${bytes}`);
        assert.ok(chunks.length <= bytes / 4096 + 2, `${chunks.length} chunks for ${bytes}`);
      }
    });
  }

  it('keeps large chunks, and a first one that fills its memory, without a copy', () => {
    const small = Buffer.alloc(100);
    const large = Buffer.alloc(64 * 1024);
    const chunks = listOf([small, large, large]).take();
    assert.deepEqual(
      chunks.map(chunk => [small, large].some(({ buffer }) => buffer === chunk.buffer)),
      [true, true, true],
    );
    assert.equal(listOf([small]).join(), small);
  });

  it('has no chunk that is empty', () => {
    const list = listOf([Buffer.alloc(0), Buffer.from('a'), Buffer.alloc(0)]);
    assert.deepEqual([list.length, list.take(), list.length, list.take()], [1, [Buffer.from('a')], 0, []]);
    assert.equal(list.join().length, 0);
  });

  it('has the bytes that were pushed, in their order, whatever the chunks are', () => {
    const sizes = fc.oneof(fc.nat(20), fc.nat(6000), fc.nat(40_000));
    fc.assert(
      fc.property(fc.array(fc.tuple(sizes, fc.boolean(), fc.boolean()), { maxLength: 20 }), all => {
        const list = new ChunkList();
        const expected: Buffer[] = [];
        const taken: Buffer[] = [];
        all.forEach(([size, isPart, takes], index) => {
          const chunk = Buffer.alloc(isPart ? 3 * size : size, index + 1).subarray(0, size);
          expected.push(chunk);
          list.push(chunk);
          if (takes) taken.push(...list.take());
        });
        taken.push(list.join());
        assert.ok(Buffer.concat(taken).equals(Buffer.concat(expected)));
      }),
      runs(200),
    );
  });
});
