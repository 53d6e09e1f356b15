/** Opens connections, and keeps what a certificate says when it is not good enough. */

import type { PeerCertificate, TLSSocket } from 'node:tls';
import { buildConnector } from 'undici';
import type { EngineOptions } from './options.ts';
import { lookup } from './resolve.ts';

/** A certificate that was refused, with the code that OpenSSL or Node.js gives as the reason. */
export class CertificateError extends Error {
  readonly code: string;
  readonly cert: PeerCertificate;

  constructor(code: string, cert: PeerCertificate) {
    super(`The certificate was refused: ${code}`);
    this.name = 'CertificateError';
    this.code = code;
    this.cert = cert;
  }
}

/** Certificates are checked as by default; only that the check is made here, where the certificate is at hand. */
export function createConnector({ connectTimeout }: EngineOptions): buildConnector.connector {
  const connect = buildConnector({
    timeout: connectTimeout,
    lookup,
    // undici's HTTP/2 reports a page whose stream was reset in the middle as complete.
    allowH2: false,
    rejectUnauthorized: false,
    // Node.js does not check the name again when a session is resumed, not even one that was refused for its name.
    maxCachedSessions: 0,
    // Node.js gives a host with several addresses 250 ms for each, too little for slow ones (nodejs/node#54359).
    autoSelectFamilyAttemptTimeout: 1_500,
  });
  return (options, callback) => {
    connect(options, (...[error, socket]) => {
      if (error || !socket) {
        callback(error ?? new Error('no connection'), null);
        return;
      }
      const refused = options.protocol === 'https:' && refusal(socket as TLSSocket);
      if (refused) {
        socket.destroy();
        callback(refused, null);
      } else {
        callback(null, socket);
      }
    });
  };
}

function refusal(socket: TLSSocket): CertificateError | undefined {
  if (socket.authorized) return undefined;
  // Node.js documents an Error here, but sets its code (nodejs/node: lib/_tls_wrap.js).
  return new CertificateError(String(socket.authorizationError), socket.getPeerCertificate());
}
