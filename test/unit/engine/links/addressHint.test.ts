/** A wrong address is named where it may be the reason for a failure. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressMeant, withAddressHint } from '../../../../src/engine/links/addressHint.ts';
import { rangesOfLine } from '../../../../src/engine/links/list/readList.ts';
import { type Failure, type FailureCode, failure } from '../../../../src/engine/model/failure.ts';

const NOT_FOUND = failure('HTTP_STATUS', 'The server answered 404 Not Found');
const meant = (url: string, code: FailureCode, status?: number, more: Partial<Failure> = {}) =>
  addressMeant(url, { ...failure(code, 'x'), ...more }, status)?.url;

describe('the address that is meant', () => {
  it('is told for a page that is not there', () => {
    for (const status of [400, 403, 404, 405, 406, 410, 414, 422])
      assert.equal(meant('https://e/x).', 'HTTP_STATUS', status), 'https://e/x', `${status}`);
    for (const status of [401, 407, 408, 429, 451, 500, 503, undefined])
      assert.equal(meant('https://e/x).', 'HTTP_STATUS', status), undefined, `${status}`);
  });

  it('is not told if the page may be there', () => {
    assert.equal(meant('https://e/x).', 'HTTP_STATUS', 403, { isDoubtful: true }), undefined);
    for (const code of ['CONNECT_REFUSED', 'TOTAL_TIMEOUT', 'TLS_EXPIRED', 'URL_SCHEME'] as const)
      assert.equal(meant('https://e/x).', code, 404), undefined, code);
  });

  it('is told for a host that does not exist, if the host is wrong', () => {
    assert.equal(meant('https://example.com,/', 'DNS_NOT_FOUND'), 'https://example.com');
    assert.equal(meant('https://example.com/x,', 'DNS_NOT_FOUND'), undefined);
  });

  it('is told for a line that is no URL, if it is one', () => {
    assert.equal(meant('<https://e/x>', 'URL_INVALID'), 'https://e/x');
    assert.equal(meant('<https://e/x y>', 'URL_INVALID'), undefined);
    assert.equal(meant('<https://e/\u0001>', 'URL_INVALID'), undefined);
  });
});

describe('the sentence of a failure', () => {
  it('names what may not belong to the URL', () => {
    assert.equal(
      withAddressHint('https://e/x%22).', NOT_FOUND, 404).message,
      'The server answered 404 Not Found; “").” at the end of the URL may not belong to it',
    );
    assert.equal(
      withAddressHint('https://e/?a&amp;b', NOT_FOUND, 404).message,
      'The server answered 404 Not Found; “&amp;” in the URL may stand for “&”',
    );
  });

  it('stays as it is otherwise', () => {
    for (const url of ['https://e/x', 'https://e/wiki/Foo_(bar)'])
      assert.equal(withAddressHint(url, NOT_FOUND, 404), NOT_FOUND);
    assert.equal(withAddressHint('https://e/x).', NOT_FOUND, 500), NOT_FOUND);
  });

  const rows: [line: string, message: string][] = [
    [
      'https://e:80)',
      'Not a valid URL: the port is not a number; “)” at the end of the URL may not belong to it',
    ],
    [
      'https://example.com>',
      'Not a valid URL: the host is not a valid name or address; “>” at the end of the URL may not belong to it',
    ],
  ];
  for (const [line, message] of rows)
    it(`of ${JSON.stringify(line)} in a list`, () =>
      assert.equal(rangesOfLine(line)[0]?.failure?.message, message));
});
