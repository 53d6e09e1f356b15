/** The old content of a file lives until the new one is whole. */

import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileErrorText } from '../../../../src/engine/files/fileErrors.ts';
import { openWholeFile } from '../../../../src/engine/files/wholeFile.ts';
import { temporaryFile } from '../../support/terminal.ts';

/** Links and modes are different on Windows. */
const posix = { skip: process.platform === 'win32' };

describe('a whole file', () => {
  it('is in its place only when it is whole, and leaves nothing beside it', async () => {
    await using old = await temporaryFile('out.csv', 'old');
    const folder = path.dirname(old.path);
    for (const name of ['out.csv', 'new.csv']) {
      const place = path.join(folder, name);
      const before = existsSync(place) ? 'old' : undefined;
      const content = () => (existsSync(place) ? readFileSync(place, 'utf8') : undefined);
      const file = openWholeFile(place);
      file.write('new, ');
      file.write('é'.repeat(100_000));
      assert.equal(content(), before);
      assert.equal(readdirSync(folder).filter(each => each.endsWith('.tmp')).length, 1);
      file.commit();
      assert.equal(content(), `new, ${'é'.repeat(100_000)}`);
      file.discard();
      assert.ok(content()?.startsWith('new'));
    }
    assert.deepEqual(readdirSync(folder).sort(), ['new.csv', 'out.csv']);
  });

  it('that is thrown away leaves the old one, or none', async () => {
    await using old = await temporaryFile('out.csv', 'old');
    for (const name of ['out.csv', 'new.csv']) {
      const file = openWholeFile(path.join(path.dirname(old.path), name));
      file.write('new');
      file.discard();
      file.discard();
    }
    assert.deepEqual(readdirSync(path.dirname(old.path)), ['out.csv']);
    assert.equal(readFileSync(old.path, 'utf8'), 'old');
  });

  it('may be empty', async () => {
    await using old = await temporaryFile('out.csv', 'old');
    openWholeFile(old.path).commit();
    assert.equal(readFileSync(old.path, 'utf8'), '');
  });

  it('keeps the mode of the old one', posix, async () => {
    await using old = await temporaryFile('out.csv', 'old');
    for (const mode of [0o600, 0o644, 0o755]) {
      chmodSync(old.path, mode);
      const file = openWholeFile(old.path);
      file.write('new');
      file.commit();
      assert.equal(statSync(old.path).mode & 0o7777, mode);
    }
  });

  it('behind a link leaves the link, also if there is no such file yet', posix, async () => {
    await using real = await temporaryFile('real.csv', 'old');
    const folder = path.dirname(real.path);
    mkdirSync(path.join(folder, 'sub'));
    const links: [name: string, target: string, real: string][] = [
      ['link', 'real.csv', real.path],
      ['link2', 'link', real.path],
      ['sub/up', '../real.csv', real.path],
      ['dangling', 'sub/later.csv', path.join(folder, 'sub', 'later.csv')],
    ];
    for (const [name, target, place] of links) {
      const link = path.join(folder, name);
      symlinkSync(target, link);
      const file = openWholeFile(link);
      file.write(name);
      file.commit();
      assert.ok(lstatSync(link).isSymbolicLink());
      assert.equal(readlinkSync(link), target);
      assert.equal(readFileSync(place, 'utf8'), name);
    }
    assert.deepEqual(readdirSync(path.join(folder, 'sub')).sort(), ['later.csv', 'up']);
  });

  it('takes only its own name where the old one has several', posix, async () => {
    await using old = await temporaryFile('out.csv', 'old');
    const other = `${old.path}.other`;
    linkSync(old.path, other);
    const file = openWholeFile(old.path);
    file.write('new');
    file.commit();
    assert.deepEqual([readFileSync(old.path, 'utf8'), readFileSync(other, 'utf8')], ['new', 'old']);
  });

  it('that cannot be written is known at once', async () => {
    await using old = await temporaryFile('out.csv', 'old');
    const folder = path.dirname(old.path);
    const places: [place: string, code: RegExp][] = [
      [folder, /EISDIR/],
      [path.join(folder, 'missing', 'out.csv'), /ENOENT/],
      [path.join(old.path, 'below'), /ENOTDIR|ENOENT/],
      [`${folder}/new/`, /EISDIR|ENOENT/],
      [path.join(folder, 'x'.repeat(300)), /ENAMETOOLONG|ENOENT|EINVAL/],
    ];
    for (const [place, code] of places) {
      assert.throws(
        () => openWholeFile(place),
        error => code.test(fileErrorText(error)) && !fileErrorText(error).includes(folder),
      );
    }
    assert.deepEqual(readdirSync(folder), ['out.csv']);
  });

  // Root may write everywhere.
  it('respects who may write', {
    skip: process.getuid?.() === 0 || process.platform === 'win32',
  }, async () => {
    await using old = await temporaryFile('out.csv', 'old');
    const folder = path.dirname(old.path);
    chmodSync(old.path, 0o444);
    assert.throws(() => openWholeFile(old.path), { code: 'EACCES' });
    chmodSync(old.path, 0o644);
    chmodSync(folder, 0o555);
    try {
      assert.throws(() => openWholeFile(path.join(folder, 'new.csv')), { code: 'EACCES' });
      const thrownAway = openWholeFile(old.path);
      thrownAway.discard();
      assert.equal(readFileSync(old.path, 'utf8'), 'old');
      const file = openWholeFile(old.path);
      file.write('new');
      file.commit();
      assert.equal(
        readFileSync(old.path, 'utf8'),
        'new',
        'in its place, since nothing can be made beside it',
      );
    } finally {
      chmodSync(folder, 0o755);
    }
  });

  it('on a full disk is a fault when it is written', { skip: !existsSync('/dev/full') }, async () => {
    await using other = await temporaryFile('x', '');
    const link = path.join(path.dirname(other.path), 'link');
    symlinkSync('/dev/full', link);
    for (const place of ['/dev/full', link]) {
      const file = openWholeFile(place);
      assert.throws(() => file.write('new'), { code: 'ENOSPC' });
      file.discard();
    }
    assert.ok(statSync('/dev/full').isCharacterDevice());
  });
});

describe('the words of an error of the file system', () => {
  it('are those of the system, with the code, and without the path', async () => {
    await using file = await temporaryFile('x', '');
    try {
      writeFileSync(path.join(file.path, 'below'), '');
      assert.fail();
    } catch (error) {
      assert.equal(fileErrorText(error), 'not a directory (ENOTDIR)');
    }
    assert.equal(fileErrorText(new Error('Something else')), 'Something else');
  });
});
