/** S, first part: certificates and handshakes. */

import type { TlsOptions } from 'node:tls';
import type { CertificateOptions } from '../certificates.ts';
import { PAGE, reply } from './reply.ts';
import { type Expected, failed, mentions, type Row, type Scene, variants } from './row.ts';
import { play, RST, type Step } from './script.ts';
import type { Stage } from './stage.ts';

const handshake = failed('TLS_HANDSHAKE');
const alert = (code: number): Step => Buffer.from([0x15, 3, 3, 0, 2, 2, code]);

/** A list for a scan that trusts the authorities of {@link Stage.certificates}. */
async function trusting(stage: Stage, ...list: (string | Promise<string>)[]): Promise<Scene> {
  return { list: await Promise.all(list), env: stage.certificates.env };
}

/** A good page behind TLS with these options, and a trusted certificate unless another is given. */
const secure =
  (options: TlsOptions = {}, certificate: CertificateOptions = {}) =>
  async (stage: Stage): Promise<Scene> => {
    const { key, cert } = await stage.certificates.trusted(certificate);
    return trusting(
      stage,
      stage.secure({ key, cert, ...options }, () => [reply()]),
    );
  };

/** Reads the ClientHello, then plays the steps. */
const rude =
  (...steps: Step[]) =>
  (stage: Stage) =>
    stage.tcp(socket => socket.once('data', () => void play(socket, steps)), 'https');

export const tls: Row[] = [
  {
    id: 'S01p',
    behaviour: 'certificate for clients',
    serve: secure({}, { usage: 'clientAuth' }),
    expect: failed('TLS_UNTRUSTED'),
    message: /not for servers/,
    requests: 0,
  },
  {
    id: 'S01',
    behaviour: 'unknown authority',
    async serve(stage) {
      const { key, cert } = await stage.certificates.untrusted();
      return trusting(
        stage,
        stage.secure({ key, cert }, () => [reply()]),
      );
    },
    expect: failed('TLS_UNTRUSTED'),
    requests: 0,
    within: 2500,
  },
  {
    id: 'S03',
    behaviour: 'self-signed',
    async serve(stage) {
      const { key, cert } = await stage.certificates.untrusted({ selfSigned: true });
      return trusting(
        stage,
        stage.secure({ key, cert }, () => [reply()]),
      );
    },
    expect: failed('TLS_SELF_SIGNED'),
    requests: 0,
  },
  {
    id: 'S04a',
    behaviour: 'expired',
    serve: secure({}, { expired: true }),
    expect: failed('TLS_EXPIRED'),
    message: /2020/,
    requests: 0,
  },
  {
    id: 'S04b',
    behaviour: 'not yet valid',
    serve: secure({}, { notYetValid: true }),
    expect: failed('TLS_NOT_YET_VALID'),
    message: /2098/,
    requests: 0,
  },
  ...variants<string[]>(
    'S05',
    [
      ['names', ['other.example', '*.else.example']],
      ['addresses', ['10.1.2.3']],
    ],
    names => ({
      serve: secure({}, { names }),
      expect: failed('TLS_WRONG_HOST'),
      message: names[0] === '10.1.2.3' ? /10\.1\.2\.3/ : /other\.example/,
      requests: 0,
    }),
    'certificate for other ',
  ),
  ...variants<'TLSv1' | 'TLSv1.1'>(
    'S06',
    [
      ['TLS 1.0', 'TLSv1'],
      ['TLS 1.1', 'TLSv1.1'],
    ],
    version => ({
      serve: secure({ minVersion: version, maxVersion: version, ciphers: 'DEFAULT:@SECLEVEL=0' }),
      expect: failed('TLS_VERSION'),
    }),
    'offers only ',
  ),
  {
    id: 'S07',
    behaviour: 'key of 1,024 bits',
    async serve(stage) {
      const { key, cert } = await stage.certificates.weak();
      return trusting(
        stage,
        stage.secure({ key, cert, ciphers: 'DEFAULT:@SECLEVEL=0' }, () => [reply()]),
      );
    },
    expect: handshake,
    requests: 0,
  },
  {
    id: 'S08',
    behaviour: 'no cipher in common',
    serve: secure({ maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-NULL-SHA:@SECLEVEL=0' }),
    expect: handshake,
  },
  ...variants<'TLSv1.2' | 'TLSv1.3'>(
    'S09',
    [
      ['TLS 1.2', 'TLSv1.2'],
      ['TLS 1.3', 'TLSv1.3'],
    ],
    version => ({
      serve: secure({
        minVersion: version,
        maxVersion: version,
        requestCert: true,
        rejectUnauthorized: true,
      }),
      expect: version === 'TLSv1.2' ? handshake : [handshake, failed('CONN_RESET')],
    }),
    'wants a client’s certificate: ',
  ),
  {
    id: 'S10a',
    behaviour: 'knows no host of that name (SNI)',
    serve: async stage => {
      const { list, env } = await secure({
        SNICallback: (name, callback) => callback(new Error(`no ${name} here`)),
      })(stage);
      return { list: (list as string[]).map(url => url.replace('127.0.0.1', 'localhost')), env: env ?? {} };
    },
    expect: handshake,
  },
  {
    id: 'S10b',
    behaviour: 'good certificate, no SNI',
    serve: secure(),
    expect: mentions(),
    finalUrl: /^https:/,
  },
  {
    id: 'S11a',
    behaviour: 'https: to a port that speaks http:',
    serve: async stage => (await stage.http((_, response) => response.end(PAGE))).replace('http:', 'https:'),
    expect: failed('TLS_NOT_TLS'),
    message: /http:/,
  },
  {
    id: 'S11b',
    behaviour: 'https: to a silent port',
    serve: stage => stage.tcp(socket => socket.resume(), 'https'),
    expect: failed('CONNECT_TIMEOUT'),
    within: 2600,
  },
  {
    id: 'S12',
    behaviour: 'http: to a port that speaks TLS',
    serve: async stage => {
      const { list, env = {} } = await secure()(stage);
      return { list: (list as string[]).map(url => url.replace('https:', 'http:')), env };
    },
    expect: [failed('CONN_RESET'), failed('HTTP_BAD_RESPONSE')],
    message: /https:/,
  },
  {
    id: 'S13',
    behaviour: 'reads the ClientHello, never answers',
    serve: rude(),
    expect: failed('CONNECT_TIMEOUT'),
    within: 2600,
  },
  ...variants<() => Row['serve']>(
    'S14',
    [
      ['reset', () => rude(RST)],
      ['closed', () => stage => stage.tcp(socket => socket.once('data', () => socket.end()), 'https')],
      ['alert', () => rude(alert(80))],
      ['garbage', () => rude('this is not TLS, nor anything else\r\n')],
    ],
    serve => ({
      serve: serve(),
      expect: [handshake, failed('TLS_NOT_TLS')],
      within: 2500,
    }),
    'in the middle of the handshake: ',
  ),
  {
    id: 'S15',
    behaviour: 'speaks only “foo” (ALPN)',
    serve: secure({ ALPNProtocols: ['foo'] }),
    expect: handshake satisfies Expected,
  },
];
