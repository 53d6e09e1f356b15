/** Text files of the terminal command are decoded without regard to markup in them. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { textOf } from '../../../../src/engine/documents/decodeText.ts';
import { runs } from '../../support/properties.ts';
import { jsonLines, runCli } from '../../support/terminal.ts';

const bigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('a text file', () => {
  const text = '# Liste für München\nhttp://a/é/中文/😀\n';
  const encodings: [name: string, bytes: Buffer][] = [
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16BE with a mark', bigEndian(`\ufeff${text}`)],
    ['UTF-16LE without a mark', Buffer.from(text, 'utf16le')],
    ['UTF-16BE without a mark', bigEndian(text)],
  ];
  for (const [name, bytes] of encodings) it(`may be in ${name}`, () => assert.equal(textOf(bytes), text));

  it('that is no UTF-8 is in windows-1252', () => {
    assert.equal(textOf(Buffer.from('http://a/é # \u0080\n', 'latin1')), 'http://a/é # €\n');
  });

  it('of which a UTF-8 mark says what it is has no other encoding', () => {
    assert.equal(textOf(Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0xe9, 0x62])), 'a\ufffdb');
  });

  it('may be empty, and as short as can be', () => {
    const short: [bytes: number[], text: string][] = [
      [[], ''],
      [[0x61], 'a'],
      [[0xef, 0xbb, 0xbf], ''],
      [[0xff, 0xfe], ''],
      [[0xfe, 0xff], ''],
      [[0xff], 'ÿ'],
      [[0x61, 0x00], 'a'],
      [[0x00, 0x61], 'a'],
      [[0x00, 0x00], '\0\0'],
    ];
    for (const [bytes, expected] of short) assert.equal(textOf(Buffer.from(bytes)), expected, `${bytes}`);
  });

  const markup = [
    '<meta charset=iso-8859-2>',
    '<meta charset="shift_jis">',
    '<meta http-equiv=content-type content="text/html; charset=utf-16">',
    '<?xml version="1.0" encoding="iso-8859-1"?>',
    '<!doctype html><html><head><meta charset=replacement>',
    '<meta charset=iso-2022-jp>\u001b$B',
    '@charset "windows-1251";',
  ];
  for (const each of markup) {
    it(`is never HTML, XML or CSS: ${JSON.stringify(each)}`, () => {
      for (const before of ['# ', '']) {
        const list = `${before}${each}\nhttp://a/é/ř/中文\n`;
        assert.equal(textOf(Buffer.from(list)), list);
      }
      const latin = `# ${each}\nhttp://a/é\n`;
      assert.equal(textOf(Buffer.from(latin, 'latin1')), latin, 'the guess is not from it, either');
    });
  }

  it('in UTF-8 keeps every character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.constantFrom(...markup), (any, tag) => {
        const list = `# ${tag}\n${any.replaceAll('\0', '')}`;
        assert.equal(textOf(Buffer.from(list)), list.replace(/^\ufeff/, ''));
      }),
      runs(200),
    );
  });
});

describe('a list with markup in it', () => {
  it('is read as it stands', async () => {
    const input = '# <meta charset=iso-8859-2>\nhttp://é.example:1/ř # ü\n';
    const { stdout } = await runCli(['-', '--json'], { input });
    assert.deepEqual(
      jsonLines({ status: 0, signal: null, stderr: '', stdout }).map(({ line, url, code }) => [
        line,
        url,
        code,
      ]),
      [[2, 'http://é.example:1/ř', 'URL_PORT']],
    );
  });
});
