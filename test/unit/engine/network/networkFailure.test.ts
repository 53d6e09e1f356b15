/** The failure for each error of Node.js and undici. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { errors } from 'undici';
import type { FailureCode } from '../../../../src/engine/model/failure.ts';
import { BadResponseError, type ResponseFault } from '../../../../src/engine/network/badResponse.ts';
import { isHttp2Only, isInvalidHttp, networkFailure } from '../../../../src/engine/network/networkFailure.ts';

const before = {
  host: 'site.example',
  port: '8080',
  answered: false,
  connectTimeout: 2_500,
  isRedirect: false,
};
const behind = { ...before, answered: true };

function fault(fields: {
  code?: unknown;
  name?: string;
  message?: string;
  cause?: unknown;
  cert?: object;
}): Error {
  const { cause, message = 'raw words', ...rest } = fields;
  return Object.assign(new Error(message, cause === undefined ? {} : { cause }), rest);
}

describe('an error code', () => {
  const rows: [raws: string, code: FailureCode, message: RegExp][] = [
    ['ENOTFOUND ENODATA EAI_NODATA EAI_NONAME', 'DNS_NOT_FOUND', /name site\.example does not exist/],
    ['EAI_AGAIN EAI_FAIL ESERVFAIL EREFUSED', 'DNS_TEMPORARY', /no usable answer for site\.example/],
    ['ECONNREFUSED', 'CONNECT_REFUSED', /site\.example:8080 refused/],
    ['UND_ERR_CONNECT_TIMEOUT ETIMEDOUT', 'CONNECT_TIMEOUT', /site\.example:8080 within 2\.5 s/],
    ['ENETUNREACH EHOSTUNREACH ENETDOWN EHOSTDOWN', 'CONNECT_UNREACHABLE', /no route to site\.example/],
    ['ECONNRESET EPIPE UND_ERR_SOCKET', 'CONN_RESET', /site\.example closed the connection before/],
    ['CERT_HAS_EXPIRED', 'TLS_EXPIRED', /certificate has expired$/],
    ['CERT_NOT_YET_VALID', 'TLS_NOT_YET_VALID', /not valid yet$/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN', 'TLS_SELF_SIGNED', /self-signed/],
    [
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE UNABLE_TO_GET_ISSUER_CERT UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'TLS_UNTRUSTED',
      /issuer is not trusted/,
    ],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'TLS_WRONG_HOST', /certificate is not for site\.example/],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION ERR_SSL_UNSUPPORTED_PROTOCOL', 'TLS_VERSION', /outdated TLS/],
    [
      'ERR_SSL_WRONG_VERSION_NUMBER ERR_SSL_PACKET_LENGTH_TOO_LONG',
      'TLS_NOT_TLS',
      /not speak TLS; try http:/,
    ],
    [
      'ERR_SSL_WHATEVER ERR_OSSL_EVP_UNSUPPORTED ERR_TLS_INVALID_STATE EPROTO',
      'TLS_HANDSHAKE',
      /handshake with site\.example failed$/,
    ],
    ['ECONNABORTED ABORT_ERR ERR_STREAM_PREMATURE_CLOSE ERR_SOCKET_CLOSED', 'CONN_RESET', /before answering/],
    ['UND_ERR_ABORTED UND_ERR_RES_EXCEEDED_MAX_SIZE', 'CONN_RESET', /before answering/],
    ['ERR_TLS_HANDSHAKE_TIMEOUT ERR_SOCKET_CONNECTION_TIMEOUT', 'CONNECT_TIMEOUT', /within 2\.5 s/],
    ['UND_ERR_HEADERS_TIMEOUT', 'HEADERS_TIMEOUT', /site\.example did not answer in time/],
    ['UND_ERR_BODY_TIMEOUT', 'BODY_STALLED', /did not come in time/],
    ['UND_ERR_PRX_TLS UND_ERR_PRX_CONN UND_ERR_SOCKS5_AUTH_FAILED', 'PROXY_DOWN', /the proxy of VS Code/],
    [
      'CERT_UNTRUSTED CRL_HAS_EXPIRED UNABLE_TO_GET_CRL ERROR_IN_CERT_NOT_AFTER_FIELD',
      'TLS_UNTRUSTED',
      /issuer/,
    ],
    ['INVALID_PURPOSE', 'TLS_UNTRUSTED', /not for servers/],
    ['HOSTNAME_MISMATCH ERR_TLS_CERT_ALTNAME_FORMAT', 'TLS_WRONG_HOST', /not for site\.example/],
    ['ERR_HTTP2_STREAM_ERROR ERR_HTTP2_GOAWAY_SESSION', 'HTTP_BAD_RESPONSE', /not valid HTTP/],
    ['UND_ERR_HEADERS_OVERFLOW', 'HTTP_HEADERS_TOO_BIG', /larger than 64 KiB/],
    ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH ERR_ASSERTION', 'HTTP_BAD_RESPONSE', /not valid HTTP/],
    ['EMFILE ENFILE ENOBUFS ENOMEM', 'LOCAL_RESOURCES', /ran out of sockets/],
    ['SOMETHING_NEW', 'INTERNAL', /unexpected/],
  ];
  for (const [raws, code, message] of rows) {
    for (const raw of raws.split(' ')) {
      it(`${raw} is ${code}`, () => {
        const failure = networkFailure(fault({ code: raw }), before);
        assert.equal(failure.code, code);
        assert.match(failure.message, message);
        assert.equal(failure.detail, `Error ${raw} raw words`);
      });
    }
  }
});

describe('a handshake that fails says why', () => {
  const rows: [raws: string, message: RegExp][] = [
    ['ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED', /without secure renegotiation \(RFC 5746\)/],
    ['ERR_SSL_DH_KEY_TOO_SMALL ERR_TLS_DH_PARAM_SIZE ERR_SSL_BAD_DH_VALUE', /key exchange .* too weak/],
    ['ERR_SSL_EE_KEY_TOO_SMALL', /key that is too short/],
    ['UNSPECIFIED', /too weak, such as one signed with SHA-1/],
    [
      'ERR_SSL_CA_MD_TOO_WEAK ERR_SSL_WRONG_SIGNATURE_TYPE ERR_SSL_LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED',
      /SHA-1/,
    ],
    ['ERR_SSL_NO_SHARED_CIPHER ERR_SSL_UNKNOWN_CIPHER_RETURNED', /only outdated encryption/],
    [
      'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
      /no encryption in common/,
    ],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', /wants a certificate from its visitors/],
    ['ERR_SSL_TLSV1_UNRECOGNIZED_NAME', /does not know a site of this name/],
    ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', /internal error/],
  ];
  for (const [raws, message] of rows) {
    for (const raw of raws.split(' ')) {
      it(raw, () => {
        const failure = networkFailure(fault({ code: raw }), before);
        assert.equal(failure.code, 'TLS_HANDSHAKE');
        assert.match(failure.message, message);
      });
    }
  }
});

describe('an answer that is no HTTP says what it is', () => {
  const rows: [fault: ResponseFault | undefined, said: string, message: string][] = [
    ['switched', '', 'site.example switched to another protocol unasked (101 Switching Protocols)'],
    ['interim', '103', 'site.example sent only an interim answer (103 Early Hints), and no page'],
    ['status', '099', 'site.example answered with the status 099, which HTTP does not have'],
    ['statusless', '', 'site.example answered without a status'],
    ['lengths', '5, 6', 'site.example gives two lengths for the page: 5, 6'],
    ['protocol', 'SSH', 'site.example speaks SSH at this port, not HTTP/1.1'],
    ['tls', '', 'site.example speaks TLS at this port; try https://'],
    ['headless', '', 'site.example sent a page without the status and headers of HTTP'],
    [undefined, '', 'site.example sent something that is not valid HTTP'],
  ];
  for (const [of, said, message] of rows) {
    it(String(of), () => {
      const error = new BadResponseError(of, said);
      assert.deepEqual(networkFailure(error, before), {
        code: 'HTTP_BAD_RESPONSE',
        message,
        detail: `BadResponseError HTTP_BAD_RESPONSE not a response of HTTP: ${`${of ?? 'unknown'} ${said}`.trim()}`,
      });
      assert.equal(isInvalidHttp(error), false, 'nobody reads it once more');
    });
  }
});

describe('an answer that may be read leniently', () => {
  const yes = [
    fault({ name: 'HTTPParserError' }),
    fault({ code: 'HPE_INVALID_CONSTANT' }),
    fault({ code: 'ERR_ASSERTION' }),
    fault({ code: 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' }),
    fault({ message: 'bad response' }),
    fault({ message: 'bad upgrade' }),
  ];
  const no = [
    ...[undefined, null, 'HPE_X', fault({}), fault({ code: 'HPE_HEADER_OVERFLOW' })],
    ...[fault({ code: 'X_HPE_' }), fault({ message: 'a bad response' }), fault({ message: 'bad response!' })],
    ...[fault({ code: 'ECONNRESET' }), fault({ code: 'UND_ERR_HEADERS_OVERFLOW' })],
  ];
  for (const error of yes)
    it(`${error.name} ${error.message}`, () => assert.equal(isInvalidHttp(error), true));
  for (const error of no) it(`not ${String(error)}`, () => assert.equal(isInvalidHttp(error), false));
});

it('HTTP/2 alone is told by the alert of the handshake', () => {
  assert.equal(isHttp2Only(fault({ code: 'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL' })), true);
  assert.equal(isHttp2Only(fault({ code: 'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR' })), false);
  assert.equal(isHttp2Only(undefined), false);
});

describe('a failure on the way through a proxy', () => {
  const proxied = { ...before, proxy: 'proxy.example:3128' };

  it('to the server names the proxy', () => {
    for (const code of ['ECONNRESET', 'CERT_HAS_EXPIRED', 'HTTP_BAD_RESPONSE']) {
      assert.match(networkFailure(fault({ code }), proxied).message, /\(via proxy proxy\.example:3128\)$/);
    }
    assert.doesNotMatch(networkFailure(fault({ code: 'ENOTFOUND' }), proxied).message, /via proxy/);
  });

  it('that forwards is the proxy’s own, with its own sentence', () => {
    const forwarded = { ...proxied, isForwarded: true };
    const said = (code: string) => networkFailure(fault({ code }), forwarded);
    assert.deepEqual(
      [said('ECONNRESET').code, said('HPE_INVALID_VERSION').code, said('EPERM').code],
      ['PROXY_DOWN', 'PROXY_DOWN', 'INTERNAL'],
    );
    assert.match(
      said('ECONNRESET').message,
      /proxy\.example:3128: it closed the connection without an answer$/,
    );
    assert.match(said('HPE_INVALID_VERSION').message, /: what it answers is not HTTP$/);
    assert.equal(
      networkFailure(fault({ code: 'ECONNRESET' }), { ...forwarded, answered: true }).code,
      'BODY_CUT',
    );
  });
});

describe('a private address', () => {
  const error = Object.assign(fault({ code: 'ADDR_PRIVATE' }), { address: '10.0.0.1' });
  it('is told from a redirect to one', () => {
    assert.equal(networkFailure(error, before).code, 'ADDR_PRIVATE');
    assert.equal(networkFailure(error, { ...before, isRedirect: true }).code, 'REDIRECT_PRIVATE');
  });
});

it('a certificate with a fault that nobody knows is not trusted', () => {
  for (const code of ['SOMETHING_NEW', 'ERR_TLS_SOMETHING']) {
    assert.equal(networkFailure(fault({ name: 'CertificateError', code }), before).code, 'TLS_UNTRUSTED');
  }
});

describe('a certificate that is refused without a code', () => {
  const rows: [cert: object | undefined, message: RegExp][] = [
    [{ modulus: 'AB', bits: 1_024 }, /a key that is too short$/],
    [{ modulus: 'AB', bits: 2_047 }, /a key that is too short$/],
    [{ modulus: 'AB', bits: 2_048 }, /signed with SHA-1$/],
    [{ bits: 256 }, /signed with SHA-1$/],
    [undefined, /signed with SHA-1$/],
  ];
  for (const [cert, message] of rows) {
    it(`says what is weak about ${JSON.stringify(cert)}`, () => {
      const error = fault({ name: 'CertificateError', code: 'UNSPECIFIED', ...(cert ? { cert } : {}) });
      const failure = networkFailure(error, before);
      assert.equal(failure.code, 'TLS_HANDSHAKE');
      assert.match(failure.message, message);
    });
  }

  it('is told from a server that leaves out the certificate of its issuer', () => {
    const cert = { infoAccess: { 'CA Issuers - URI': ['http://ca.example/ca.crt'] } };
    const said = (code: string, of: object) => networkFailure(fault({ code, cert: of }), before).message;
    assert.match(
      said('UNABLE_TO_VERIFY_LEAF_SIGNATURE', cert),
      /does not send the certificate of its issuer/,
    );
    assert.match(said('UNABLE_TO_GET_ISSUER_CERT_LOCALLY', cert), /issuer is not trusted/);
    assert.match(said('UNABLE_TO_VERIFY_LEAF_SIGNATURE', {}), /issuer is not trusted/);
    assert.match(
      said('UNABLE_TO_VERIFY_LEAF_SIGNATURE', { infoAccess: { 'OCSP - URI': ['http://ca.example'] } }),
      /issuer is not trusted/,
    );
  });
});

describe('every error of undici', () => {
  /** Mistakes of the caller, and of parts of undici that the engine does not use. */
  const OURS =
    /ARG|RETURN_VALUE|^UND_ERR$|REQ_|NOT_SUPPORTED|BPL|RESPONSE$|REDIRECT_MAX|MAX_ORIGINS|WS_MESSAGE/;
  const classes = Object.entries(errors) as [string, new (...all: unknown[]) => { code?: string }][];
  for (const [name, Class] of classes) {
    const code = new Class('x', 0, {}).code ?? '';
    if (name === 'AbortError' ? false : OURS.test(code) || !code.startsWith('UND_')) continue;
    it(`${code} has a code of ours`, () =>
      assert.notEqual(networkFailure(fault({ code, name }), before).code, 'INTERNAL'));
  }
});

