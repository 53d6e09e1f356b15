/** From the bytes of a page to its text: recognition, encoding and notes. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import zlib from 'node:zlib';
import fc from 'fast-check';
import type { Body } from '../../../../src/engine/content/body.ts';
import { mediaType } from '../../../../src/engine/content/mediaType.ts';
import { type PageText, readText } from '../../../../src/engine/content/pageText.ts';
import { type Failure, FailureError } from '../../../../src/engine/model/failure.ts';
import { CODERS, readBody } from '../../support/body.ts';
import { runs } from '../../support/properties.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const read = (bytes: Buffer, type = 'text/html', body: Partial<Body> = {}): PageText =>
  readText({ bytes, ...body }, mediaType(type));

function failureFrom(...args: Parameters<typeof read>): Failure {
  try {
    read(...args);
  } catch (error) {
    assert.ok(error instanceof FailureError);
    return error.failure;
  }
  return assert.fail('it was read');
}

describe('binary data', () => {
  const signed: [type: string, bytes: string][] = [
    ['application/pdf', '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n'],
    ['image/png', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
    ['image/gif', 'GIF89a\x01\0\x01\0'],
    ['image/jpeg', '\xff\xd8\xff\xe0\0\x10JFIF'],
    ['image/webp', 'RIFF\x1a\0\0\0WEBPVP8 '],
    ['image/x-icon', '\0\0\x01\0\x01\0'],
    ['audio/mpeg', 'ID3\x03\0\0\0'],
    ['video/mp4', '\0\0\0\x18ftypmp42'],
    ['video/webm', '\x1aE\xdf\xa3'],
    ['font/woff2', 'wOF2\0\x01\0\0'],
    ['application/zip', 'PK\x03\x04\x14\0'],
    ['application/gzip', '\x1f\x8b\x08\0\0'],
    ['application/wasm', '\0asm\x01\0\0\0'],
    ['application/x-elf', '\x7fELF\x02\x01\x01\0'],
  ];
  for (const [type, bytes] of signed) {
    for (const label of ['text/html', 'text/html; charset=utf-16', 'application/octet-stream', '']) {
      it(`that is ${type} is told by its first bytes, labelled ${label || 'not at all'}`, () => {
        const { code, message } = failureFrom(latin1(bytes), label);
        const essence = label.split(';')[0];
        assert.equal(code, 'NOT_TEXT');
        assert.equal(
          message,
          `The page is ${type}, not text${essence ? `, though it is labelled ${essence}` : ''}`,
        );
      });
    }
  }

  it('of no known kind is told by its control characters', () => {
    assert.equal(
      failureFrom(Buffer.from('Python\0\x01')).message,
      'The page is not text, though it is labelled text/html',
    );
  });

  it('behind a coding that is not known is not supported, rather than not text', () => {
    const { code, message } = failureFrom(Buffer.from('\x1f\x9d\x90'), 'text/html', {
      unknownCoding: 'compress',
    });
    assert.deepEqual([code, message], ['DECODE_UNSUPPORTED', 'The compression compress is not supported']);
  });

  it('is not text that only begins like it', () => {
    for (const text of [
      'ID3 tags in Python',
      'wOFF',
      'RIFF',
      'GIF',
      'BMW',
      'MZ',
      'PK',
      'Rar!',
      'II*',
      '....ftyp',
      'abcdftyp is no box',
    ]) {
      assert.equal(read(Buffer.from(text)).text, text);
    }
  });
});

describe('text', () => {
  for (const type of [
    'text/html',
    'application/octet-stream',
    '',
    'text',
    ';;',
    'text/html, text/html',
    `text/html; ${'x'.repeat(8_000)}`,
    'application/json',
    'application/ld+json',
    'image/svg+xml',
    'application/x-unknown',
  ]) {
    it(`is read whatever it is labelled: ${type.slice(0, 30)}`, () => {
      assert.equal(read(Buffer.from('<p>Zürich'), type).text, '<p>Zürich');
    });
  }

  const labels = [
    'nonsense',
    'utf-7',
    'utf-32',
    '',
    '"',
    '"utf-8',
    'utf-8; charset=big5',
    '"utf-8"',
    'x-user',
  ];
  for (const label of labels) {
    it(`is read where the charset is ${JSON.stringify(label)}`, () => {
      assert.equal(read(Buffer.from('Zürich'), `text/html; charset=${label}`).text, 'Zürich');
    });
  }

  it('in latin1 and ASCII is read as windows-1252', () => {
    for (const label of ['latin1', 'ascii', 'iso-8859-1', 'us-ascii']) {
      assert.equal(read(Buffer.from([0x80, 0x93, 0x9f]), `text/html; charset=${label}`).text, '€“Ÿ');
    }
  });

  for (const label of ['iso-2022-kr', 'hz-gb-2312', 'iso-2022-cn', 'replacement']) {
    it(`in ${label} is skipped, since nobody reads that safely`, () => {
      assert.equal(failureFrom(latin1('x'), `text/html; charset=${label}`).code, 'NOT_TEXT');
    });
  }

  it('in UTF-32 is skipped, and never searched as if it were UTF-16', () => {
    for (const hex of ['fffe000050000000', '0000feff00000050']) {
      const { code, message } = failureFrom(Buffer.from(hex, 'hex'));
      assert.deepEqual([code, /UTF-32/.test(message)], ['NOT_TEXT', true]);
    }
  });

  it('with an odd byte or a lone surrogate in UTF-16 is read with what stands for them', () => {
    assert.equal(read(Buffer.from('fffe500079', 'hex')).text, 'P\ufffd');
    assert.equal(read(Buffer.from('fffe500000d87900', 'hex')).text, 'P\ufffdy');
  });
});

describe('one control character', () => {
  const page = (character: string) => `<!doctype html><title>a</title>${character}<p>Python is a language.`;
  const labels =
    'text/html application/json application/xhtml+xml text/xml text/css text/javascript text/csv'.split(' ');
  for (const label of labels) {
    it(`does not make a page of ${label} binary`, () => {
      for (const character of ['\x0b', '\0', '\x01', '\x0e', '\x1f', '\x08\x08\x08']) {
        assert.equal(read(Buffer.from(page(character)), label).text, page(character));
      }
    });
  }

  it('does not either where the page is short, or begins like a known kind', () => {
    for (const text of ['\x0b', '\0', 'a\x0b', '\x0bPython', 'ID3 \x0b tags of music', 'wOFF\0']) {
      assert.equal(read(Buffer.from(text)).text, text);
    }
  });

  for (const label of ['', 'text/plain', 'text/plain; charset=utf-8', 'application/octet-stream', 'text']) {
    it(`makes a body binary that is labelled ${label || 'not at all'}, as in browsers`, () => {
      for (const character of ['\x0b', '\0', '\x1f']) {
        assert.equal(failureFrom(Buffer.from(page(character)), label).code, 'NOT_TEXT');
      }
      assert.equal(read(Buffer.from(page('\x1b[1m\f')), label).text, page('\x1b[1m\f'));
    });
  }

  it('and many make junk of a body, whatever its label', () => {
    const junk = [
      zlib.deflateRawSync(Buffer.from(page('').repeat(50))),
      Buffer.from('Python\0\x01'),
      Buffer.alloc(500),
      Buffer.from('\x1f\x9d\x90\x01\x02Python'),
      Buffer.from('Python, in UTF-16 without a mark', 'utf16le'),
    ];
    for (const bytes of junk) {
      for (const label of labels) assert.equal(failureFrom(bytes, label).code, 'NOT_TEXT');
    }
  });

  it('among 16 is the least share of junk', () => {
    const mixed = (share: number, length: number) =>
      Buffer.from(Array.from({ length }, (_, at) => (at % share === 0 ? 1 : 0x61)));
    assert.equal(failureFrom(mixed(16, 1600)).code, 'NOT_TEXT');
    assert.equal(read(mixed(17, 1700)).text.length, 1700);
    // Only the beginning counts.
    assert.equal(read(Buffer.concat([Buffer.alloc(1445, 'a'), mixed(2, 5000)])).text.length, 6445);
  });
});

describe('a note', () => {
  it('of the compression is handed on', () => {
    assert.equal(read(Buffer.from('x'), 'text/html', { note: 'odd' }).note, 'odd');
  });
});

describe('a page', () => {
  const texts: [charset: string, bytes: Buffer][] = [
    ['utf-8', Buffer.from('Zwölf 数 😀 \ufeff é e\u0301')],
    ['utf-16le', Buffer.from('Zwölf 数 😀', 'utf16le')],
    ['utf-16be', Buffer.from('Zwölf 数 😀', 'utf16le').swap16()],
    ['shift_jis', Buffer.from('8370834383 5c8393'.replace(' ', ''), 'hex')],
    ['euc-kr', Buffer.from('8c63b9e6b0a2c7cf', 'hex')],
    ['big5', Buffer.from('c1afb34487 40'.replace(' ', ''), 'hex')],
    ['gb18030', Buffer.from('b4f39439fc36', 'hex')],
    ['iso-2022-jp', Buffer.from('1b244225511b284250', 'hex')],
  ];
  for (const [charset, bytes] of texts) {
    it(`in ${charset} has the same text however it is packed and split`, async () => {
      const type = `text/html; charset=${charset}`;
      const { text } = read(bytes, type);
      const coding = fc.constantFrom('', ...Object.keys(CODERS), 'unlabelled');
      await fc.assert(
        fc.asyncProperty(coding, fc.array(fc.nat(200), { maxLength: 20 }), async (name, cuts) => {
          const packed = name === 'unlabelled' ? zlib.gzipSync(bytes) : (CODERS[name]?.(bytes) ?? bytes);
          const places = [...cuts.map(cut => cut % (packed.length + 1)), packed.length].sort((a, b) => a - b);
          const chunks = places.map((place, index) => packed.subarray(places[index - 1] ?? 0, place));
          const body = await readBody(name === 'unlabelled' ? '' : name, chunks, { isText: true });
          assert.equal(readText(body, mediaType(type)).text, text);
        }),
        runs(300),
      );
    });
  }
});
