/** Where the body of a response ends, as browsers see it. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { framingOf } from '../../../../../src/engine/network/exchange/lenientBody.ts';
import { runs } from '../../../support/properties.ts';

interface Read {
  readonly text: string;
  readonly isDone: boolean;
  readonly endsWithConnection: boolean;
}

function read(headers: Record<string, string | string[]>, pieces: readonly string[], status = 200): Read {
  const framing = framingOf(status, headers);
  let text = '';
  for (const piece of pieces) {
    if (framing.isDone) break;
    framing.write(Buffer.from(piece, 'latin1'), part => {
      text += part.toString('latin1');
    });
  }
  return { text, isDone: framing.isDone, endsWithConnection: framing.endsWithConnection };
}

const CHUNKED = { 'transfer-encoding': 'chunked' };
const counted = (text: string, isDone = true): Read => ({ text, isDone, endsWithConnection: false });
const open = (text: string): Read => ({ text, isDone: false, endsWithConnection: true });

describe('a length', () => {
  const rows: [value: string | string[], read: Read][] = [
    ['3', counted('Pyt')],
    ['003', counted('Pyt')],
    [['3', '3'], counted('Pyt')],
    [['3', ' 003'], counted('Pyt')],
    ['3, 3', counted('Pyt')],
    ['3,', counted('Pyt')],
    ['0', counted('')],
    ['9', counted('Python', false)],
    ['99999999999999999999', counted('Python', false)],
    ['-5', open('Python')],
    ['+3', open('Python')],
    ['3x', open('Python')],
    ['0x3', open('Python')],
    ['', open('Python')],
    [',', open('Python')],
  ];
  for (const [value, expected] of rows) {
    it(`of ${JSON.stringify(value)} gives ${expected.text || 'nothing'}`, () =>
      assert.deepEqual(read({ 'content-length': value }, ['Py', 'thon']), expected));
  }

  for (const value of [['5', '6'], ['5, 6'], ['5', 'x'], ['5', '50']]) {
    it(`of ${JSON.stringify(value)} is refused`, () =>
      assert.throws(() => framingOf(200, { 'content-length': value }), {
        code: 'HTTP_BAD_RESPONSE',
        fault: 'lengths',
      }));
  }

  it('is quoted with the one that differs', () => {
    const headers = { 'content-length': ['5', '6', '7', '5'] };
    assert.throws(() => framingOf(200, headers), { said: '5, 6' });
  });

  it('is quoted short', () => {
    assert.throws(
      () => framingOf(200, { 'content-length': ['1'.repeat(9_000), '2'] }),
      ({ said }: { said: string }) => said.length <= 60,
    );
  });

  it('does not matter for an answer that has no body', () => {
    for (const status of [204, 304])
      assert.deepEqual(read({ 'content-length': '5' }, ['x'], status), counted(''));
  });
});

describe('chunks', () => {
  const rows: [body: string, read: Read][] = [
    ['6\r\nPython\r\n0\r\n\r\n', counted('Python')],
    ['6\nPython\n0\n\n', counted('Python')],
    ['6\nPython\r\n0\n\r\n', counted('Python')],
    ['2\r\nPy\r\n4\nthon\n00\r\n\r\n', counted('Python')],
    ['6 \t\r\nPython\r\n0\r\n\r\n', counted('Python')],
    ['6;a="b"\r\nPython\r\n0;c\r\n\r\n', counted('Python')],
    ['6 ; a\r\nPython\r\n0\r\n\r\n', counted('Python')],
    ['6\r\nPython\r\n0\r\nX: y\r\nbad\r\n\r\nmore', counted('Python')],
    ['A\r\n0123456789\r\n0\r\n\r\n', counted('0123456789')],
    ['6\r\nPython\r\n0\r\n', counted('Python', false)],
    ['6\r\nPython\r\n', counted('Python', false)],
    ['6\r\nPyt', counted('Pyt', false)],
  ];
  for (const [body, expected] of rows) {
    it(`${JSON.stringify(body)} are read`, () => {
      assert.deepEqual(read(CHUNKED, [body]), expected);
      assert.deepEqual(read(CHUNKED, [...body]), expected, 'one byte after the other');
    });
  }

  for (const body of [
    ...[' 6\r\nPython', '0x6\r\nPython', '-6\r\nPython', 'ZZ\r\n', '\r\n', '6\r\nPythonX\r\n'],
    ...['6\r\nPython0\r\n', `${'F'.repeat(20)}\r\n`, `${'0'.repeat(33)}\r\n`, `6;${'x'.repeat(70_000)}`],
  ]) {
    it(`${JSON.stringify(body.slice(0, 20))} are refused`, () =>
      assert.throws(() => read(CHUNKED, [body]), { code: 'HTTP_BAD_RESPONSE' }));
  }

  it('win over every length', () => {
    for (const length of ['0', '5', ['5', '6'], 'x']) {
      const headers = { ...CHUNKED, 'content-length': length };
      assert.deepEqual(read(headers, ['6\r\nPython\r\n0\r\n\r\n']), counted('Python'));
    }
  });

  it('are meant by each spelling of chunked, and by no other coding', () => {
    for (const coding of ['Chunked', 'gzip, chunked', ['gzip', 'chunked'], ' chunked ']) {
      assert.equal(read({ 'transfer-encoding': coding }, ['0\r\n\r\n']).isDone, true);
    }
    for (const coding of ['identity', 'xchunked', '']) {
      assert.deepEqual(read({ 'transfer-encoding': coding }, ['Python']), open('Python'));
    }
  });

  it('give back every text, however it is cut and written', () => {
    const line = fc.constantFrom('\r\n', '\n');
    const part = fc.tuple(fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 40 }), line, line);
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), fc.integer({ min: 1, max: 9 }), (parts, step) => {
        const body = `${parts.map(([text, a, b]) => text.length.toString(16) + a + text + b).join('')}0\n\n`;
        const pieces = Array.from({ length: Math.ceil(body.length / step) }, (_, at) =>
          body.slice(at * step, (at + 1) * step),
        );
        assert.deepEqual(read(CHUNKED, pieces), counted(parts.map(([text]) => text).join('')));
      }),
      runs(200),
    );
  });
});
