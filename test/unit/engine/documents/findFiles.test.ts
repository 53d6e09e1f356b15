/** Which files of a folder are read. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { describe, it } from 'node:test';
import { DOCUMENT_EXTENSIONS } from '../../../../src/engine/documents/documentExtensions.ts';
import { extensionOf, findFiles } from '../../../../src/engine/documents/findFiles.ts';
import { allOf } from '../../support/reading/allOf.ts';
import { temporaryFolder } from '../../support/reading/folder.ts';

/** Links and named pipes are made only where everybody may. */
const POSIX = { skip: process.platform === 'win32' };

/** The files that are found, from the folder. */
async function found(root: string, extensions: readonly string[] = ['md']): Promise<string[]> {
  const files = await allOf(findFiles(root, extensions));
  return files.map(file => relative(root, file).split(sep).join('/'));
}

const files = (...names: string[]) => Object.fromEntries(names.map(name => [name, 'x']));

describe('the files of a folder', { concurrency: true }, () => {
  it('come in the order of their names, those of inner folders behind them', async () => {
    await using folder = await temporaryFolder(
      files('b.md', 'a.md', 'c/z.md', 'c/a.md', 'a/z.md', 'a/b/c/d.md', 'Z.md'),
    );
    assert.deepEqual(await found(folder.path), [
      'Z.md',
      'a.md',
      'b.md',
      'a/z.md',
      'a/b/c/d.md',
      'c/a.md',
      'c/z.md',
    ]);
  });

  it('are those with a wanted extension, in upper or lower case', async () => {
    await using folder = await temporaryFolder(
      files('a.md', 'B.MD', 'c.md.bak', 'md', '.md', 'd.html', 'e.', 'f.tar.gz'),
    );
    assert.deepEqual(await found(folder.path), ['B.MD', 'a.md']);
    assert.deepEqual(await found(folder.path, ['html', 'gz']), ['d.html', 'f.tar.gz']);
    assert.deepEqual(await found(folder.path, []), []);
  });

  it('are documents unless it is said otherwise, not programs, settings and lock files', () => {
    for (const name of 'README.md a.MDX list.txt page.html links.csv feed.rss paper.tex note.ipynb'.split(
      ' ',
    ))
      assert.ok(DOCUMENT_EXTENSIONS.includes(extensionOf(name)), name);
    for (const name of 'main.ts package-lock.json yarn.lock .gitignore Makefile ci.yml logo.svg'.split(' '))
      assert.ok(!DOCUMENT_EXTENSIONS.includes(extensionOf(name)), name);
  });

  it('are none in an empty folder, and in one that does not exist', async () => {
    await using folder = await temporaryFolder({});
    assert.deepEqual(await found(folder.path), []);
    assert.deepEqual(await found(folder.at('missing')), []);
  });

  it('are not those of tools', async () => {
    await using folder = await temporaryFolder(
      files(
        'node_modules/a/README.md',
        'in/node_modules/b.md',
        '.git/c.md',
        '.hg/d.md',
        '.svn/e.md',
        '.github/f.md',
        'node_modules.md',
      ),
    );
    assert.deepEqual(await found(folder.path), ['node_modules.md', '.github/f.md']);
    assert.deepEqual(await found(folder.at('node_modules')), ['a/README.md'], 'unless one asks for them');
  });

  it('may have any name', POSIX, async () => {
    const names = ['-x.md', 'new\nline.md', '100% a b.md', '😀.md', '%2e%2e.md', '#?.md', '\u001b[31m.md'];
    await using folder = await temporaryFolder(files(...names));
    assert.deepEqual((await found(folder.path)).sort(), names.sort());
  });

  it('are 2,000, if there are so many', async () => {
    await using folder = await temporaryFolder(
      files(...Array.from({ length: 2_000 }, (_, index) => `${index % 20}/${index}.md`)),
    );
    const all = await found(folder.path);
    assert.equal(new Set(all).size, 2_000);
    assert.equal(all.length, 2_000);
  });
});

describe('a link', { concurrency: true, ...POSIX }, () => {
  it('is not followed, so that there is no circle, and no file comes twice', async () => {
    await using folder = await temporaryFolder(files('a.md', 'in/b.md'));
    await symlink('..', folder.at('in/up'));
    await symlink('.', folder.at('self'));
    await symlink('a.md', folder.at('again.md'));
    await symlink('missing', folder.at('broken.md'));
    assert.deepEqual(await found(folder.path), ['a.md', 'in/b.md']);
  });

  it('that is named itself is followed', async () => {
    await using folder = await temporaryFolder(files('in/b.md'));
    await symlink('in', folder.at('link'));
    assert.deepEqual(await found(folder.at('link')), ['b.md']);
  });

  it('that leads round in a circle is an empty folder', async () => {
    await using folder = await temporaryFolder({});
    await symlink('one', folder.at('other'));
    await symlink('other', folder.at('one'));
    assert.deepEqual(await found(folder.at('one')), []);
  });
});

describe('what cannot be read', { concurrency: true, ...POSIX }, () => {
  it('is left out if it is a named pipe', async () => {
    await using folder = await temporaryFolder(files('a.md'));
    execFileSync('mkfifo', [folder.at('b.md')]);
    assert.deepEqual(await found(folder.path), ['a.md']);
  });

  it('is left out if it is a folder', { skip: process.getuid?.() === 0 }, async () => {
    await using folder = await temporaryFolder(files('a.md', 'in/b.md'));
    await chmod(folder.at('in'), 0);
    const names = await found(folder.path);
    await chmod(folder.at('in'), 0o700);
    assert.deepEqual(names, ['a.md']);
  });
});

