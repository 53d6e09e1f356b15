/** Servers that support only HTTP/2. */

import assert from 'node:assert/strict';
import { createSecureServer } from 'node:http2';
import { describe, it } from 'node:test';
import { makeCertificate } from '../../../../web/certificates.ts';
import { listen } from '../../../../web/listen.ts';
import { jsonLines, runCli, temporaryFile } from '../../../support/terminal.ts';

describe('a server that speaks only HTTP/2', () => {
  it('is scanned, and a page that is reset in its middle is no complete one', async () => {
    const { ca, cert, key } = await makeCertificate();
    const server = createSecureServer({ key, cert, allowHTTP1: false });
    server.on('stream', (stream, headers) => {
      const isCut = headers[':path'] === '/cut';
      stream.on('error', () => {});
      stream.respond({ ':status': 200, 'content-type': 'text/html', 'content-length': 8 });
      if (!isCut) stream.end('A Python');
      else stream.write('A Py', () => stream.close(8));
    });
    const listening = await listen(server);
    try {
      await using authority = await temporaryFile('authority.pem', ca);
      const url = `https://127.0.0.1:${listening.port}`;
      const env = { NODE_EXTRA_CA_CERTS: authority.path };
      const rows = jsonLines(
        await runCli(['-', '--json', '--timeout', '5'], { input: `${url}/\n${url}/cut\n`, env }),
      );
      assert.deepEqual(
        rows.map(({ code, outcome }) => [outcome, code]),
        [
          ['mentions', null],
          ['partial', 'BODY_CUT'],
        ],
      );
    } finally {
      await listening.close();
    }
  });
});
