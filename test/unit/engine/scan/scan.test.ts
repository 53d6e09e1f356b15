/** Scans of pages that answer, and their outcomes. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import zlib from 'node:zlib';
import type { Answer } from '../../../web/ordinary.ts';
import { ending, scanUrl, scanUrls } from '../../support/scanning.ts';
import { openSite } from '../../support/site.ts';

const PAGE = '<title>On snakes</title>\n<p>A Python, two pythons</p>\n';

/** Starts a site with one page, and scans it. */
async function scanAnswer(answer: Answer, options = {}) {
  await using site = await openSite({ '/': answer });
  return await scanUrl(site.url('/'), { options });
}

describe('a page', () => {
  it('that mentions the term ends with what is known of it', async () => {
    await using site = await openSite({ '/a?b=1': { body: PAGE } });
    const { outcomes, texts } = await scanUrls([site.url('/a?b=1')]);
    const [outcome] = outcomes;
    assert.ok(outcome?.kind === 'mentions');
    const { matches, ms, timings = [], ...facts } = outcome;
    assert.deepEqual(facts, {
      kind: 'mentions',
      count: 2,
      places: { title: 0, text: 2, markup: 0 },
      bytes: PAGE.length,
      status: 200,
      finalUrl: site.url('/a?b=1'),
      mediaType: 'text/html',
      charset: 'UTF-8',
    });
    assert.ok(ms >= 0 && Number.isInteger(ms));
    assert.ok(timings.every(Number.isInteger));
    assert.deepEqual(
      matches.map(({ line, text }) => [line, text]),
      [[2, '<p>A Python, two pythons</p>']],
    );
    assert.deepEqual(texts, [PAGE]);
  });

  it('that does not mention it ends so, and an empty one too', async () => {
    for (const body of ['<p>Nothing of that</p>', '']) {
      const outcome = await scanAnswer({ body });
      assert.deepEqual([outcome.kind, outcome.bytes, outcome.status], ['noMention', body.length, 200]);
    }
  });

  it('without content (204) ends without a mention', async () => {
    assert.equal((await scanAnswer({ status: 204 })).kind, 'noMention');
  });

  it('is searched in its body only, not in its headers', async () => {
    assert.equal(
      (await scanAnswer({ headers: { server: 'Python', 'x-powered-by': 'python' } })).kind,
      'noMention',
    );
  });

  it('is found in, though its word, its characters and its compression are split into chunks', async () => {
    const text = '<p>größer als ein Python</p>';
    for (const [coding, bytes] of [
      ['identity', Buffer.from(text)],
      ['gzip', zlib.gzipSync(text)],
      ['br', zlib.brotliCompressSync(text)],
    ] as const) {
      const body = Array.from(bytes, byte => Uint8Array.of(byte));
      const outcome = await scanAnswer({ headers: { 'content-encoding': coding }, body });
      assert.deepEqual([outcome.kind, outcome.bytes], ['mentions', Buffer.byteLength(text)], coding);
    }
  });

  it('in UTF-16, in an old encoding, and with a byte order mark is found in', async () => {
    const rows: [contentType: string, body: Buffer, charset: string][] = [
      ['text/html; charset=utf-16', Buffer.from('Python', 'utf16le'), 'UTF-16LE'],
      ['text/html', Buffer.from('\ufeffPython', 'utf16le').swap16(), 'UTF-16BE'],
      ['text/html', Buffer.from('\ufeffPython'), 'UTF-8'],
      ['text/html; charset=shift_jis', Buffer.from([0x83, 0x5c, ...Buffer.from('Python')]), 'Shift_JIS'],
      ['text/plain', Buffer.from('Python caf\xe9', 'latin1'), 'windows-1252'],
    ];
    for (const [contentType, body, charset] of rows) {
      const outcome = await scanAnswer({ headers: { 'content-type': contentType }, body });
      assert.deepEqual([outcome.kind, outcome.charset], ['mentions', charset]);
    }
  });

  it('is searched by the expression that was asked for', async () => {
    await using site = await openSite({ '/': { body: PAGE } });
    const count = async (term: object) => {
      const outcome = await scanUrl(site.url('/'), { term });
      return outcome.kind === 'mentions' ? outcome.count : 0;
    };
    assert.equal(await count({ wholeWord: true }), 1);
    assert.equal(await count({ matchCase: true }), 1);
    assert.equal(await count({ text: 'PYTHON', matchCase: true }), 0);
    assert.equal(await count({ text: 'py\\w+', regularExpression: true }), 2);
  });
});

