/** J, third part: TLS of old servers. */

import type { TlsOptions } from 'node:tls';
import type { CertificateOptions } from '../certificates.ts';
import { legacyTlsServer } from '../legacyTls.ts';
import { reply } from './reply.ts';
import { failed, mentions, type Row, type Scene } from './row.ts';
import type { Stage } from './stage.ts';

const WEAK = { maxVersion: 'TLSv1.2' } as const;

/** A good page behind TLS with these options, and a certificate whose authority is trusted. */
const secure =
  (certificate: CertificateOptions, options: TlsOptions) =>
  async (stage: Stage): Promise<Scene> => {
    const { key, cert } = await stage.certificates.trusted(certificate);
    return {
      list: [await stage.secure({ key, cert, ...options }, () => [reply()])],
      env: stage.certificates.env,
    };
  };

export const outdatedTls: Row[] = [
  {
    id: 'J40',
    behaviour: 'TLS 1.2 without secure renegotiation (RFC 5746): browsers read it',
    async serve(stage) {
      const { key, cert } = await stage.certificates.trusted({ rsa: true });
      return {
        list: [await stage.server(legacyTlsServer(key, cert, reply()), 'https')],
        env: stage.certificates.env,
      };
    },
    expect: mentions(),
  },
  {
    id: 'J41',
    behaviour: 'certificate signed with SHA-1',
    serve: secure({ rsa: true, digest: 'sha1' }, { ciphers: 'DEFAULT:@SECLEVEL=0' }),
    expect: failed('TLS_HANDSHAKE'),
    message: /signed with SHA-1/,
    requests: 0,
  },
  {
    id: 'J42',
    behaviour: 'only a cipher that does not encrypt',
    serve: secure({ rsa: true }, { ...WEAK, ciphers: 'ECDHE-RSA-NULL-SHA:@SECLEVEL=0' }),
    expect: failed('TLS_HANDSHAKE'),
    message: /no encryption in common/,
    requests: 0,
  },
  {
    id: 'J43',
    behaviour: 'the certificate of the issuer is left out, and its place named',
    async serve(stage) {
      const certificate = { issuerUrl: 'http://ca.example/ca.crt' };
      const { key, cert } = await stage.certificates.untrusted(certificate);
      return {
        list: [await stage.secure({ key, cert }, () => [reply()])],
        env: stage.certificates.env,
      };
    },
    expect: failed('TLS_UNTRUSTED'),
    message: /does not send the certificate of its issuer/,
    requests: 0,
  },
];