describe('an error of a system call', () => {
  const rows: [error: Error, code: FailureCode][] = [
    [fault({ code: 'EACCES', message: 'connect EACCES 192.0.2.1:80' }), 'CONNECT_UNREACHABLE'],
    [Object.assign(fault({ code: 'EPERM' }), { syscall: 'connect' }), 'CONNECT_UNREACHABLE'],
    [fault({ code: 'EIO', message: 'read EIO' }), 'CONN_RESET'],
    [Object.assign(fault({ code: 'ENOTCONN' }), { syscall: 'shutdown' }), 'CONN_RESET'],
    [fault({ code: 'EINVAL', message: 'getaddrinfo EINVAL x' }), 'DNS_NOT_FOUND'],
    [fault({ code: 'ESOMETHING', message: 'getaddrinfo ESOMETHING x' }), 'DNS_TEMPORARY'],
    [fault({ message: 'read EVERYTHING' }), 'INTERNAL'],
  ];
  for (const [error, code] of rows) {
    it(`“${error.message}” is ${code}, also from another process`, () =>
      assert.equal(networkFailure(error, before).code, code));
  }
});

describe("an error of Chromium's network", () => {
  const rows: [names: string, code: FailureCode][] = [
    ['NAME_NOT_RESOLVED', 'DNS_NOT_FOUND'],
    ['NAME_RESOLUTION_FAILED DNS_SERVER_FAILED', 'DNS_TEMPORARY'],
    ['DNS_TIMED_OUT', 'DNS_TIMEOUT'],
    ['CONNECTION_REFUSED', 'CONNECT_REFUSED'],
    ['CONNECTION_TIMED_OUT TIMED_OUT', 'CONNECT_TIMEOUT'],
    ['ADDRESS_UNREACHABLE INTERNET_DISCONNECTED NETWORK_CHANGED BLOCKED_BY_CLIENT', 'CONNECT_UNREACHABLE'],
    ['CONNECTION_RESET CONNECTION_CLOSED EMPTY_RESPONSE SOMETHING_NEW', 'CONN_RESET'],
    ['CERT_DATE_INVALID', 'TLS_EXPIRED'],
    ['CERT_COMMON_NAME_INVALID', 'TLS_WRONG_HOST'],
    ['CERT_AUTHORITY_INVALID CERT_REVOKED', 'TLS_UNTRUSTED'],
    ['SSL_VERSION_OR_CIPHER_MISMATCH', 'TLS_VERSION'],
    ['SSL_PROTOCOL_ERROR', 'TLS_HANDSHAKE'],
    ['INVALID_HTTP_RESPONSE RESPONSE_HEADERS_MULTIPLE_LOCATION HTTP2_PROTOCOL_ERROR', 'HTTP_BAD_RESPONSE'],
    ['RESPONSE_HEADERS_TOO_BIG', 'HTTP_HEADERS_TOO_BIG'],
    ['PROXY_AUTH_REQUESTED UNEXPECTED_PROXY_AUTH', 'PROXY_AUTH'],
    ['PROXY_CONNECTION_FAILED TUNNEL_CONNECTION_FAILED SOCKS_CONNECTION_FAILED', 'PROXY_DOWN'],
    ['INSUFFICIENT_RESOURCES', 'LOCAL_RESOURCES'],
  ];
  for (const [names, code] of rows) {
    for (const name of names.split(' ')) {
      it(`net::ERR_${name} is ${code}`, () => {
        assert.equal(networkFailure(fault({ message: `net::ERR_${name}` }), before).code, code);
      });
    }
  }

  it('in the body cuts it', () => {
    assert.equal(networkFailure(fault({ message: 'net::ERR_CONNECTION_RESET' }), behind).code, 'BODY_CUT');
  });
});

