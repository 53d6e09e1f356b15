/** Hosts without a scheme in a list are asked by https:, and by http: where nothing answers. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeCertificate } from '../../web/certificates.ts';
import { closedPort } from '../../web/closedPort.ts';
import { openSite } from '../support/site.ts';
import { jsonLines, runCli, temporaryFile } from '../support/terminal.ts';

describe('a host without a scheme', { concurrency: true }, () => {
  it('that speaks only http: is found by it', async () => {
    await using site = await openSite({ '/a': { body: 'A Python' } });
    const finished = await runCli(['-', '--json'], { input: `127.0.0.1:${site.port}/a\n` });
    const [row] = jsonLines(finished);
    assert.deepEqual([row?.outcome, row?.finalUrl, finished.status], ['mentions', site.url('/a'), 0]);
    assert.match(row?.note ?? '', /http: was assumed, because nothing answered by https:$/);
  });

  it('that speaks https: is found by it, and retried like any other', async () => {
    const { ca, cert, key } = await makeCertificate();
    let tries = 0;
    await using site = await openSite(
      { '/a': () => (tries++ ? { body: 'A Python' } : { status: 503 }) },
      { tls: { cert, key } },
    );
    await using authority = await temporaryFile('ca.pem', ca);
    const env = { NODE_EXTRA_CA_CERTS: authority.path };
    const [row] = jsonLines(await runCli(['-', '--json'], { input: `127.0.0.1:${site.port}/a`, env }));
    assert.deepEqual([row?.outcome, row?.finalUrl, tries], ['mentions', site.url('/a'), 2]);
    assert.match(row?.note ?? '', /https: was assumed$/);
  });

  it('that answers by neither fails once, as by https:', async () => {
    const host = `127.0.0.1:${await closedPort()}`;
    const finished = await runCli(['-', '--json'], { input: host });
    const [row] = jsonLines(finished);
    assert.deepEqual([row?.code, row?.finalUrl, finished.status], ['CONNECT_REFUSED', `https://${host}/`, 1]);
    assert.equal(finished.stderr.trimEnd().split('\n').length, 1);
  });
});
