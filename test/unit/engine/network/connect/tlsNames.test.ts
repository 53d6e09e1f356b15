/** A certificate for another name is refused every time, even if a TLS session could be resumed. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeCertificate } from '../../../../web/certificates.ts';
import { startSite } from '../../../../web/ordinary.ts';
import { jsonLines, runCli, temporaryFile } from '../../../support/terminal.ts';

describe('a certificate for another name', () => {
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    it(`is refused on every connection, over ${version}`, async () => {
      const { key, cert, ca } = await makeCertificate({ names: ['other.example'] });
      const tls = { key, cert, minVersion: version, maxVersion: version };
      const site = await startSite({ '*': { body: 'A Python' } }, { tls });
      try {
        await using authority = await temporaryFile('authority.pem', ca);
        const input = Array.from({ length: 6 }, (_, index) => site.url(`/${index}`)).join('\n');
        const env = { NODE_EXTRA_CA_CERTS: authority.path };
        const rows = jsonLines(await runCli(['-', '--json', '--per-host', '1'], { input, env }));
        assert.deepEqual(
          rows.map(({ code }) => code),
          Array(6).fill('TLS_WRONG_HOST'),
        );
        assert.equal(site.requests.length, 0, 'no request was sent to a stranger');
      } finally {
        await site.close();
      }
    });
  }
});
