/** The failure for each error of Node.js and undici. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FailureCode } from '../../../../src/engine/model/failure.ts';
import { networkFailure } from '../../../../src/engine/network/networkFailure.ts';

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
      'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE ERR_SSL_WHATEVER UNSPECIFIED',
      'TLS_HANDSHAKE',
      /handshake with site\.example/,
    ],
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
    assert.equal(networkFailure(fault({ name: 'HTTPParserError' }), behind).code, 'BODY_CUT');
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
