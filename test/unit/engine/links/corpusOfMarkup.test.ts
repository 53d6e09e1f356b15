/** The readers of markup find in documents what a person finds in them. */

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { runAtOnce } from '../../../../src/engine/async/timeSlices.ts';
import type { FoundLink, Reader } from '../../../../src/engine/links/foundLink.ts';
import { readMarkdown } from '../../../../src/engine/links/markdown/markdown.ts';
import { readHtml } from '../../../../src/engine/links/markup/html.ts';
import { readXml } from '../../../../src/engine/links/markup/xml.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../documents');

const READERS: Readonly<Record<string, Reader>> = {
  md: readMarkdown,
  html: readHtml,
  htm: readHtml,
  ...Object.fromEntries(['xml', 'rss', 'atom', 'opml', 'svg'].map(name => [name, readXml])),
};

/** A link of a document. Numbers are from 1. */
interface Expected {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  readonly value: string;
  readonly role: string;
  readonly label?: string;
}

function expectedOf({ start, end, value, role, label }: FoundLink, text: string): Expected {
  const lines = text.slice(0, start).split(/\r\n|\n|\r/);
  const column = (lines.at(-1) ?? '').length + 1;
  return {
    line: lines.length,
    column,
    endColumn: column + end - start,
    value,
    role,
    ...(label === undefined ? {} : { label }),
  };
}

/** Problems of documents that have some. */
const PROBLEMS: Readonly<Record<string, string>> = {
  'gallery.htm': '1 URL with a line break in it was not read',
};

const BASES: Readonly<Record<string, string>> = {
  'gallery.htm': 'https://gallery.example.org/2024/',
  'releases.atom': 'https://git.example.org/tidewatch/',
};

describe('the links of a document', () => {
  const names = globSync(`*.{${Object.keys(READERS).join(',')}}`, { cwd: FOLDER });

  it('are read of each kind of markup', () => {
    const kinds = new Set(names.map(name => path.extname(name).slice(1)));
    assert.deepEqual([...kinds].sort(), Object.keys(READERS).sort());
  });

  for (const name of names) {
    it(`are those that a person finds: ${name}`, () => {
      const text = readFileSync(path.join(FOLDER, name), 'utf8');
      const read = READERS[path.extname(name).slice(1)] ?? assert.fail();
      const { links, base, problem } = runAtOnce(read(text));
      const expected = JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), 'utf8'));
      assert.deepEqual(
        links.map(link => expectedOf(link, text)),
        expected,
      );
      assert.equal(base, BASES[name]);
      assert.equal(problem, PROBLEMS[name]);
    });
  }
});
