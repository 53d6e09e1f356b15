/** The failures that only the host's `fetch` has. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { proxyFailure, unpackFailure } from '../../../../../src/engine/network/exchange/hostFetchFailures.ts';

/** An error of `fetch`. Its cause is the real error. */
const fetchError = (cause: unknown) => new TypeError('fetch failed', { cause });

function errorOf(unpack: () => unknown): unknown {
  try {
    unpack();
  } catch (error) {
    return error;
  }
  return assert.fail('it can be unpacked');
}

describe("the answer of the host's proxy", () => {
  it('is a failure of the proxy, by its status', () => {
    const codes = [407, 403, 502].map(
      status => proxyFailure(fetchError(new Error(`Proxy response (${status}) !== 200`)))?.failure.code,
    );
    assert.deepEqual(codes, ['PROXY_AUTH', 'PROXY_REFUSED', 'PROXY_REFUSED']);
  });

  it('is nothing else', () => {
    for (const error of [
      fetchError(new Error('connect ECONNREFUSED')),
      new Error('Proxy'),
      'text',
      undefined,
    ]) {
      assert.equal(proxyFailure(error), undefined);
    }
  });
});

describe('a body that the host cannot unpack', () => {
  it('is known by the codes of all codings', () => {
    const damaged = Buffer.from('no coding at all');
    for (const unpack of [gunzipSync, brotliDecompressSync, zstdDecompressSync]) {
      const error = fetchError(errorOf(() => unpack(damaged)));
      assert.equal(unpackFailure(error)?.failure.code, 'DECODE_FAILED', unpack.name);
    }
  });

  it('is told from one that breaks off, and circles of causes end', () => {
    assert.equal(
      unpackFailure(fetchError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }))),
      undefined,
    );
    const circle = new Error('circle');
    circle.cause = circle;
    assert.equal(unpackFailure(circle), undefined);
  });
});
