/** How a text is read: by its language, its name or its content. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { FORMATS, type Format, formatOf } from '../../../../src/engine/documents/formats.ts';
import { runs } from '../../support/properties.ts';

describe('the format', () => {
  it('is that of the language that the editor knows, whatever the file is called', () => {
    const languages: Record<string, Format> = {
      'url-list': 'list',
      markdown: 'markdown',
      html: 'html',
      vue: 'html',
      xml: 'xml',
      jsonc: 'json',
      csv: 'csv',
      'csv (semicolon)': 'csv',
      typescript: 'text',
      yaml: 'text',
      log: 'text',
    };
    for (const [languageId, format] of Object.entries(languages))
      assert.equal(formatOf({ languageId, name: 'a.txt', text: '' }), format, languageId);
  });

  it('is that of the name, if the editor knows no more than that it is text', () => {
    const names: Record<string, Format> = {
      'a.md': 'markdown',
      'A.MARKDOWN': 'markdown',
      'a.b.mdx': 'markdown',
      'a.html': 'html',
      'a.csv': 'csv',
      'a.TSV': 'csv',
      'a.rss': 'xml',
      'a.svg': 'xml',
      'a.json': 'json',
      'a.ipynb': 'json',
      'a.webmanifest': 'json',
      'a.py': 'text',
      'a.rst': 'text',
      'server.log': 'text',
      'C:\\docs.md\\a.py': 'text',
      '/docs.md/a.toml': 'text',
    };
    for (const [name, format] of Object.entries(names))
      for (const languageId of ['plaintext', undefined])
        assert.equal(formatOf({ languageId, name, text: '' }), format, name);
  });

  it('is that of the content, if the name says nothing', () => {
    const texts: [text: string, format: Format][] = [
      ['<!DOCTYPE html><p>', 'html'],
      ['\ufeff\n <HTML lang=en>', 'html'],
      ['<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL>', 'html'],
      ['<?xml version="1.0"?><urlset/>', 'xml'],
      ['<rss version="2.0">', 'xml'],
      ['{"url": "https://example.org/"}', 'json'],
      ['\n[\n"https://example.org/"]', 'json'],
      ['name,url\na,https://example.org/', 'csv'],
      ['"Name";"Website"\na;https://example.org/', 'csv'],
      ['id\tHREF\r1\thttps://example.org/', 'csv'],
    ];
    for (const [text, format] of texts)
      for (const name of ['', 'urls.txt', 'a/README', 'docs.md/list', '.md/x'])
        assert.equal(formatOf({ name, text }), format, `${name}: ${text}`);
  });

  it('is a list for any other text', () => {
    const lists = [
      '',
      'https://example.org/',
      '<https://example.org/>',
      '[https://example.org/]',
      '[text](https://example.org/)',
      '{https://example.org/}',
      '# url,name',
      'https://example.org/,url',
      'url',
      'a url, and a link',
      '<html5.org>',
      '<p>',
      '1. https://example.org/',
    ];
    for (const text of lists) assert.equal(formatOf({ text, name: 'urls.txt' }), 'list', text);
  });

  it('is one of the known ones, whatever the text and the name', () => {
    const piece = fc.constantFrom(
      '<',
      '?xml ',
      'html',
      '>',
      '{',
      '[',
      '"',
      ',',
      'url',
      '\n',
      '.',
      'md',
      ' ',
      '\0',
    );
    const text = fc.string({ unit: piece, maxLength: 20 });
    fc.assert(
      fc.property(text, text, text, (languageId, name, text) => {
        assert.ok(FORMATS.includes(formatOf({ languageId, name, text })));
      }),
      runs(300),
    );
    for (const languageId of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
      assert.equal(formatOf({ languageId, text: '' }), 'text', languageId);
    for (const name of ['a.constructor', 'a.__proto__'])
      assert.equal(formatOf({ name, text: '' }), 'list', name);
  });
});