describe('.gitignore', { concurrency: true }, () => {
  it('leaves out files and folders, and takes some back', async () => {
    await using folder = await temporaryFolder({
      ...files(
        'a.md',
        'b.md',
        'keep.md',
        'build/c.md',
        'in/build/d.md',
        'in/b.md',
        'top/e.md',
        'in/top/f.md',
      ),
      '.gitignore': '# a comment\r\n*.md\r\n!keep.md\n!in/\n!/in/**\nbuild/\n/top\n\n',
    });
    assert.deepEqual(await found(folder.path), ['keep.md', 'in/b.md', 'in/top/f.md']);
  });

  it('of an inner folder comes before those around it', async () => {
    await using folder = await temporaryFolder({
      ...files('draft.md', 'in/draft.md', 'in/a.md', 'in/deep/draft.md', 'in/deep/a.md', 'other/draft.md'),
      '.gitignore': 'draft.md\n',
      'in/.gitignore': '!draft.md\n/a.md\n',
      'in/deep/.gitignore': 'draft.md\n',
    });
    assert.deepEqual(await found(folder.path), ['in/draft.md', 'in/deep/a.md']);
  });

  it('cannot take back what stands in a folder that is left out, as in Git', async () => {
    await using folder = await temporaryFolder({
      ...files('build/a.md', 'b.md'),
      '.gitignore': 'build/\n!build/a.md\n',
      'build/.gitignore': '!a.md\n',
    });
    assert.deepEqual(await found(folder.path), ['b.md']);
  });

  it('says what Git itself says', async () => {
    await using folder = await temporaryFolder({
      ...files(
        'a.md',
        'b c.md',
        'x/a.md',
        'x/y/a.md',
        'x/y/z/a.md',
        '#.md',
        '!.md',
        'doc/q.md',
        'doc/p/q.md',
      ),
      '.gitignore': 'b\\ c.md\nx/**/a.md\n!x/y/z/\n\\#.md\n\\!.md\ndoc/*.md\n',
      'x/.gitignore': '!y/a.md\n',
    });
    execFileSync('git', ['init', '-q'], { cwd: folder.path });
    const listing = ['ls-files', '--others', '--exclude-per-directory=.gitignore', '-z', '--', '*.md'];
    const said = execFileSync('git', listing, { cwd: folder.path, encoding: 'utf8' });
    assert.deepEqual((await found(folder.path)).sort(), said.split('\0').filter(Boolean).sort());
  });

  it('counts up to the root of the repository, and not above it', async () => {
    await using folder = await temporaryFolder({
      ...files('repository/docs/in/a.md', 'repository/docs/in/b.md', 'repository/docs/in/c.md'),
      '.gitignore': 'a.md\n',
      'repository/.git/HEAD': 'ref: refs/heads/main\n',
      'repository/.gitignore': '/docs/in/b.md\n/in/c.md\n',
    });
    const docs = folder.at('repository/docs');
    assert.deepEqual(await found(docs), ['in/a.md', 'in/c.md']);
    assert.deepEqual(await found(join(docs, 'in')), ['a.md', 'c.md']);
    await writeFile(join(docs, '.gitignore'), '!b.md\na.md\n');
    assert.deepEqual(await found(join(docs, 'in')), ['b.md', 'c.md'], 'one between them comes before it');
  });

  it('above a folder without a repository says nothing', async () => {
    await using folder = await temporaryFolder({ ...files('in/a.md'), '.gitignore': '*\n' });
    assert.deepEqual(await found(folder.at('in')), ['a.md']);
  });

  it('counts in a worktree, where .git is a file', async () => {
    await using folder = await temporaryFolder({
      ...files('docs/a.md', 'docs/b.md'),
      '.git': 'gitdir: elsewhere\n',
      '.gitignore': 'b.md\n',
    });
    assert.deepEqual(await found(folder.at('docs')), ['a.md']);
  });

  it('does not count for an ignored folder that one asks for', async () => {
    await using folder = await temporaryFolder({
      ...files('build/a.md', 'build/in/b.md'),
      '.git/HEAD': '',
      '.gitignore': 'build/\n',
    });
    assert.deepEqual(await found(folder.at('build')), ['a.md', 'in/b.md']);
    assert.deepEqual(await found(folder.at('build/in')), ['b.md']);
    assert.deepEqual(await found(folder.path), []);
  });

  it('is read with the byte order mark of some editors', async () => {
    await using folder = await temporaryFolder({ ...files('a.md', 'b.md'), '.gitignore': '\ufeffa.md\n' });
    assert.deepEqual(await found(folder.path), ['b.md']);
  });

  it('that is no file, or holds nonsense, leaves out nothing', async () => {
    await using folder = await temporaryFolder({
      ...files('a.md', 'in/b.md', 'deep/c.md'),
      'in/.gitignore': '[z-a]\n[\n\\\n***\n!\n/\n[]]\n{}(+?\n\0\n',
    });
    await mkdir(folder.at('.gitignore'));
    await writeFile(folder.at('deep/.gitignore'), Buffer.from([0xff, 0xfe, 0x00, 0x80]));
    const all = await found(folder.path);
    assert.deepEqual(
      all.filter(name => name !== 'in/b.md'),
      ['a.md', 'deep/c.md'],
    );
  });
});
