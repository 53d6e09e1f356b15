/** Scans of https: pages, with good certificates and bad ones. */

import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type Certificate, makeCertificate } from '../../../../web/certificates.ts';
import type { JsonRow } from '../../../../web/jsonRow.ts';
import { listen } from '../../../../web/listen.ts';
import { type Site, startSite } from '../../../../web/ordinary.ts';
import { jsonLines, runCli, temporaryFile } from '../../../support/terminal.ts';

/** The servers, and the expected outcome of each if the authorities are trusted. */
const EXPECTED = {
  good: ['mentions', null],
  expired: ['failed', 'TLS_EXPIRED'],
  notYetValid: ['failed', 'TLS_NOT_YET_VALID'],
  wrongHost: ['failed', 'TLS_WRONG_HOST'],
  selfSigned: ['failed', 'TLS_SELF_SIGNED'],
  untrusted: ['failed', 'TLS_UNTRUSTED'],
  outdated: ['failed', 'TLS_VERSION'],
  plain: ['failed', 'TLS_NOT_TLS'],
  rude: ['failed', 'TLS_HANDSHAKE'],
} as const;

describe('a scan of https: pages', () => {
  const closers: (() => Promise<void>)[] = [];
  let rows: Record<keyof typeof EXPECTED, JsonRow>;
  let strangers: JsonRow[];

  async function site(certificate: Certificate, more: object = {}): Promise<Site> {
    const { key, cert } = certificate;
    const started = await startSite({ '/': { body: 'A Python' } }, { tls: { key, cert, ...more } });
    closers.push(() => started.close());
    return started;
  }

  before(async () => {
    const [good, expired, notYetValid, wrongHost, selfSigned, untrusted] = await Promise.all([
      makeCertificate(),
      makeCertificate({ expired: true }),
      makeCertificate({ notYetValid: true }),
      makeCertificate({ names: ['other.example', '10.1.2.3'] }),
      makeCertificate({ selfSigned: true }),
      makeCertificate(),
    ]);
    const rude = await listen(createServer(socket => socket.on('data', () => socket.destroy())));
    const plain = await startSite({ '/': { body: 'A Python' } });
    closers.push(rude.close, () => plain.close());
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' };
    const urls: Record<keyof typeof EXPECTED, string> = {
      good: (await site(good)).url('/'),
      expired: (await site(expired)).url('/'),
      notYetValid: (await site(notYetValid)).url('/'),
      wrongHost: (await site(wrongHost)).url('/'),
      selfSigned: (await site(selfSigned)).url('/'),
      untrusted: (await site(untrusted)).url('/'),
      outdated: (await site(good, old)).url('/'),
      plain: plain.url('/').replace('http:', 'https:'),
      rude: `https://127.0.0.1:${rude.port}/`,
    };
    await using authorities = await temporaryFile(
      'authorities.pem',
      [good, expired, notYetValid, wrongHost].map(({ ca }) => ca).join('\n'),
    );
    const input = Object.values(urls).join('\n');
    const trusting = await runCli(['-', '--json'], { input, env: { NODE_EXTRA_CA_CERTS: authorities.path } });
    const results = jsonLines(trusting);
    assert.equal(results.length, Object.keys(EXPECTED).length, trusting.stderr);
    rows = Object.fromEntries(Object.keys(urls).map((name, index) => [name, results[index]])) as typeof rows;
    strangers = jsonLines(await runCli(['-', '--json'], { input: urls.good }));
  });
  after(() => Promise.all(closers.map(close => close())));

  for (const [name, [outcome, code]] of Object.entries(EXPECTED)) {
    it(`ends ${name} with ${code ?? outcome}`, () => {
      const row = rows[name as keyof typeof EXPECTED];
      assert.deepEqual([row.outcome, row.code], [outcome, code], String(row.message));
    });
  }

  it('trusts no authority that nobody told it to', () => {
    assert.deepEqual(
      strangers.map(({ outcome, code }) => [outcome, code]),
      [['failed', 'TLS_UNTRUSTED']],
    );
  });

  it('says whom a certificate is for', () => {
    const message = 'The certificate is for other.example, 10.1.2.3, not for 127.0.0.1';
    assert.equal(rows.wrongHost.message, message);
  });

  it('says when a certificate expired, or from when it is valid', () => {
    assert.match(String(rows.expired.message), /expired on 2020-02-01$/);
    assert.match(String(rows.notYetValid.message), /not valid yet, only from 2098-01-01$/);
  });

  it('never shows the raw words of OpenSSL', () => {
    for (const { message } of Object.values(rows))
      assert.doesNotMatch(String(message), /SSL routines|\.c:\d/);
  });
});
