/** What goes wrong while a connection is opened. */

import type { PeerCertificate } from 'node:tls';

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

/** A name that leads to an address that may not be asked. */
export class AddressError extends Error {
  readonly code = 'ADDR_PRIVATE';
  readonly address: string;

  constructor(address: string) {
    super(`${address} is a private address`);
    this.name = 'AddressError';
    this.address = address;
  }
}

/** What went wrong between the TCP connection and the end of the TLS handshake. */
export class HandshakeError extends Error {
  readonly code = 'TLS_HANDSHAKE';

  constructor(cause: Error) {
    super('The TLS handshake failed', { cause });
    this.name = 'HandshakeError';
  }
}

/** Has the code that undici gives its own time-outs. */
export class ConnectTimeoutError extends Error {
  readonly code = 'UND_ERR_CONNECT_TIMEOUT';
  override readonly name = 'ConnectTimeoutError';
}