describe('an error without a code of its own', () => {
  const rows: [name: string, error: unknown, code: FailureCode][] = [
    [
      "of undici's parser",
      fault({ name: 'HTTPParserError', message: 'Expected HTTP/' }),
      'HTTP_BAD_RESPONSE',
    ],
    [
      'of a response that makes no sense',
      fault({ code: 'UND_ERR_SOCKET', message: 'bad response' }),
      'HTTP_BAD_RESPONSE',
    ],
    [
      'of an upgrade nobody asked for',
      fault({ code: 'UND_ERR_SOCKET', message: 'bad upgrade' }),
      'HTTP_BAD_RESPONSE',
    ],
    [
      'of a handshake that broke off',
      fault({
        code: 'ECONNRESET',
        message: 'Client network socket disconnected before secure TLS connection was established',
      }),
      'TLS_HANDSHAKE',
    ],
    ['of nobody knows where', fault({ message: 'x' }), 'INTERNAL'],
    ['of a text that was thrown', 'words', 'INTERNAL'],
    ['of nothing that was thrown', undefined, 'INTERNAL'],
    ['with a number for a code', fault({ code: 42 }), 'INTERNAL'],
    ['with a code that every object knows', fault({ code: 'toString' }), 'INTERNAL'],
  ];
  for (const [name, error, code] of rows) {
    it(`${name} is ${code}`, () => assert.equal(networkFailure(error, before).code, code));
  }
});

