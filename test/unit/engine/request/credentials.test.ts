/** Headers for hosts: which are allowed. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  credentialName,
  credentialOrigin,
  credentialValue,
  InvalidCredentialError,
} from '../../../../src/engine/request/credentials.ts';

describe('the host of a header', () => {
  const rows: [typed: string, origin: string][] = [
    ['example.com', 'https://example.com'],
    [' Example.COM ', 'https://example.com'],
    ['example.com:443', 'https://example.com'],
    ['example.com:8443', 'https://example.com:8443'],
    ['https://example.com/', 'https://example.com'],
    ['http://example.com', 'http://example.com'],
    ['HTTP://example.com:80', 'http://example.com'],
    ['localhost:8080', 'https://localhost:8080'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    ['bücher.example', 'https://xn--bcher-kva.example'],
  ];
  for (const [typed, origin] of rows) {
    it(`${JSON.stringify(typed)} is ${origin}`, () => assert.equal(credentialOrigin(typed), origin));
  }

  for (const typed of [
    '',
    ' ',
    'ftp://example.com',
    'file:///etc/passwd',
    'javascript://example.com',
    'user:word@example.com',
    'https://@example.com',
    'example.com/path',
    'https://example.com/?q',
    'https://example.com/#f',
    'a b',
    'example.com\\path',
    'http://',
    'example.com:99999',
  ]) {
    it(`is not ${JSON.stringify(typed)}`, () =>
      assert.throws(() => credentialOrigin(typed), InvalidCredentialError));
  }
});

describe('the name of a header', () => {
  for (const name of ['Authorization', 'X-Api-Key', 'cookie', 'PRIVATE-TOKEN', ' Accept ']) {
    it(`may be ${name}`, () => assert.equal(credentialName(name), name.trim()));
  }

  for (const name of [
    '',
    'X Key',
    'X:Key',
    'X\r\nKey',
    'Schlüssel',
    ':authority',
    'Host',
    'host ',
    'Content-Length',
    'Transfer-Encoding',
    'Connection',
    'Keep-Alive',
    'Upgrade',
    'TE',
    'Trailer',
    'Expect',
    'Cookie2',
    'Proxy-Authorization',
    'Proxy-Connection',
  ]) {
    it(`may not be ${JSON.stringify(name)}`, () =>
      assert.throws(() => credentialName(name), InvalidCredentialError));
  }
});

describe('the value of a header', () => {
  it('is taken without the blanks around it', () => assert.equal(credentialValue('  a b\t'), 'a b'));

  for (const value of ['', ' ', 'a\r\nX: y', 'a\nb', 'a\u0000', 'ä', '\u202e']) {
    it(`may not be ${JSON.stringify(value)}, and the reason does not repeat it`, () =>
      assert.throws(
        () => credentialValue(value),
        (error: Error) => {
          assert.ok(error instanceof InvalidCredentialError);
          return !value.trim() || !error.message.includes(value);
        },
      ));
  }
});
