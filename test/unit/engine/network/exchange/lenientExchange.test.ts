/** Answers that undici refuses and browsers read. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failureOf } from '../../../../../src/engine/model/outcome.ts';
import { type RawServer, rawServer } from '../../../support/rawServer.ts';
import { ending, scanUrl, scanUrls } from '../../../support/scanning.ts';

const PAGE = '<p>Python';
const FIELDS = 'Content-Type: text/html\r\nContent-Length: 9\r\n';
const bytes = (text: string) => Buffer.from(text, 'latin1');

/** Writes each piece of the text when the one before is sent, and leaves the connection open. */
const saying = (...pieces: string[]): Promise<RawServer> =>
  rawServer(({ socket }) => {
    socket.setNoDelay();
    const write = (at: number) => {
      const piece = pieces[at];
      if (piece !== undefined) socket.write(bytes(piece), () => setImmediate(write, at + 1));
    };
    write(0);
  });
const ended = (text: string): Promise<RawServer> => rawServer(({ socket }) => socket.end(bytes(text)));

async function endingOf(server: RawServer, retries = 2): Promise<(string | undefined)[]> {
  await using closing = server;
  return ending(await scanUrl(closing.url, { options: { retries, totalTimeout: 5 } }));
}

describe('an answer that browsers read', () => {
  const rows: [name: string, text: string][] = [
    ['the same length twice', `HTTP/1.1 200 OK\r\n${FIELDS}Content-Length: 9\r\n\r\n${PAGE}`],
    ['a short version', `HTTP/1 200\r\n${FIELDS}\r\n${PAGE}`],
    ['two blanks', `HTTP/1.1  200 OK\r\n${FIELDS}\r\n${PAGE}`],
    ['a line without a colon', `HTTP/1.1 200 OK\r\n${FIELDS}oops\r\n\r\n${PAGE}`],
    [
      'interim answers first',
      `${'HTTP/1.1 100 Continue\r\n\r\n'.repeat(3)}HTTP/1.1 200 OK\r\n${FIELDS}\r\n${PAGE}`,
    ],
    [
      'chunks and a length',
      `HTTP/1.1 200 OK\r\n${FIELDS}Transfer-Encoding: chunked\r\n\r\n9\r\n${PAGE}\r\n0\r\n\r\n`,
    ],
    ['chunks with line feeds', `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\n${PAGE}\n0\n\n`],
  ];
  for (const [name, text] of rows) {
    it(`although it has ${name}`, async () =>
      assert.deepEqual(await endingOf(await saying(text)), ['mentions']));
  }

  it('however it is cut into pieces', async () => {
    const text = `HTTP/1 200\r\nX y\r\n${FIELDS}\r\n${PAGE}`;
    assert.deepEqual(await endingOf(await saying(...text)), ['mentions']);
  });

  it('ends with its connection if it has no length', async () => {
    assert.deepEqual(await endingOf(await ended(`HTTP/1 200\r\n\r\n${PAGE}`)), ['mentions']);
  });

  it('has no body with the status 204', async () => {
    assert.deepEqual(await endingOf(await saying('HTTP/1 204\r\nContent-Length: 9\r\n\r\n')), ['noMention']);
  });

  it('is cut like any other', async () => {
    const [kind, code] = await endingOf(await ended(`HTTP/1 200\r\n${FIELDS}\r\nPython`));
    assert.deepEqual([kind, code], ['partial', 'BODY_CUT']);
  });
});

