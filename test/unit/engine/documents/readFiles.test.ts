/** Files as they are read: what is text, what is too large, what cannot be read. */

import assert from 'node:assert/strict';
import { chmod, symlink, truncate, writeFile } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { describe, it } from 'node:test';
import { isBinary } from '../../../../src/engine/documents/decodeText.ts';
import { LARGEST_FILE, readFile } from '../../../../src/engine/documents/readFile.ts';
import { type FilesToRead, readFiles } from '../../../../src/engine/documents/readFiles.ts';
import { USUAL_READ_OPTIONS } from '../../../../src/engine/links/readOptions.ts';
import { allOf } from '../../support/reading/allOf.ts';
import { temporaryFolder } from '../../support/reading/folder.ts';

const LINK = '[Café](https://example.org/é "é")\n';
const bigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16();

/** The URLs of a file, or why there are none. */
async function urlsOf(path: string): Promise<readonly string[] | string> {
  const { document, problem } = await readFile(path, USUAL_READ_OPTIONS);
  return document ? document.list.targets : problem;
}

describe('a file', { concurrency: true }, () => {
  it('is read by its name, or as one says', async () => {
    await using folder = await temporaryFolder({ 'a.md': LINK });
    const read = await readFile(folder.at('a.md'), USUAL_READ_OPTIONS);
    assert.equal(read.format, 'markdown');
    assert.equal(read.document?.list.entries[0]?.label, 'Café');
    assert.equal((await readFile(folder.at('a.md'), USUAL_READ_OPTIONS, 'text')).format, 'text');
  });

  it('may be in UTF-16, with a byte order mark or without, and in windows-1252', async () => {
    const encodings = {
      'little.md': Buffer.from(`\ufeff${LINK}`, 'utf16le'),
      'big.md': bigEndian(`\ufeff${LINK}`),
      'plain.md': Buffer.from(LINK, 'utf16le'),
      'plain-big.md': bigEndian(LINK),
      'latin.md': Buffer.from(LINK, 'latin1'),
      'marked.md': Buffer.from(`\ufeff${LINK}`),
    };
    await using folder = await temporaryFolder(encodings);
    for (const name of Object.keys(encodings))
      assert.deepEqual(await urlsOf(folder.at(name)), ['https://example.org/%C3%A9'], name);
  });

  it('with a byte order mark has the columns of an editor, which shows none', async () => {
    const names = ['a.md', 'a.txt', 'a.log', 'a.csv', 'a.html', 'a.json', 'a.xml'];
    const text = '"https://example.org/"';
    await using folder = await temporaryFolder(
      Object.fromEntries(names.map(name => [name, `\ufeff${name === 'a.html' ? `<a href=${text}>` : text}`])),
    );
    for (const name of names) {
      const { document } = await readFile(folder.at(name), USUAL_READ_OPTIONS);
      for (const { start } of document?.list.entries ?? [])
        assert.equal(start, name === 'a.html' ? 9 : 1, name);
    }
  });

  it('that is not text is named', async () => {
    await using folder = await temporaryFolder({
      'picture.md': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      'late.md': Buffer.concat([Buffer.from(LINK.repeat(10)), Buffer.alloc(100)]),
      'zeros.md': Buffer.alloc(100),
    });
    for (const name of ['picture.md', 'late.md', 'zeros.md'])
      assert.equal(await urlsOf(folder.at(name)), 'The file is not text', name);
  });

  it('that is empty holds nothing', async () => {
    await using folder = await temporaryFolder({
      'a.md': '',
      'b.txt': '',
      'c.json': '',
      'd.csv': '',
      'e.xml': '',
    });
    for (const name of ['a.md', 'b.txt', 'c.json', 'd.csv', 'e.xml'])
      assert.deepEqual(await urlsOf(folder.at(name)), [], name);
  });

  it('of more than 50 MB is not read', async () => {
    await using folder = await temporaryFolder({ 'a.md': LINK });
    await truncate(folder.at('a.md'), LARGEST_FILE + 1);
    const before = process.memoryUsage().arrayBuffers;
    assert.match(
      String(await urlsOf(folder.at('a.md'))),
      /^The file has 50(?:\.0)? MiB; the limit is 50(?:\.0)? MiB$/,
    );
    assert.ok(process.memoryUsage().arrayBuffers < before + LARGEST_FILE / 2, 'nothing of it is in memory');
    await truncate(folder.at('a.md'), 200 * 1024 ** 3);
    assert.match(String(await urlsOf(folder.at('a.md'))), /^The file has /, 'however large it is');
  });

  it('that cannot be read is named with the reason', async () => {
    await using folder = await temporaryFolder({ 'a.md': LINK });
    assert.equal(
      await urlsOf(folder.at('missing.md')),
      'The file cannot be read: no such file or directory (ENOENT)',
    );
    assert.match(String(await urlsOf(folder.path)), /^The file cannot be read: .*\(EISDIR\)$/);
    assert.match(String(await urlsOf(folder.at('a.md/b.md'))), /\(ENOTDIR\)$/);
    assert.match(String(await urlsOf('a\0b')), /^The file cannot be read: /);
  });

  it('that only others may read is named', { skip: process.getuid?.() === 0 }, async () => {
    await using folder = await temporaryFolder({ 'a.md': LINK });
    await chmod(folder.at('a.md'), 0);
    assert.match(String(await urlsOf(folder.at('a.md'))), /\(EACCES\)$/);
  });
});

