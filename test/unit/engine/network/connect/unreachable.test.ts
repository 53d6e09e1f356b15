/** Scans of pages that cannot be fetched: names, connections, deadlines. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { blackHole } from '../../../../web/blackHole.ts';
import { closedPort } from '../../../../web/closedPort.ts';
import { dripServer } from '../../../../web/dripServer.ts';
import { silentServer } from '../../../../web/silentServer.ts';
import { rawServer } from '../../../support/rawServer.ts';
import { ending, scanUrl } from '../../../support/scanning.ts';

/** A deadline may be late by this many ms, because the machine may be busy. */
const SLACK = 1_000;

describe('a URL fails', () => {
  it('with CONNECT_REFUSED where nobody listens', async () => {
    const port = await closedPort();
    assert.deepEqual(ending(await scanUrl(`http://127.0.0.1:${port}/`)), [
      'failed',
      'CONNECT_REFUSED',
      `127.0.0.1:${port} refused the connection`,
    ]);
  });

  it('with CONNECT_REFUSED and a sentence where a name has several addresses, none of which listens', async () => {
    const port = await closedPort();
    assert.deepEqual(ending(await scanUrl(`http://localhost:${port}/`)), [
      'failed',
      'CONNECT_REFUSED',
      `localhost:${port} refused the connection`,
    ]);
  });

  it('with a DNS failure where the name does not exist', { timeout: 20_000 }, async () => {
    const [kind, code, message] = ending(await scanUrl('http://no-such-host.invalid/'));
    assert.equal(kind, 'failed');
    // A machine without a network has no name server that can say that a name does not exist.
    assert.ok(code === 'DNS_NOT_FOUND' || code === 'DNS_TEMPORARY', code);
    assert.match(message ?? '', /no-such-host\.invalid/);
  });

  it('with CONN_RESET where the connection is closed before an answer, after one more try', async () => {
    await using server = await rawServer(({ socket }) => socket.end());
    assert.deepEqual(ending(await scanUrl(server.url)), [
      'failed',
      'CONN_RESET',
      '127.0.0.1 closed the connection before answering; if it speaks TLS, try https://',
    ]);
    assert.equal(server.requests(), 2);
  });

  it('with CONN_RESET where the connection is reset', async () => {
    await using server = await rawServer(({ socket }) => void socket.resetAndDestroy());
    assert.equal(ending(await scanUrl(server.url))[1], 'CONN_RESET');
  });

  it('with CONN_RESET where the connection is closed in the middle of the headers', async () => {
    await using server = await rawServer(({ socket }) => socket.end('HTTP/1.1 200 OK\r\nContent-'));
    assert.equal(ending(await scanUrl(server.url))[1], 'CONN_RESET');
  });

  it('with HTTP_BAD_RESPONSE where the answer is not HTTP', async () => {
    const answers = {
      'SSH-2.0-OpenSSH_9.9\r\n': '127.0.0.1 speaks SSH at this port, not HTTP/1.1',
      'HTTP/1.1 abc OK\r\n\r\n': '127.0.0.1 answered without a status',
      '<html>Python</html>': '127.0.0.1 sent a page without the status and headers of HTTP',
    };
    for (const [answer, sentence] of Object.entries(answers)) {
      await using server = await rawServer(({ socket }) => socket.end(answer));
      assert.deepEqual(ending(await scanUrl(server.url)), ['failed', 'HTTP_BAD_RESPONSE', sentence], answer);
    }
  });

  it('with HTTP_HEADERS_TOO_BIG where the headers are', async () => {
    const headers = (bytes: number) =>
      `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(bytes)}\r\nContent-Length: 0\r\n\r\n`;
    await using large = await rawServer(({ socket }) => socket.end(headers(60_000)));
    assert.equal(ending(await scanUrl(large.url))[0], 'noMention');
    await using larger = await rawServer(({ socket }) => socket.end(headers(70_000)));
    assert.deepEqual(ending(await scanUrl(larger.url)).slice(0, 2), ['failed', 'HTTP_HEADERS_TOO_BIG']);
  });
});

