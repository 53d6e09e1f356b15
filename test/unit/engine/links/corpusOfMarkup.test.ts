/** The readers of markup find in documents what a person finds in them. */

import assert from 'node:assert/strict';
import { extname } from 'node:path';
import { describe, it } from 'node:test';
import type { Reader } from '../../../../src/engine/links/foundLink.ts';
import { readMarkdown } from '../../../../src/engine/links/markdown/markdown.ts';
import { readHtml } from '../../../../src/engine/links/markup/html.ts';
import { readXml } from '../../../../src/engine/links/markup/xml.ts';
import { documentsOf, documentText, expectedLinks, foundIn, placed } from './documents.ts';

const READERS: Readonly<Record<string, Reader>> = {
  '.md': readMarkdown,
  '.html': readHtml,
  '.htm': readHtml,
  ...Object.fromEntries(['.xml', '.rss', '.atom', '.opml', '.svg'].map(name => [name, readXml])),
};

/** Problems of documents that have some. */
const PROBLEMS: Readonly<Record<string, string>> = {
  'gallery.htm': '1 URL with a line break in it was not read',
};

const BASES: Readonly<Record<string, string>> = {
  'gallery.htm': 'https://gallery.example.org/2024/',
  'releases.atom': 'https://git.example.org/tidewatch/',
};

describe('the links of a document', () => {
  const names = documentsOf(Object.keys(READERS));

  it('are read of each kind of markup', () => {
    const kinds = new Set(names.map(name => extname(name)));
    assert.deepEqual([...kinds].sort(), Object.keys(READERS).sort());
  });

  for (const name of names) {
    it(`are those that a person finds: ${name}`, () => {
      const text = documentText(name);
      const { links, base, problem } = foundIn(READERS[extname(name)] ?? assert.fail(), text);
      assert.deepEqual(placed(text, links), expectedLinks(name));
      assert.equal(base, BASES[name]);
      assert.equal(problem, PROBLEMS[name]);
    });
  }
});