describe('an answer that is none', () => {
  const rows: [name: string, text: string, message: string | RegExp][] = [
    ['101', 'HTTP/1.1 101 Switching!\r\n\r\n', /switched to another protocol unasked \(101/],
    ['101 with an upgrade', 'HTTP/1.1 101 x\r\nUpgrade: y\r\nConnection: Upgrade\r\n\r\n', /switched to/],
    ['100 and nothing', 'HTTP/1.1 100 Continue\r\n\r\n', /only an interim answer \(100 Continue\)/],
    ['103 and nothing', 'HTTP/1.1 103 Early Hints\r\n\r\n', /only an interim answer \(103 Early Hints\)/],
    ['102 and a page', `HTTP/1.1 102 x\r\n\r\n${PAGE}`, /only an interim answer \(102/],
    ['two lengths', `HTTP/1.1 200 OK\r\n${FIELDS}Content-Length: 8\r\n\r\n${PAGE}`, /two lengths .*: 9, 8/],
    ['HTTP/0.9', PAGE, /without the status and headers of HTTP/],
    ['a greeting', 'SSH-2.0-x\r\n', /speaks SSH at this port, not HTTP/],
    ['a short greeting', '+OK\r\n', /speaks POP3 at this port/],
    ['status 99', `HTTP/1.1 099 x\r\n${FIELDS}\r\n${PAGE}`, /status 099, which HTTP does not have/],
    ['nonsense', '\0\0\0\r\n', /something that is not valid HTTP/],
  ];
  for (const [name, text, message] of rows) {
    it(`such as ${name}, says so`, async () => {
      const [kind, code, said] = await endingOf(await ended(text));
      assert.deepEqual([kind, code], ['failed', 'HTTP_BAD_RESPONSE'], said);
      assert.match(said ?? '', message instanceof RegExp ? message : new RegExp(message));
    });
  }

  it('such as the beginning of a head, is a connection that closed', async () => {
    const [, code] = await endingOf(await ended('HTTP/1 200\r\nContent-'));
    assert.equal(code, 'CONN_RESET');
  });

  it('such as 101, does not wait for more', async () => {
    const [, code] = await endingOf(await saying('HTTP/1.1 101 x\r\n\r\n'));
    assert.equal(code, 'HTTP_BAD_RESPONSE');
  });

  it('such as endless header fields, is given up at their limit', async () => {
    const server = await saying('HTTP/1 200\r\n', 'X: y\r\n'.repeat(20_000));
    const [, code] = await endingOf(server);
    assert.equal(code, 'HTTP_HEADERS_TOO_BIG');
  });
});

describe('a connection that is read leniently', () => {
  it('is closed as soon as the answer is complete, although the server leaves it open', async () => {
    let closed = 0;
    const both = Promise.withResolvers<void>();
    await using server = await rawServer(({ socket }) => {
      socket.on('close', () => ++closed === 2 && both.resolve());
      socket.write(`HTTP/1 200\r\n${FIELDS}\r\n${PAGE}`);
    });
    assert.deepEqual(ending(await scanUrl(server.url)), ['mentions']);
    await both.promise;
  });

  it('ends with the deadline, in its head and in its body', async () => {
    for (const [text, code] of [
      ['HTTP/1 200\r\nContent-', 'HEADERS_TIMEOUT'],
      [`HTTP/1 200\r\nContent-Length: 99\r\n\r\n${PAGE}`, 'BODY_STALLED'],
    ] as const) {
      await using server = await saying(text);
      const outcome = await scanUrl(server.url, { options: { totalTimeout: 1, retries: 0 } });
      const reason = failureOf(outcome);
      assert.equal(reason?.code, code);
    }
  });
});

describe('a host that needs leniency', () => {
  it('is asked leniently at once for its other pages, on one connection each', async () => {
    await using server = await saying(`HTTP/1 200\r\n${FIELDS}\r\n${PAGE}`);
    const urls = Array.from({ length: 5 }, (_, index) => `${server.url}/${index}`);
    const { outcomes } = await scanUrls(urls, { options: { perHostConcurrency: 1 } });
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      urls.map(() => 'mentions'),
    );
    assert.equal(server.requests(), urls.length + 1);
    assert.equal(server.connections(), server.requests());
  });

  it('is asked with the fields of any other request, in their order', async () => {
    const heads: string[][] = [];
    await using server = await rawServer(({ head, socket }) => {
      heads.push(head.replace(/^connection: .*/im, 'connection: …').split('\r\n'));
      socket.write(`HTTP/1 200\r\n${FIELDS}\r\n${PAGE}`);
    });
    assert.deepEqual(ending(await scanUrl(`${server.url}/page?x=1`)), ['mentions']);
    const [first = [], second, ...more] = heads;
    assert.deepEqual(more, []);
    assert.ok(first.length > 5, first.join('\n'));
    assert.deepEqual(second, first);
  });

  it('cannot smuggle an answer to the next request', async () => {
    const smuggled = `HTTP/1.1 200 OK\r\n${FIELDS}\r\n${PAGE}`;
    await using server = await saying(`HTTP/1 200\r\nContent-Length: 4, 4\r\n\r\nnone${smuggled}`);
    const urls = [1, 2, 3].map(page => `${server.url}/${page}`);
    const { outcomes } = await scanUrls(urls, { options: { perHostConcurrency: 1 } });
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      urls.map(() => 'noMention'),
    );
    assert.equal(server.connections(), server.requests());
  });
});
