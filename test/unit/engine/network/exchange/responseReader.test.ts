/** The reading of a response, for every transport. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { Deadline } from '../../../../../src/engine/async/deadline.ts';
import { BodyReader } from '../../../../../src/engine/content/body.ts';
import { FailureError, failure } from '../../../../../src/engine/model/failure.ts';
import { ResponseReader } from '../../../../../src/engine/network/exchange/responseReader.ts';
import type { ExchangeOptions } from '../../../../../src/engine/network/exchange/transport.ts';
import { AMPLE, HEEDLESS } from '../../../support/body.ts';

/** A reader, and its events in order. */
function open(more: Partial<ExchangeOptions> = {}, cap = AMPLE) {
  const events: string[] = [];
  const deadline = new Deadline(60_000);
  deadline.end();
  const reader = new ResponseReader({
    path: '/',
    headers: {},
    deadline,
    use: 'close',
    wantsBody: ({ status }) => status < 300,
    createReader: ({ headers }, source) =>
      new BodyReader(String(headers['content-encoding'] ?? ''), cap, source),
    onPhase: phase => events.push(phase),
    bodyFailure: ({ message }) => failure('BODY_CUT', message),
    ...more,
  });
  reader.response.then(
    () => events.push('head'),
    ({ message }) => events.push(`no head: ${message}`),
  );
  const begin = (status: number, headers = {}) =>
    reader.begin(status, headers, HEEDLESS, ({ message }) => {
      events.push(`stop: ${message}`);
      // Immediately, as undici does.
      reader.fail(new Error('aborted'));
    });
  return { reader, events, begin };
}

describe('a response', () => {
  it('has its head at once, and its body when that is complete', async () => {
    const { begin, events, reader } = open();
    assert.equal(begin(200, { 'content-type': 'text/html' }), true);
    const { body, mediaType, status } = await reader.response;
    assert.deepEqual([status, mediaType.essence], [200, 'text/html']);
    for (const chunk of ['A ', 'Py', 'thon']) reader.write(Buffer.from(chunk));
    reader.end();
    const { bytes, cut } = (await body?.body) ?? {};
    assert.deepEqual([String(bytes), cut], ['A Python', undefined]);
    assert.deepEqual(events, ['body', 'head']);
  });

  it('whose body is not wanted is stopped, which is no failure', async () => {
    const { begin, events, reader } = open();
    assert.equal(begin(404), false);
    const { body, status } = await reader.response;
    assert.deepEqual([body, status], [undefined, 404]);
    reader.write(Buffer.from('Not found'));
    reader.end();
    assert.deepEqual(events, ['stop: the body is not wanted', 'head']);
  });

  it('whose body cannot be read is stopped, and says why', async () => {
    const { begin, events, reader } = open({
      createReader: () => {
        throw new FailureError(failure('DECODE_UNSUPPORTED', 'six times'));
      },
    });
    assert.equal(begin(200), false);
    await assert.rejects(reader.response, { failure: failure('DECODE_UNSUPPORTED', 'six times') });
    assert.deepEqual(events, ['body', 'stop: six times', 'no head: six times']);
  });

  it('is stopped at the cap, and keeps what came until then', async () => {
    const { begin, events, reader } = open({}, 4);
    begin(200);
    const { body } = await reader.response;
    reader.write(Buffer.from('Python'));
    const { bytes, cut } = (await body?.body) ?? {};
    assert.deepEqual([String(bytes), cut?.code], ['Pyth', 'BODY_TOO_BIG']);
    assert.deepEqual(events, ['body', 'head', 'stop: BODY_TOO_BIG']);
  });

  it('is stopped when its body cannot be unpacked', async () => {
    const { begin, events, reader } = open();
    begin(200, { 'content-encoding': 'gzip' });
    const { body } = await reader.response;
    reader.write(gzipSync('Python').fill(0xff, 10));
    reader.end();
    await assert.rejects(
      body?.body ?? Promise.resolve(),
      ({ failure: { code } }) => code === 'DECODE_FAILED',
    );
    assert.match(events.at(-1) ?? '', /^stop: /);
  });
});

describe('a failure', () => {
  it('before the head is that of the response', async () => {
    for (const method of ['fail', 'reject'] as const) {
      const { reader } = open();
      reader[method](new Error('reset'));
      await assert.rejects(reader.response, /^Error: reset$/);
    }
  });

  it('in the body cuts it, under the name that the body has for it', async () => {
    const { begin, reader } = open();
    begin(200);
    const { body } = await reader.response;
    reader.write(Buffer.from('A Py'));
    reader.fail(new Error('reset'));
    const { bytes, cut } = (await body?.body) ?? {};
    assert.deepEqual([String(bytes), cut], ['A Py', failure('BODY_CUT', 'reset')]);
  });

  it('in the body is none behind its end', async () => {
    const { begin, reader } = open();
    begin(204);
    const { body } = await reader.response;
    reader.end();
    reader.fail(new Error('reset'));
    assert.equal((await body?.body)?.cut, undefined);
  });

  it('of the head alone leaves the body as it is', async () => {
    const { begin, reader } = open();
    begin(200);
    const { body } = await reader.response;
    reader.reject(new Error('late'));
    reader.write(Buffer.from('Python'));
    reader.end();
    assert.equal(String((await body?.body)?.bytes), 'Python');
  });
});
