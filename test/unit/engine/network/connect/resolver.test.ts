/** The format of DNS servers in settings and flags. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDnsServer } from '../../../../../src/engine/network/connect/resolver.ts';

describe('a DNS server', () => {
  const rows: [text: string, isServer: boolean][] = [
    ['127.0.0.1', true],
    ['127.0.0.1:5353', true],
    ['::1', true],
    ['2001:db8::1', true],
    ['[2001:db8::1]', true],
    ['[2001:db8::1]:5353', true],
    ['', false],
    ['dns.example', false],
    ['127.0.0.1:port', false],
    ['[127.0.0.1', false],
  ];
  for (const [text, isServer] of rows) {
    it(`is ${isServer ? '' : 'not '}named by “${text}”`, () => assert.equal(isDnsServer(text), isServer));
  }
});
