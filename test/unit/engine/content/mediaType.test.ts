/** Text is distinguished from other content. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { looksBinary, mediaType } from '../../../../src/engine/content/mediaType.ts';

describe('a media type', () => {
  const text =
    'text/html text/plain text/css text/markdown text/csv text/x-whatever text/event-stream application/json ' +
    'application/ld+json application/xml application/xhtml+xml application/rss+xml application/javascript ' +
    'application/x-javascript application/ecmascript application/problem+json image/svg+xml application/yaml ' +
    'application/toml application/sql application/graphql application/x-sh';
  const binary =
    'image/png image/jpeg audio/mpeg video/mp4 font/woff2 model/gltf-binary application/pdf application/zip ' +
    'application/gzip application/x-7z-compressed application/x-tar application/wasm application/msword ' +
    'application/vnd.ms-excel application/epub+zip application/java-archive application/font-woff ' +
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document application/vnd.oasis.opendocument.text';
  const unknown = 'application/octet-stream application/x-unknown multipart/mixed application/x-httpd-php';

  for (const [names, isText] of [
    [text, true],
    [binary, false],
    [unknown, undefined],
  ] as const) {
    for (const name of names.split(' ')) {
      it(`${name} is ${isText ? 'text' : isText === false ? 'not text' : 'for the bytes to tell'}`, () => {
        assert.equal(mediaType(name).isText, isText);
        assert.equal(mediaType(`${name.toUpperCase()}; a=b`).isText, isText);
        assert.equal(mediaType(name).essence, name);
      });
    }
  }

  it('is as long as a media type may be', () => {
    const longest = `text/${'x'.repeat(250)}`;
    assert.equal(mediaType(longest).essence, longest);
    for (const length of [251, 2_000, 60_000])
      assert.equal(mediaType(`text/${'x'.repeat(length)}`).essence, `text/${'x'.repeat(249)}…`);
  });

  it('that is absent or malformed tells nothing', () => {
    for (const header of [undefined, '', 'text', ';;', '/html', 'text/', 'te xt/html', 'text/html/x', '*']) {
      assert.deepEqual(mediaType(header), {
        essence: '',
        charset: undefined,
        isXml: false,
        isText: undefined,
      });
    }
  });

  const charsets: [header: string, charset: string | undefined][] = [
    ['text/html', undefined],
    ['text/html; charset=Shift_JIS', 'Shift_JIS'],
    ['text/html;charset="utf-8"', 'utf-8'],
    ['text/html; Charset=koi8-r; charset=utf-8', 'koi8-r'],
    ['text/html; x=1; CHARSET=big5', 'big5'],
    ['text/html; charset=', undefined],
  ];
  for (const [header, charset] of charsets) {
    it(`${header} has the charset ${charset}`, () => {
      assert.equal(mediaType(header).charset, charset);
      assert.equal(mediaType(header).essence, 'text/html');
    });
  }

  it('says whether the page is XML', () => {
    for (const name of ['text/xml', 'application/xml', 'application/xhtml+xml', 'image/svg+xml']) {
      assert.equal(mediaType(name).isXml, true, name);
    }
    for (const name of ['text/html', 'application/json', 'text/plain']) {
      assert.equal(mediaType(name).isXml, false, name);
    }
  });
});

describe('bytes', () => {
  const rows: [name: string, bytes: Uint8Array, isBinary: boolean][] = [
    ['nothing', Buffer.alloc(0), false],
    ['plain text', Buffer.from('<p>Python\r\n\tété\f\u001b[0m'), false],
    ['Shift_JIS text', Buffer.from([0x83, 0x70, 0x83, 0x43, 0x83, 0x5c]), false],
    ['a NUL', Buffer.from('Python\0'), true],
    ['a vertical tab', Buffer.from('Python\v'), true],
    ['a PNG', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), true],
    ['a ZIP', Buffer.from('PK\x03\x04', 'latin1'), true],
    ['UTF-16LE with its mark', Buffer.from('\ufeffPython', 'utf16le'), false],
    ['UTF-16BE with its mark', Buffer.from('\ufeffPython', 'utf16le').swap16(), false],
    ['a NUL that is not looked for so far behind', Buffer.from(`${'x'.repeat(1445)}\0`), false],
    ['a NUL in the last byte that is looked at', Buffer.from(`${'x'.repeat(1444)}\0`), true],
  ];
  for (const [name, bytes, isBinary] of rows) {
    it(`with ${name} look ${isBinary ? 'binary' : 'like text'}`, () => {
      assert.equal(looksBinary(bytes), isBinary);
    });
  }

  it('that look binary are exactly those of the MIME Sniffing Standard', () => {
    const binary = Array.from({ length: 256 }, (_, byte) => byte).filter(byte =>
      looksBinary(Uint8Array.of(0x61, byte)),
    );
    const control = Array.from({ length: 0x20 }, (_, byte) => byte);
    assert.deepEqual(
      binary,
      control.filter(byte => ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte)),
    );
  });
});
