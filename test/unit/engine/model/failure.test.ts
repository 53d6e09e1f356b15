/** Failures: their codes and their sentences. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { FAILURE_CODES, failure } from '../../../../src/engine/model/failure.ts';

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

  it('is bounded, whatever servers put into it', () => {
    for (const length of [10_000, 80_000]) {
      const { message, detail = '' } = failure('INTERNAL', 'm'.repeat(length), `d ${'x'.repeat(length)}`);
      assert.equal(message, `${'m'.repeat(999)}…`);
      assert.equal(detail, 'd …');
    }
    assert.equal(failure('INTERNAL', 'a', `d\n${'x '.repeat(5_000)}`).detail?.length, 3_999);
  });

  it('has a detail that is not cut within a URL, where half a password may look like a host', () => {
    for (const before of ['at ', 'at\n']) {
      const detail = `${before.repeat(1_328)}http://me:${'s3cr3t'.repeat(100)}@host/`;
      assert.doesNotMatch(failure('INTERNAL', 'a', detail).detail ?? '', /s3cr3t/);
    }
  });
});
