/** Errors that occur while a connection opens. */

import type { PeerCertificate } from 'node:tls';

/** The certificate was refused. The code is the reason, as OpenSSL or Node.js names it. */
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

/** The host is at an address that the settings do not allow. */
export class AddressError extends Error {
  readonly code = 'ADDR_PRIVATE';
  readonly address: string;

  constructor(address: string) {
    super(`${address} is a private address`);
    this.name = 'AddressError';
    this.address = address;
  }
}

/** The TLS handshake failed after TCP had connected. */
export class HandshakeError extends Error {
  readonly code = 'TLS_HANDSHAKE';

  constructor(cause: Error) {
    super('The TLS handshake failed', { cause });
    this.name = 'HandshakeError';
  }
}

/** The connection took too long. The code is that of undici's own timeouts. */
export class ConnectTimeoutError extends Error {
  readonly code = 'UND_ERR_CONNECT_TIMEOUT';
  override readonly name = 'ConnectTimeoutError';
}