describe('an error behind the headers', () => {
  for (const raw of ['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH']) {
    it(`${raw} is BODY_CUT`, () => {
      const { code, message } = networkFailure(fault({ code: raw }), behind);
      assert.equal(code, 'BODY_CUT');
      assert.match(message, /ended early/);
    });
  }
  it("of undici's parser is BODY_CUT", () => {
    const { code, message } = networkFailure(fault({ name: 'HTTPParserError' }), behind);
    assert.equal(code, 'BODY_CUT');
    assert.match(message, /what came then is not valid HTTP/);
  });
  it('of this machine stays what it is', () => {
    assert.equal(networkFailure(fault({ code: 'ENOMEM' }), behind).code, 'LOCAL_RESOURCES');
  });
});

describe('the reason is looked for', () => {
  it('in causes', () => {
    const error = fault({ message: 'fetch failed', cause: fault({ cause: fault({ code: 'ENOTFOUND' }) }) });
    const { code, detail } = networkFailure(error, before);
    assert.equal(code, 'DNS_NOT_FOUND');
    assert.match(detail ?? '', /fetch failed.*←.*ENOTFOUND/);
  });

  it('in an AggregateError, which has no message, as of a host with two addresses', () => {
    const refused = ['::1', '127.0.0.1'].map(ip => fault({ code: 'ECONNREFUSED', message: `connect ${ip}` }));
    const { code, message, detail } = networkFailure(new AggregateError(refused, ''), before);
    assert.equal(code, 'CONNECT_REFUSED');
    assert.match(message, /refused/);
    assert.match(detail ?? '', /connect ::1.*connect 127\.0\.0\.1/);
  });

  it('at the outermost error that has one', () => {
    const error = fault({ code: 'ECONNREFUSED', cause: fault({ code: 'ENOTFOUND' }) });
    assert.equal(networkFailure(error, before).code, 'CONNECT_REFUSED');
  });

  it('no deeper than five causes', () => {
    const nested = (depth: number): Error =>
      depth ? fault({ message: 'x', cause: nested(depth - 1) }) : fault({ code: 'ENOTFOUND' });
    assert.equal(networkFailure(nested(5), before).code, 'DNS_NOT_FOUND');
    assert.equal(networkFailure(nested(6), before).code, 'INTERNAL');
    const group = (depth: number): Error =>
      depth ? new AggregateError([group(depth - 1)], '') : fault({ code: 'ENOTFOUND' });
    assert.equal(networkFailure(group(5), before).code, 'DNS_NOT_FOUND');
    assert.equal(networkFailure(group(6), before).code, 'INTERNAL');
  });

  it('without an end nowhere: circles are left', () => {
    const error: Error & { cause?: unknown } = fault({ message: 'round' });
    error.cause = error;
    assert.equal(networkFailure(error, before).code, 'INTERNAL');
  });
});