describe('an answer', () => {
  for (const [status, message] of [
    [400, 'The server answered 400 Bad Request'],
    [403, 'The server answered 403 Forbidden'],
    [404, 'The server answered 404 Not Found'],
    [500, 'The server answered 500 Internal Server Error'],
    [304, 'The server answered 304 Not Modified'],
    [599, 'The server answered 599'],
  ] as const) {
    it(`with status ${status} fails, whatever its page says`, async () => {
      const outcome = await scanAnswer({ status, body: status === 304 ? '' : PAGE });
      assert.deepEqual(ending(outcome), ['failed', 'HTTP_STATUS', message]);
      assert.equal(outcome.status, status);
    });
  }

  it('that is not text by its label is skipped', async () => {
    const outcome = await scanAnswer({ headers: { 'content-type': 'image/png' }, body: PAGE });
    assert.deepEqual(ending(outcome), ['skipped', 'NOT_TEXT', 'The page is image/png, not text']);
    assert.equal(outcome.mediaType, 'image/png');
  });

  it('that is not text by its bytes is skipped', async () => {
    const outcome = await scanAnswer({ body: Buffer.from('Python\0\x01\x02') });
    assert.deepEqual(ending(outcome).slice(0, 2), ['skipped', 'NOT_TEXT']);
    assert.match(ending(outcome)[2] ?? '', /not text, though it is labelled text\/html/);
  });

  it('that is text without saying so is searched', async () => {
    for (const type of ['application/octet-stream', 'nonsense', '']) {
      assert.equal(
        (await scanAnswer({ headers: { 'content-type': type }, body: PAGE })).kind,
        'mentions',
        type,
      );
    }
  });

  it('in an encoding that is not safe to decode is skipped', async () => {
    const outcome = await scanAnswer({
      headers: { 'content-type': 'text/html; charset=hz-gb-2312' },
      body: PAGE,
    });
    assert.deepEqual(ending(outcome).slice(0, 2), ['skipped', 'NOT_TEXT']);
  });

  it('whose compression is unknown, or is not what it says, fails', async () => {
    const packed = Buffer.from('1f9d907054f8f0', 'hex');
    const unknown = await scanAnswer({ headers: { 'content-encoding': 'compress' }, body: packed });
    assert.deepEqual(ending(unknown).slice(0, 2), ['failed', 'DECODE_UNSUPPORTED']);
    const noise = Buffer.from('fefdfcfbfaf9f8f7', 'hex');
    const wrong = await scanAnswer({ headers: { 'content-encoding': 'br' }, body: noise });
    assert.deepEqual(ending(wrong).slice(0, 2), ['failed', 'DECODE_FAILED']);
  });
});

describe('a page larger than the cap', () => {
  const big = `Python ${'x'.repeat(40_000)} Python`;
  const options = { maxPageSize: 0.02 };

  it('is searched in part, and that is said', async () => {
    for (const [coding, body] of [
      ['identity', Buffer.from(big)],
      ['gzip', zlib.gzipSync(big)],
    ] as const) {
      const outcome = await scanAnswer({ headers: { 'content-encoding': coding }, body }, options);
      assert.deepEqual(ending(outcome), ['partial', 'BODY_TOO_BIG', 'Only the first 20.5 KiB were searched']);
      assert.ok(outcome.kind === 'partial');
      assert.deepEqual([outcome.count, outcome.bytes], [1, Math.round(0.02 * 1024 ** 2)]);
    }
  });

  it('is never called “no mention”', async () => {
    const outcome = await scanAnswer({ body: `${'x'.repeat(40_000)} Python` }, options);
    assert.deepEqual(ending(outcome).slice(0, 2), ['partial', 'BODY_TOO_BIG']);
  });

  it('is not waited for', async () => {
    await using site = await openSite({
      '/': (_request, response) => void response.writeHead(200, { 'content-type': 'text/plain' }).write(big),
    });
    assert.equal((await scanUrl(site.url('/'), { options })).kind, 'partial');
  });
});
