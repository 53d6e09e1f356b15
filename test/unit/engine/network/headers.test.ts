/** The header fields that are sent: what browsers send, on every way. */

import assert from 'node:assert/strict';
import { createSecureServer } from 'node:http2';
import { createServer } from 'node:net';
import { describe, it } from 'node:test';
import { Deadline } from '../../../../src/engine/async/deadline.ts';
import { failure } from '../../../../src/engine/model/failure.ts';
import { Resolver } from '../../../../src/engine/network/connect/resolver.ts';
import { HostTransport } from '../../../../src/engine/network/exchange/hostTransport.ts';
import { acceptLanguage, field, fields, requestHeaders } from '../../../../src/engine/network/headers.ts';
import { useLanguage } from '../../../../src/engine/wording/language.ts';
import { makeCertificate } from '../../../web/certificates.ts';
import { LOOPBACK, listen } from '../../../web/listen.ts';
import { scanUrl } from '../../support/scanning.ts';
import { jsonLines, runCli, temporaryFile } from '../../support/terminal.ts';

const ACCEPT = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const EVERY_CODING = 'gzip, deflate, br, zstd';
const OURS = ['user-agent', 'accept', 'accept-encoding', 'accept-language'];

it('a field that is received has one value, several or none', () => {
  const headers = { one: 'a', two: ['a', 'b'], none: undefined };
  assert.deepEqual(
    ['one', 'two', 'none', 'other'].map(name => fields(headers, name)),
    [['a'], ['a', 'b'], [], []],
  );
  assert.deepEqual(
    ['one', 'two', 'none', 'other'].map(name => field(headers, name)),
    ['a', 'a, b', undefined, undefined],
  );
});

describe('the fields of a request', () => {
  it('are these, in this order', () => {
    assert.deepEqual(Object.entries(requestHeaders(new URL('https://site.example/'), 'Mine/1', '')), [
      ['user-agent', 'Mine/1'],
      ['accept', ACCEPT],
      ['accept-encoding', EVERY_CODING],
      ['accept-language', 'en-US,en;q=0.9'],
    ]);
  });

  it('end with the cookie, if there is one', () => {
    const fields = requestHeaders(new URL('https://site.example/'), 'Mine/1', 'a=b');
    assert.deepEqual(Object.entries(fields).at(-1), ['cookie', 'a=b']);
  });

  const rows: [url: string, codings: string][] = [
    ['http://site.example/', 'gzip, deflate'],
    ['http://192.0.2.1/', 'gzip, deflate'],
    ['https://192.0.2.1/', EVERY_CODING],
    ['http://127.0.0.1:8080/', EVERY_CODING],
    ['http://[::1]/', EVERY_CODING],
    ['http://app.localhost/', EVERY_CODING],
  ];
  for (const [url, codings] of rows) {
    it(`ask ${url} for ${codings}`, () =>
      assert.equal(requestHeaders(new URL(url), 'Mine/1', '')['accept-encoding'], codings));
  }

  const languages: [tag: string, field: string][] = [
    ['en', 'en-US,en;q=0.9'],
    ['en-GB', 'en-GB,en;q=0.9'],
    ['de', 'de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7'],
    ['de-AT', 'de-AT,de;q=0.9,en-US;q=0.8,en;q=0.7'],
    ['zh-CN', 'zh-CN,zh;q=0.9,en-US;q=0.8,en;q=0.7'],
    ['zh-Hant', 'zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7'],
    ['fr', 'fr-FR,fr;q=0.9,en-US;q=0.8,en;q=0.7'],
  ];
  for (const [tag, field] of languages) {
    it(`of somebody who reads ${tag} are ${field}`, () => {
      assert.equal(acceptLanguage(tag), field);
      // No part that is no language, such as `*`: language matchers throw at it.
      for (const part of field.split(','))
        assert.doesNotThrow(() => new Intl.Locale(part.split(';')[0] ?? ''));
    });
  }

  it('follow the language of the process', () => {
    try {
      useLanguage('de', {});
      const fields = requestHeaders(new URL('https://site.example/'), 'Mine/1', '');
      assert.match(fields['accept-language'] ?? '', /^de-DE,de;q=0\.9/);
    } finally {
      useLanguage('en', {});
    }
  });
});

describe('every way of a request sends the same fields in the same order', () => {
  /** The names of the fields of each request that a server of HTTP/1.1 gets. */
  async function sent(answer: string): Promise<string[][]> {
    const heads: string[][] = [];
    const recorder = createServer(socket => {
      socket.on('data', data => {
        const [, ...lines] = String(data).trimEnd().split('\r\n');
        heads.push(lines.map(line => line.slice(0, line.indexOf(':')).toLowerCase()));
        socket.end(answer);
      });
    });
    const { close, port } = await listen(recorder);
    try {
      await scanUrl(`http://${LOOPBACK}:${port}/`, { options: { retries: 0 } });
    } finally {
      await close();
    }
    return heads;
  }

  const ALL = ['host', 'connection', ...OURS];

  it('undici', async () => {
    assert.deepEqual(await sent('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nPython'), [ALL]);
  });

  it('the lenient exchange', async () => {
    assert.deepEqual(await sent('HTTP/1 200\r\nContent-Length: 6\r\n\r\nPython'), [ALL, ALL]);
  });

  it('HTTP/2', async () => {
    const { ca, cert, key } = await makeCertificate();
    const server = createSecureServer({ key, cert, allowHTTP1: false });
    const heads: string[][] = [];
    server.on('stream', (stream, headers) => {
      heads.push(Object.keys(headers).filter(name => !name.startsWith(':')));
      stream.respond({ ':status': 200 });
      stream.end('A Python');
    });
    const { close, port } = await listen(server);
    try {
      await using authority = await temporaryFile('authority.pem', ca);
      const env = { NODE_EXTRA_CA_CERTS: authority.path };
      const found = jsonLines(
        await runCli(['-', '--json'], { input: `https://${LOOPBACK}:${port}/\n`, env }),
      );
      assert.deepEqual(
        found.map(({ outcome }) => outcome),
        ['mentions'],
      );
    } finally {
      await close();
    }
    assert.deepEqual(heads, [OURS]);
  });

  it('the `fetch` of the extension host, which adds the codings itself', async () => {
    let names: string[] = [];
    const resolver = new Resolver(1_000, []);
    const transport = new HostTransport(
      async (_, headers) => {
        names = Object.keys(headers);
        return { status: 404, headers: {}, read: async () => undefined };
      },
      resolver,
      'always',
    );
    const url = new URL('https://site.example/');
    const deadline = new Deadline(10_000);
    try {
      await transport.exchange(url, {
        path: '/',
        headers: requestHeaders(url, 'Mine/1', ''),
        deadline,
        use: 'close',
        wantsBody: () => false,
        createReader: () => assert.fail('no body is wanted'),
        onPhase: () => {},
        bodyFailure: ({ message }) => failure('BODY_CUT', message),
      });
    } finally {
      deadline.end();
    }
    assert.deepEqual(
      names,
      OURS.filter(name => name !== 'accept-encoding'),
    );
  });
});
