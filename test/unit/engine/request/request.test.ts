/** One request: how its body is coded, and what it waited for when the time is over. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import zlib from 'node:zlib';
import { type Route, startSite } from '../../../web/ordinary.ts';
import { ending, scanUrl } from '../../support/scanning.ts';

const HTML = { 'content-type': 'text/html' };

describe('a page', () => {
  const packed = zlib.gzipSync('A Python');
  const twice = zlib.gzipSync(zlib.deflateSync('A Python'));
  const rows: [how: string, headers: Record<string, string>, body: Uint8Array][] = [
    ['packed for the page', { 'content-encoding': 'gzip' }, packed],
    ['packed for the transfer', { 'transfer-encoding': 'gzip, chunked' }, packed],
    ['packed for both', { 'content-encoding': 'deflate', 'transfer-encoding': 'gzip, chunked' }, twice],
  ];
  for (const [how, headers, body] of rows) {
    it(`${how} is unpacked`, async () => {
      const site = await startSite({
        '/': (_request, response) => {
          response.writeHead(200, { ...HTML, ...headers }).end(body);
        },
      });
      const outcome = await scanUrl(site.url('/'));
      await site.close();
      assert.deepEqual(ending(outcome), ['mentions']);
    });
  }
});

describe('a page that takes too long', () => {
  const rows: [how: string, route: Route, ending: [kind: string, code: string, message: RegExp]][] = [
    ['without a head', () => {}, ['failed', 'HEADERS_TIMEOUT', /^No answer within 1 s$/]],
    [
      'whose server falls silent',
      (_request, response) => {
        response.writeHead(200, HTML).write('A page');
      },
      ['partial', 'BODY_STALLED', /^No data for (?:1 s|9\d\d ms)$/],
    ],
    [
      'that comes bit by bit',
      (_request, response) => {
        response.writeHead(200, HTML);
        const timer = setInterval(() => response.write('A page, '), 50);
        response.once('close', () => clearInterval(timer));
      },
      ['partial', 'TOTAL_TIMEOUT', /^Not finished within 1 s \(read \d+ bytes\)$/],
    ],
  ];
  for (const [how, route, [kind, code, message]] of rows) {
    it(`${how} says so`, async () => {
      const site = await startSite({ '/': route });
      const outcome = await scanUrl(site.url('/'), { options: { totalTimeout: 1, retries: 0 } });
      await site.close();
      const [ended, why, sentence = ''] = ending(outcome);
      assert.deepEqual([ended, why], [kind, code]);
      assert.match(sentence, message);
    });
  }
});
