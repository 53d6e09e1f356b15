/** Whatever a server answers, a page ends with an outcome of its own: INTERNAL is a bug, never an outcome. */

import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { failureOf } from '../../../../../src/engine/model/outcome.ts';
import { LOOPBACK, listen } from '../../../../web/listen.ts';
import { runs, timeLimit } from '../../../support/properties.ts';
import { scanUrls } from '../../../support/scanning.ts';

/** Pieces of answers. Most of what is made of them is no HTTP. */
const PIECES = [
  ...[
    'HTTP/1.1 ',
    'HTTP/1 ',
    'HTTP/3.0 ',
    'http/1.1 ',
    'ICY ',
    'RTSP/1.0 ',
    'PRI * HTTP/2.0',
    'SSH-2.0-x',
    '220 x',
  ],
  ...[
    '200',
    '101',
    '100',
    '103',
    '204',
    '304',
    '302',
    '407',
    '426',
    '000',
    '99',
    '600',
    '1000',
    ' OK',
    ' ',
    '\t',
  ],
  ...['\r\n', '\n', '\r', '\r\n\r\n', '\n\n', '\0', ':', ',', ';', '0', '5', 'ff', '-1', 'Python', '<p>'],
  ...['Content-Length: ', 'Content-Length: 5\r\n', 'Transfer-Encoding: chunked\r\n', 'Upgrade: h2c\r\n'],
  ...['Connection: Upgrade\r\n', 'Content-Encoding: gzip\r\n', 'Location: /\r\n', 'Retry-After: 0\r\n'],
  ...['Set-Cookie: a=b\r\n', 'Content-Type: text/html\r\n', 'X Y: z\r\n', 'Proxy-Authenticate: Basic\r\n'],
  ...['6\r\nPython\r\n', '6\nPython\n', '0\r\n\r\n', '\x16\x03\x01', '\0\0\0\x04\0\0\0\0\0', '\xff\xfe'],
];

const answers = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map(pieces => pieces.join('')),
  fc
    .array(fc.constantFrom(...PIECES), { maxLength: 12 })
    .map(pieces => `HTTP/1.1 200 OK\r\n${pieces.join('')}`),
  fc.string({ unit: 'binary-ascii', maxLength: 80 }),
);

describe('any answer', () => {
  /** The answer to each path, such as `/1`. */
  const served = new Map<string, string>();
  let port: number;
  let close: () => Promise<void>;

  before(async () => {
    const server = createServer(socket => {
      socket.on('error', () => {});
      socket.once('data', data => {
        // A proxy is asked for the whole URL, and for a tunnel by the name of the host.
        const path = /^\S+ (?:http:\/\/[^/]+)?(\S*)/.exec(String(data))?.[1] ?? '';
        const key = [...served.keys()].find(each => path.includes(each)) ?? '';
        socket.end(Buffer.from(served.get(key) ?? '', 'latin1'));
      });
    });
    ({ port, close } = await listen(server));
  });
  after(() => close());

  const ways: [name: string, url: (key: string) => string, isProxied: boolean][] = [
    ['of a site', key => `http://${LOOPBACK}:${port}/${key}`, false],
    ['of a proxy that forwards', key => `http://site.example/${key}`, true],
    ['of a proxy that opens tunnels', key => `https://${key}.example/`, true],
  ];
  for (const [name, url, isProxied] of ways) {
    it(`${name} has a code of its own`, { timeout: timeLimit(60_000) }, async () => {
      let next = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(answers, { minLength: 8, maxLength: 8 }), async texts => {
          served.clear();
          const keys = texts.map(text => {
            const key = `page${next++}x`;
            served.set(key, text);
            return key;
          });
          const server = { url: `http://${LOOPBACK}:${port}` };
          const proxies = { http: server, https: server, noProxy: [], checkCertificate: true };
          const { outcomes } = await scanUrls(keys.map(url), {
            options: { retries: 0, totalTimeout: 2, ...(isProxied ? { proxies } : {}) },
          });
          for (const [index, outcome] of outcomes.entries()) {
            const failure = failureOf(outcome);
            assert.notEqual(failure?.code, 'INTERNAL', `${JSON.stringify(texts[index])}: ${failure?.detail}`);
          }
        }),
        runs(8),
      );
    });
  }
});
