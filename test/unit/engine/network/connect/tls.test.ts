/** Scans of https: pages, with good certificates and bad ones. */

import assert from 'node:assert/strict';
import { createDiffieHellmanGroup } from 'node:crypto';
import { createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type Certificate, makeCertificate } from '../../../../web/certificates.ts';
import type { JsonRow } from '../../../../web/jsonRow.ts';
import { legacyTlsServer } from '../../../../web/legacyTls.ts';
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
  legacy: ['mentions', null],
  shortExchange: ['failed', 'TLS_HANDSHAKE'],
  oldCipher: ['failed', 'TLS_HANDSHAKE'],
  sha1: ['failed', 'TLS_HANDSHAKE'],
  withoutIssuer: ['failed', 'TLS_UNTRUSTED'],
} as const;

const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 8\r\n\r\nA Python';

/** The parameters of a key exchange with 1,024 bits, in PEM (PKCS #3; the group is number 2 of RFC 2409). */
function shortGroup(): string {
  const prime = createDiffieHellmanGroup('modp2').getPrime();
  const integer = (value: Buffer) => tagged(2, Buffer.concat([Buffer.from([0]), value]));
  const der = tagged(0x30, Buffer.concat([integer(prime), tagged(2, Buffer.from([2]))]));
  return `-----BEGIN DH PARAMETERS-----\n${der.toString('base64')}\n-----END DH PARAMETERS-----\n`;
}

/** A value in DER. */
function tagged(tag: number, value: Buffer): Buffer {
  const { length } = value;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
}

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
    const [good, expired, notYetValid, wrongHost, selfSigned, untrusted, rsa, sha1, withoutIssuer] =
      await Promise.all([
        makeCertificate(),
        makeCertificate({ expired: true }),
        makeCertificate({ notYetValid: true }),
        makeCertificate({ names: ['other.example', '10.1.2.3'] }),
        makeCertificate({ selfSigned: true }),
        makeCertificate(),
        makeCertificate({ rsa: true }),
        makeCertificate({ rsa: true, digest: 'sha1' }),
        makeCertificate({ issuerUrl: 'http://ca.example/ca.crt' }),
      ]);
    const legacy = await listen(legacyTlsServer(rsa.key, rsa.cert, ANSWER));
    closers.push(legacy.close);
    const weak = (ciphers: string) => ({ maxVersion: 'TLSv1.2', ciphers: `${ciphers}:@SECLEVEL=0` });
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
      legacy: `https://127.0.0.1:${legacy.port}/`,
      shortExchange: (await site(rsa, { ...weak('DHE-RSA-AES128-GCM-SHA256'), dhparam: shortGroup() })).url(
        '/',
      ),
      oldCipher: (await site(rsa, weak('ECDHE-RSA-NULL-SHA'))).url('/'),
      sha1: (await site(sha1, { ciphers: 'DEFAULT:@SECLEVEL=0' })).url('/'),
      withoutIssuer: (await site(withoutIssuer)).url('/'),
    };
    await using authorities = await temporaryFile(
      'authorities.pem',
      [good, expired, notYetValid, wrongHost, rsa, sha1].map(({ ca }) => ca).join('\n'),
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

  it('says what is outdated or missing', () => {
    const said = (name: keyof typeof EXPECTED) => String(rows[name].message);
    assert.match(said('shortExchange'), /key exchange that 127\.0\.0\.1 offers is too weak/);
    assert.match(said('oldCipher'), /no encryption in common/);
    assert.match(said('sha1'), /too weak, such as one signed with SHA-1/);
    assert.match(said('withoutIssuer'), /does not send the certificate of its issuer/);
    assert.match(said('outdated'), /only an outdated TLS version/);
  });

  it('never shows the raw words of OpenSSL', () => {
    for (const { message } of Object.values(rows))
      assert.doesNotMatch(String(message), /SSL routines|\.c:\d/);
  });
});
