/** The head of a response, read as browsers read it. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  findHeadEnd,
  maySayHttp,
  parseHead,
} from '../../../../../src/engine/network/exchange/lenientHead.ts';
import { runs } from '../../../support/properties.ts';
import { workOf } from '../../../support/work.ts';

const fieldsOf = (lines: string) => ({ ...parseHead(`HTTP/1.1 200 OK\r\n${lines}\r\n\r\n`).headers });

describe('a status line', () => {
  const good: [line: string, status: number][] = [
    ['HTTP/1.1 200 OK', 200],
    ['HTTP/1 200', 200],
    ['HTTP/1.1  404  Not  Found', 404],
    ['HTTP/1.1\t200', 200],
    ['HTTP/3.0 200 OK', 200],
    ['http/1.1 503', 503],
    ['HTTP 200', 200],
    ['HTTP/1.1 200OK', 200],
    ['ICY 200 OK', 200],
    ['\r\nHTTP/1.1 200 OK', 200],
    ['\xef\xbb\xbfHTTP/1.1 200 OK', 200],
    ['HTTP/1.1 100', 100],
    ['HTTP/1.1 999 x', 999],
  ];
  for (const [line, status] of good) {
    it(`${JSON.stringify(line)} has the status ${status}`, () =>
      assert.equal(parseHead(`${line}\r\n\r\n`).status, status));
  }

  const bad: [line: string, fault: string | undefined, said: string][] = [
    ['HTTP/1.1 99 Low', 'status', '99'],
    ['HTTP/1.1 000', 'status', '000'],
    ['HTTP/1.1 1000', 'status', '1000'],
    [`HTTP/1.1 ${'9'.repeat(40)}`, 'status', '9'.repeat(10)],
    ['HTTP/1.1 OK', 'statusless', ''],
    ['HTTP/1.1', 'statusless', ''],
    ['HTTP/1.1 -1', 'statusless', ''],
    ['icyy 200', undefined, ''],
    ['     HTTP/1.1 200 OK', undefined, ''],
    ['SIP/2.0 200 OK', 'protocol', 'SIP'],
  ];
  for (const [line, fault, said] of bad) {
    it(`${JSON.stringify(line.slice(0, 30))} is ${fault ?? 'nothing known'}`, () =>
      assert.throws(() => parseHead(`${line}\r\n\r\n`), { code: 'HTTP_BAD_RESPONSE', fault, said }));
  }
});

describe('header fields', () => {
  const rows: [lines: string, fields: Record<string, string | string[]>][] = [
    ['A: b', { a: 'b' }],
    ['A:b', { a: 'b' }],
    ['A \t: \t b \t', { a: 'b' }],
    ['A: b\r\nB: c', { a: 'b', b: 'c' }],
    ['A: b\nB: c\r\r\nC: d', { a: 'b', b: 'c', c: 'd' }],
    ['A: b\rB: c', { a: 'b', b: 'c' }],
    ['A: b\r\na: c', { a: ['b', 'c'] }],
    ['A: b\r\n c\r\n\td', { a: 'b c d' }],
    ['A:\r\n b', { a: 'b' }],
    [' b\r\nA: c', { a: 'c' }],
    ['no colon\r\nA: b', { a: 'b' }],
    ['X Y: b\r\n folded\r\nA: c', { a: 'c' }],
    [': b\r\nA: c', { a: 'c' }],
    ['X(y): b\r\nA: c', { a: 'c' }],
    ['A: b: c', { a: 'b: c' }],
    ['__proto__: b', Object.defineProperty({}, '__proto__', { value: 'b', enumerable: true })],
  ];
  for (const [lines, fields] of rows) {
    it(`${JSON.stringify(lines)} are ${JSON.stringify(fields)}`, () =>
      assert.deepEqual(Object.entries(fieldsOf(lines)), Object.entries(fields)));
  }
});

describe('the end of a head', () => {
  const rows: [text: string, end: number | undefined][] = [
    ['HTTP/1.1 200\r\n\r\nbody', 16],
    ['HTTP/1.1 200\n\nbody', 14],
    ['HTTP/1.1 200\r\r\n\r\r\nbody', 18],
    ['\r\nHTTP/1.1 200\r\n\r\nbody', 18],
    ['HTTP/1.1 200\r\nA: b\r\n', undefined],
    ['HTTP/1.1 200\r\r', undefined],
    ['', undefined],
  ];
  for (const [text, end] of rows) {
    it(`of ${JSON.stringify(text)} is ${end}`, () =>
      assert.equal(findHeadEnd(Buffer.from(text, 'latin1'), 0).end, end));
  }

  it('is the same however the head is cut', () => {
    const text = 'HTTP/1.1 200 OK\r\nA: b\nC: d\r\n\r\nbody';
    for (let cut = 0; cut < 30; cut++) {
      const first = findHeadEnd(Buffer.from(text.slice(0, cut)), 0);
      assert.equal(first.end, undefined);
      assert.ok(first.lineStart <= cut);
      assert.equal(findHeadEnd(Buffer.from(text), first.lineStart).end, 30);
    }
  });
});

it('gives up what cannot become a status line, and waits for the rest of what can', () => {
  for (const start of ['', 'H', 'HTTP/', 'HTTP/1.1', '\r\nHTTP/1', 'ICY 200 OK'])
    assert.ok(maySayHttp(start), start);
  for (const start of ['<!doctype html>', 'SSH-2.0-x', '     HTTP/1.1']) assert.ok(!maySayHttp(start), start);
});

it('any head is read or refused, and keeps what is in order', () => {
  const odd = fc.string({ unit: 'binary-ascii', maxLength: 60 }).filter(line => !/[\r\n]|^[ \t]/.test(line));
  fc.assert(
    fc.property(fc.array(odd, { maxLength: 8 }), lines => {
      const { headers, status } = parseHead(
        `HTTP/1.1 200 OK\r\n${lines.join('\r\n')}\r\nx-last: yes\r\n\r\n`,
      );
      assert.equal(status, 200);
      assert.ok([headers['x-last']].flat().includes('yes'));
    }),
    runs(200),
  );
});

describe('a head', () => {
  it('is read in steps in proportion to its length, however its fields are folded', () => {
    for (const line of [' a\n', ' \n', '\t a b\n', 'a: b\n', 'a: b\n c\n', ':\n', '\r\n ']) {
      const work = (times: number) => workOf(() => parseHead(`HTTP/1.1 200\nx: y\n${line.repeat(times)}`));
      const [once, more] = [work(1_000), work(8_000)];
      assert.ok(more <= 9 * once + 1_000, `${JSON.stringify(line)}: ${once} steps, then ${more}`);
    }
  });
});
