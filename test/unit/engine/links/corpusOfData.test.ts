/** Readers of tables, JSON and other texts find what stands beside the documents of test/documents/. */

import assert from 'node:assert/strict';
import { extname } from 'node:path';
import { describe, it } from 'node:test';
import { readCsv } from '../../../../src/engine/links/data/csv.ts';
import { readJson } from '../../../../src/engine/links/data/json.ts';
import type { Reader } from '../../../../src/engine/links/foundLink.ts';
import { readText } from '../../../../src/engine/links/text/text.ts';
import { documentsOf, documentText, expectedLinks, foundIn, placed } from './documents.ts';

const READERS: Readonly<Record<string, Reader>> = {
  ...Object.fromEntries(['.csv', '.tsv'].map(extension => [extension, readCsv])),
  ...Object.fromEntries(['.json', '.jsonl', '.ipynb'].map(extension => [extension, readJson])),
  ...Object.fromEntries(['.ts', '.py', '.yaml', '.toml', '.log'].map(extension => [extension, readText])),
};

describe('a document of data', () => {
  const names = documentsOf(Object.keys(READERS));

  it('is there for each format', () => {
    assert.deepEqual(new Set(names.map(name => extname(name))), new Set(Object.keys(READERS)));
  });

  for (const name of names) {
    it(`has the links that stand beside it: ${name}`, () => {
      const text = documentText(name);
      const { links, ...others } = foundIn(READERS[extname(name)] ?? assert.fail(), text);
      assert.deepEqual(placed(text, links), expectedLinks(name));
      assert.deepEqual(others, {});
    });
  }
});
