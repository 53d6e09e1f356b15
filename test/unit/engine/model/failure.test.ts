/** Failures: their codes and the words in their sentences. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { FAILURE_CODES, failure } from '../../../../src/engine/model/failure.ts';
import { statusFailure } from '../../../../src/engine/request/statusFailure.ts';
import { seconds, size } from '../../../../src/engine/wording/units.ts';

const ENGINE = new URL('../../../../src/engine/', import.meta.url);

describe('a failure code', () => {
  const sources = readdirSync(ENGINE, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => readFileSync(new URL(name, ENGINE), 'utf8'))
    .map(source => source.replace(/FAILURE_CODES = \[.*?\]/s, ''))
    .join('\n');

  for (const code of FAILURE_CODES) {
    it(`${code} is produced by the engine`, () => assert.ok(sources.includes(`'${code}'`)));
  }

  it('is there once', () => assert.equal(new Set(FAILURE_CODES).size, FAILURE_CODES.length));

  it('is not looked for in the list of the codes itself', () => {
    assert.doesNotMatch(sources, /FAILURE_CODES = /);
    assert.match(sources, /interface Failure /, 'the rest of that file is there');
  });
});

describe('a failure', () => {
  it('is safe to show, in its sentence and in its detail', () => {
    assert.deepEqual(failure('INTERNAL', 'a\nb\u202e', '\u001b[31mx'), {
      code: 'INTERNAL',
      message: 'a b ',
      detail: ' [31mx',
    });
  });

  it('has no detail where there is none', () => {
    assert.deepEqual(Object.keys(failure('INTERNAL', 'a')), ['code', 'message']);
    assert.deepEqual(Object.keys(failure('INTERNAL', 'a', '')), ['code', 'message']);
  });
});

describe('a status', () => {
  for (const [status, message] of [
    [403, 'The server answered 403 Forbidden'],
    [404, 'The server answered 404 Not Found'],
    [503, 'The server answered 503 Service Unavailable'],
    [304, 'The server answered 304 Not Modified'],
    [600, 'The server answered 600'],
  ] as const) {
    it(`${status} reads “${message}”`, () => {
      assert.deepEqual(statusFailure(status), { code: 'HTTP_STATUS', message });
    });
  }
});

describe('a figure', () => {
  const durations: [ms: number, words: string][] = [
    [0, '0 ms'],
    [250, '250 ms'],
    [999, '999 ms'],
    [1_000, '1 s'],
    [1_500, '1.5 s'],
    [30_000, '30 s'],
    [600_000, '600 s'],
  ];
  for (const [ms, words] of durations) {
    it(`of ${ms} ms reads ${words}`, () => assert.equal(seconds(ms), words));
  }
  const sizes: [bytes: number, words: string][] = [
    [0, '0 bytes'],
    [1, '1 byte'],
    [1023, '1023 bytes'],
    [1024, '1 KiB'],
    [1536, '1.5 KiB'],
    [1024 ** 2, '1 MiB'],
    [5 * 1024 ** 2, '5 MiB'],
    [2.5 * 1024 ** 2, '2.5 MiB'],
  ];
  for (const [bytes, words] of sizes) {
    it(`of ${bytes} bytes reads ${words}`, () => assert.equal(size(bytes), words));
  }
});