describe('a certificate', () => {
  it('that has expired or is not valid yet is shown with its date', () => {
    const cert = { valid_from: 'Jan  1 2098', valid_to: 'Feb  1 2020' };
    assert.match(networkFailure(fault({ code: 'CERT_HAS_EXPIRED', cert }), before).message, /on 2020-02-01$/);
    assert.match(
      networkFailure(fault({ code: 'CERT_NOT_YET_VALID', cert }), before).message,
      /only from 2098-01-01$/,
    );
  });

  it('for others is shown with their names', () => {
    const cert = { subjectaltname: 'DNS:a.example, DNS:*.b.example, IP Address:10.0.0.1' };
    const { message } = networkFailure(fault({ code: 'ERR_TLS_CERT_ALTNAME_INVALID', cert }), before);
    assert.equal(message, 'The certificate is for a.example, *.b.example, 10.0.0.1, not for site.example');
  });
});

it('a sentence is safe to show, whatever the error says', () => {
  const cert = { subjectaltname: 'DNS:\u202ea\u001b[31m\n' };
  const failure = networkFailure(
    fault({ code: 'ERR_TLS_CERT_ALTNAME_INVALID', message: 'a\nb', cert }),
    before,
  );
  assert.doesNotMatch(failure.message + failure.detail, /[\p{Cc}\p{Bidi_Control}]/u);
});
