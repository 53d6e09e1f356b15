/** The scan does not wait for bodies that it does not need: it closes their connections and continues. */

import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { describe, it } from 'node:test';
import { silentServer } from '../../../web/silentServer.ts';
import { ending, scanUrls } from '../../support/scanning.ts';
import { openSite } from '../../support/site.ts';

describe('a scan hangs up on', { timeout: 10_000 }, () => {
  const html = { 'content-type': 'text/html' };
  const rows: [name: string, begin: (response: ServerResponse) => void, end: string[]][] = [
    ['an error page that never ends', response => response.writeHead(404, html), ['failed', 'HTTP_STATUS']],
    [
      "a redirect's page that never ends",
      response => response.writeHead(302, { ...html, location: 'file:///x' }),
      ['failed', 'REDIRECT_SCHEME'],
    ],
    [
      'an image that never ends',
      response => response.writeHead(200, { 'content-type': 'image/png' }),
      ['skipped', 'NOT_TEXT'],
    ],
    [
      'a page in a compression it does not know',
      response =>
        response
          .writeHead(200, { ...html, 'content-encoding': 'compress' })
          .write(Buffer.from('1f9d907054f8f0', 'hex')),
      ['failed', 'DECODE_UNSUPPORTED'],
    ],
    [
      'a page that cannot be unpacked',
      response =>
        response
          .writeHead(200, { ...html, 'content-encoding': 'gzip' })
          // A header, and a block of an undefined type.
          .write(Buffer.from('1f8b0800000000000003ffffffffffffffff', 'hex')),
      ['failed', 'DECODE_FAILED'],
    ],
    [
      'a page that is larger than the cap',
      response => response.writeHead(200, html).write('x'.repeat(20_000)),
      ['partial', 'BODY_TOO_BIG'],
    ],
  ];
  for (const [name, begin, end] of rows) {
    it(name, async () => {
      const stuck = await silentServer();
      const closed = Promise.withResolvers<void>();
      try {
        await using site = await openSite({
          '/': (_request, response) => {
            response.on('close', closed.resolve);
            begin(response);
            response.write('This is only the start');
          },
        });
        const controller = new AbortController();
        // The other URL keeps the scan running. So the end of the scan is not what closes the connection.
        const scanning = scanUrls([site.url('/'), stuck.url], {
          options: { maxPageSize: 0.01, totalTimeout: 60 },
          signal: controller.signal,
        });
        await closed.promise;
        controller.abort();
        const { outcomes } = await scanning;
        assert.deepEqual(ending(outcomes[0]).slice(0, 2), end);
        assert.equal(outcomes[1]?.kind, 'cancelled');
      } finally {
        await stuck.close();
      }
    });
  }
});