describe('a page that ends too early', () => {
  const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n';

  it('is searched in part', async () => {
    for (const end of ['end', 'resetAndDestroy'] as const) {
      await using server = await rawServer(({ socket }) =>
        socket.write(`${head}A Python`, () => socket[end]()),
      );
      const outcome = await scanUrl(server.url);
      assert.deepEqual(ending(outcome).slice(0, 2), ['partial', 'BODY_CUT'], end);
      assert.ok(outcome.kind === 'partial');
      assert.deepEqual([outcome.count, outcome.bytes], [1, 8]);
    }
  });

  it('is never called “no mention”', async () => {
    await using server = await rawServer(({ socket }) => socket.end(`${head}Nothing so far`));
    assert.deepEqual(ending(await scanUrl(server.url)).slice(0, 2), ['partial', 'BODY_CUT']);
  });

  it('fails where nothing came', async () => {
    await using server = await rawServer(({ socket }) => socket.end(head));
    assert.deepEqual(ending(await scanUrl(server.url)).slice(0, 2), ['failed', 'BODY_CUT']);
  });
});

describe('the deadline', { concurrency: true, timeout: 20_000 }, () => {
  const totalTimeout = 0.4;
  const options = { totalTimeout };

  async function timed(url: string, limits: object = options) {
    const started = performance.now();
    const outcome = await scanUrl(url, { options: limits });
    const elapsed = performance.now() - started;
    assert.ok(elapsed < 400 + SLACK, `it took ${elapsed} ms`);
    // Timers may fire a millisecond early.
    assert.ok(elapsed > 390, `it took only ${elapsed} ms`);
    assert.ok(outcome.ms > 390 && outcome.ms <= elapsed + 1, `${outcome.ms} ms are said for ${elapsed}`);
    return outcome;
  }

  it('ends a server that never answers with HEADERS_TIMEOUT', async () => {
    const server = await silentServer();
    try {
      assert.deepEqual(ending(await timed(server.url)), [
        'failed',
        'HEADERS_TIMEOUT',
        'No answer within 400 ms',
      ]);
    } finally {
      await server.close();
    }
  });

  it('ends a page that drips with TOTAL_TIMEOUT, and says how much of it came', async () => {
    const server = await dripServer({ every: 20, start: 'Nothing so far' });
    try {
      const outcome = await timed(server.url);
      const [kind, code, message] = ending(outcome);
      assert.ok(kind === 'failed' || kind === 'partial', kind);
      assert.equal(code, 'TOTAL_TIMEOUT');
      assert.match(message ?? '', /^Not finished within 400 ms \(read \d+ bytes\)$/);
      assert.ok(outcome.bytes >= 'Nothing so far.'.length, `${outcome.bytes} bytes came`);
    } finally {
      await server.close();
    }
  });

  it('ends a TLS handshake that never ends with CONNECT_TIMEOUT', async () => {
    const server = await silentServer();
    try {
      const outcome = await timed(server.url.replace('http:', 'https:'));
      assert.deepEqual(ending(outcome).slice(0, 2), ['failed', 'CONNECT_TIMEOUT']);
    } finally {
      await server.close();
    }
  });

  const skip = process.platform !== 'linux' && 'a port that swallows connections can only be made on Linux';
  it('ends a connection that nobody answers with CONNECT_TIMEOUT', { skip }, async () => {
    const hole = await blackHole();
    try {
      assert.deepEqual(ending(await timed(hole.url)), [
        'failed',
        'CONNECT_TIMEOUT',
        `No connection to 127.0.0.1:${hole.port} within 400 ms`,
      ]);
    } finally {
      await hole.close();
    }
  });

  it('of a connection is a limit of its own', { skip }, async () => {
    const hole = await blackHole();
    try {
      const outcome = await scanUrl(hole.url, { options: { connectTimeout: 0.3, totalTimeout: 10 } });
      assert.deepEqual(ending(outcome), [
        'failed',
        'CONNECT_TIMEOUT',
        `No connection to 127.0.0.1:${hole.port} within 300 ms`,
      ]);
      assert.ok(outcome.ms < 300 + 500 + SLACK, `it took ${outcome.ms} ms`);
    } finally {
      await hole.close();
    }
  });

  it('leaves no connection behind', async () => {
    const server = await silentServer();
    try {
      await timed(server.url);
      for (let turn = 0; turn < 1_000 && server.open(); turn++) await new Promise(setImmediate);
      assert.equal(server.open(), 0);
    } finally {
      await server.close();
    }
  });
});