describe('bytes', () => {
  it('are text if they are UTF-16, and not if other zero bytes are among them', () => {
    assert.equal(isBinary(Buffer.from('')), false);
    assert.equal(isBinary(Buffer.from('é')), false);
    assert.equal(isBinary(Buffer.from([0xff, 0x80, 0x81])), false);
    for (const text of ['a'.repeat(5_000), `\ufeff${'中'.repeat(5_000)}`]) {
      assert.equal(isBinary(Buffer.from(text, 'utf16le')), false);
      assert.equal(isBinary(bigEndian(text)), false);
    }
    assert.equal(isBinary(Buffer.from('hello\0world')), true);
    assert.equal(isBinary(Buffer.from('\ufeffa\0b', 'utf16le')), true);
    const list = 'https://example.com/a\n'.repeat(20);
    assert.equal(
      isBinary(Buffer.from(`${list}https://example.com/\0b\n`)),
      false,
      'a list with a slip is a list',
    );
  });
});

describe('many files', { concurrency: true }, () => {
  const all = (
    paths: readonly string[],
    more: Partial<FilesToRead> = {},
    signal = new AbortController().signal,
  ) => allOf(readFiles({ paths, options: USUAL_READ_OPTIONS, extensions: ['md'], ...more }, signal));

  it('come in the order of their paths, however long each takes', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `${String(index).padStart(2, '0')}.md`);
    await using folder = await temporaryFolder(
      Object.fromEntries(names.map((name, index) => [name, LINK.repeat(index % 7 ? 1 : 3_000)])),
    );
    const read = await all([folder.at('39.md'), folder.path]);
    assert.deepEqual(
      read.map(({ path }) => basename(path)),
      ['39.md', ...names.slice(0, 39)],
    );
    for (const { document, path } of read)
      assert.equal(document?.list.entries.length, Number(basename(path, '.md')) % 7 ? 1 : 3_000, path);
  });

  it('are read once each, whatever paths lead there', async () => {
    await using folder = await temporaryFolder({ 'a.md': LINK, 'in/b.md': LINK });
    const paths = ['a.md', './a.md', '.', './in', 'in/../in/b.md', 'in/../a.md'].map(
      path => `${relative('', folder.path)}/${path}`,
    );
    const read = await all([...paths, folder.path, folder.at('a.md')]);
    assert.deepEqual(
      read.map(({ path }) => basename(path)),
      ['a.md', 'b.md'],
    );
    assert.equal(read[0]?.path, paths[0], 'by the name that comes first');
  });

  it('are read whatever their extension is, if they are named', async () => {
    await using folder = await temporaryFolder({ 'a.toml': 'x = "https://example.org/"', 'in/b.toml': 'x' });
    const read = await all([folder.at('a.toml'), folder.at('in')]);
    assert.deepEqual(
      read.map(({ document, format }) => [format, document?.list.targets]),
      [['text', ['https://example.org/']]],
    );
  });

  it('are read as an editor holds them, if it says so, and need not be on a disk then', async () => {
    await using folder = await temporaryFolder({ 'a.md': LINK, 'b.md': LINK, '.gitignore': 'b.md\n' });
    const text = '<https://example.org/new>\n';
    const remote = 'memfs://host/c.csv';
    const openTexts = [
      { path: folder.at('a.md'), text, languageId: 'markdown' },
      { path: folder.at('b.md'), text, languageId: 'markdown' },
      { path: remote, text: 'url\nhttps://example.org/c\n', languageId: 'plaintext' },
    ];
    const paths = [folder.at('a.md'), folder.at('b.md'), remote];
    const read = await all(paths, { openTexts });
    assert.deepEqual(
      read.map(({ document, format, path }) => [path, format, document?.list.targets]),
      [
        [folder.at('a.md'), 'markdown', ['https://example.org/new']],
        [folder.at('b.md'), 'markdown', ['https://example.org/new']],
        [remote, 'csv', ['https://example.org/c']],
      ],
    );
    const found = await all(paths.slice(0, 2), { openTexts, root: folder.path });
    assert.deepEqual(
      found.map(({ path }) => basename(path)),
      ['a.md'],
      'what is ignored stays ignored while it is edited',
    );
  });

  it('are not all lost with one of them', async () => {
    await using folder = await temporaryFolder({ 'a.md': LINK, 'b.md': Buffer.alloc(3), 'c.md': LINK });
    const read = await all([folder.at('missing.md'), folder.path]);
    assert.deepEqual(
      read.map(({ path, problem }) => [basename(path), problem?.replace(/:.*/, '')]),
      [
        ['missing.md', 'The file cannot be read'],
        ['a.md', undefined],
        ['b.md', 'The file is not text'],
        ['c.md', undefined],
      ],
    );
  });

  it('are all read in the format that one says', async () => {
    await using folder = await temporaryFolder({ 'a.md': LINK, 'b.html': LINK });
    const read = await all([folder.at('a.md'), folder.at('b.html')], { format: 'list' });
    assert.deepEqual(
      read.map(({ format }) => format),
      ['list', 'list'],
    );
  });

  it('are not read any further when they are not needed', async () => {
    await using folder = await temporaryFolder(
      Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`${index}.md`, LINK])),
    );
    const controller = new AbortController();
    const read: string[] = [];
    const options = { paths: [folder.path], options: USUAL_READ_OPTIONS, extensions: ['md'] };
    for await (const { path } of readFiles(options, controller.signal)) {
      read.push(path);
      if (read.length === 3) controller.abort();
    }
    assert.equal(read.length, 3);
  });

  it('may be named by a link', async () => {
    await using folder = await temporaryFolder({ 'a.md': LINK, 'b.md': LINK });
    await symlink('a.md', folder.at('link.md')).catch(() => writeFile(folder.at('link.md'), LINK));
    const read = await all([folder.at('link.md'), folder.at('b.md')]);
    assert.deepEqual(
      read.map(({ document }) => document?.list.targets.length),
      [1, 1],
    );
  });
});
