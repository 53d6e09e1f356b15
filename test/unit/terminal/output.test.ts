/** The terminal command where its output cannot be written. */

import assert from 'node:assert/strict';
import { existsSync, linkSync, lstatSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { silentServer } from '../../web/silentServer.ts';
import { openSite } from '../support/site.ts';
import { runCli, startCli, temporaryFile } from '../support/terminal.ts';

const FULL = { skip: !existsSync('/dev/full') };
const POSIX = { skip: process.platform === 'win32' };
const NO_SPACE = 'scan-urls: the output cannot be written: no space left on device (ENOSPC)\n';

describe('an output that cannot be written', { concurrency: true, timeout: 60_000 }, () => {
  let site: Awaited<ReturnType<typeof openSite>>;
  let input: string;
  before(async () => {
    site = await openSite({ '*': { body: 'A Python' } });
    input = ['/1', '/2', '/3'].map(site.url).join('\n');
  });
  after(() => site[Symbol.asyncDispose]());

  const formats = ['text', 'jsonl', 'csv', 'json', 'markdown', 'html', 'sarif', 'junit'];
  for (const format of formats) {
    it(`is one sentence and status 3 on a full disk, as ${format}`, FULL, async () => {
      for (const how of [{ redirect: '> /dev/full' }, { more: ['-o', '/dev/full'] }]) {
        const { more = [], redirect = '' } = how;
        const { status, stdout, stderr } = await runCli(['-', '-f', format, ...more], { input, redirect });
        assert.deepEqual([status, stdout, stderr], [3, '', NO_SPACE]);
      }
    });
  }

  for (const args of [['--help'], ['--version'], ['-', '--compare']]) {
    it(`is noticed with ${args.at(-1)}`, FULL, async () => {
      const { status, stderr } = await runCli(args, { input: '', redirect: '> /dev/full' });
      assert.deepEqual([status, stderr], [3, NO_SPACE]);
    });
  }

  it('of which a part was taken is noticed, too', POSIX, async () => {
    // A page of the report is larger than the 512 or 1024 bytes that a file may have here.
    await using file = await temporaryFile('out.html', 'old');
    const before = 'ulimit -f 1';
    const redirected = await runCli(['-', '-f', 'html'], { input, before, redirect: `> '${file.path}2'` });
    assert.equal(redirected.status, 3);
    assert.match(redirected.stderr, /^scan-urls: the output cannot be written: file too large \(EFBIG\)\n$/);
    const { status, stderr } = await runCli(['-', '-f', 'html', '-o', file.path], { input, before });
    assert.deepEqual([status, stderr], [3, redirected.stderr]);
    assert.equal(readFileSync(file.path, 'utf8'), 'old', 'the old report lives');
    assert.deepEqual(readdirSync(path.dirname(file.path)).sort(), ['out.html', 'out.html2']);
  });

  it('of failures ends with status 3, after all was done', FULL, async () => {
    const { status, stdout } = await runCli(['-'], { input: 'http://', redirect: '2> /dev/full' });
    assert.deepEqual([status, stdout], [3, '0 responses for 0 URLs, 0 mention “Python”, 1 line rejected\n']);
  });

  it('because its reader has gone ends the command silently, and its status tells', POSIX, async () => {
    for (const format of formats) {
      await using command = startCli(['-', '-f', format], { input });
      command.child.stdout.destroy();
      const { status, stderr } = await command.ended;
      assert.deepEqual([status, stderr], [141, ''], format);
    }
  });
});

describe('a report', { concurrency: true, timeout: 60_000 }, () => {
  const LIST = 'http://\n# a comment\n';

  it('never overwrites its own list, by whatever name', POSIX, async () => {
    await using list = await temporaryFile('urls.txt', LIST);
    const folder = path.dirname(list.path);
    const hard = path.join(folder, 'hard');
    const soft = path.join(folder, 'soft');
    linkSync(list.path, hard);
    symlinkSync('urls.txt', soft);
    const names = [
      list.path,
      `${folder}/./urls.txt`,
      `${folder}/../${path.basename(folder)}/urls.txt`,
      hard,
      soft,
    ];
    const upper = path.join(folder, 'URLS.TXT');
    if (existsSync(upper)) names.push(upper);
    for (const name of names) {
      for (const format of ['text', 'jsonl', 'csv']) {
        const { status, stderr } = await runCli([list.path, '-f', format, '-o', name]);
        assert.equal(status, 2);
        assert.match(stderr, /^scan-urls: the output cannot be written: it would overwrite the list\n/);
      }
      assert.equal((await runCli([name, '-o', list.path])).status, 2, name);
    }
    const redirected = await runCli(['-', '-o', list.path], { redirect: `< '${list.path}'` });
    assert.equal(redirected.status, 2);
    const appended = await runCli([list.path], { redirect: `>> '${hard}'` });
    assert.equal(appended.status, 2);
    assert.equal(readFileSync(list.path, 'utf8'), LIST);
    assert.ok(lstatSync(soft).isSymbolicLink());
  });

  it('never overwrites the file of the headers', async () => {
    await using list = await temporaryFile('urls.txt', LIST);
    await using headers = await temporaryFile('headers', 'https://a.example X: y\n');
    const { status, stderr } = await runCli([list.path, '--headers-file', headers.path, '-o', headers.path]);
    assert.equal(status, 2);
    assert.match(stderr, /it would overwrite the file of the headers/);
    assert.equal(readFileSync(headers.path, 'utf8'), 'https://a.example X: y\n');
  });

  it('may go to a device, to a pipe, and to standard output by its name', POSIX, async () => {
    await using list = await temporaryFile('urls.txt', LIST);
    assert.equal((await runCli([list.path, '-o', '/dev/null'])).status, 1);
    const { status, stdout } = await runCli([list.path, '-f', 'csv', '-o', '/dev/stdout'], {
      redirect: '| cat',
    });
    assert.ok(status === 0 && stdout.includes('URL_INVALID'), stdout);
  });

  it('of a scan that is ended at once leaves the old one, and nothing beside it', POSIX, async () => {
    const server = await silentServer();
    try {
      await using file = await temporaryFile('out.csv', 'old');
      await using command = startCli(['-', '-f', 'csv', '-o', file.path], { input: server.url });
      await server.waitForConnections(1);
      assert.equal(readFileSync(file.path, 'utf8'), 'old', 'while it runs');
      command.child.kill('SIGINT');
      const { status } = await command.ended;
      assert.equal(status, 130);
      assert.match(readFileSync(file.path, 'utf8'), /cancelled/);
      assert.deepEqual(readdirSync(path.dirname(file.path)), ['out.csv']);
    } finally {
      await server.close();
    }
  });
});

describe('a signal', { concurrency: true, timeout: 60_000 }, () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`leaves nothing beside the output, also before a page is asked for: ${signal}`, POSIX, async () => {
      const lines = 20_000;
      await using list = await temporaryFile('urls.txt', 'http://\n'.repeat(lines));
      await using file = await temporaryFile('out.jsonl', 'old');
      await using command = startCli([list.path, '--json', '-o', file.path]);
      await command.complains(/:1: /);
      command.child.kill(signal);
      const { signal: death, status, stderr } = await command.ended;
      assert.deepEqual([status, death], [130, null]);
      assert.ok(stderr.split('\n').length < lines, 'and it is obeyed at once');
      assert.deepEqual(readdirSync(path.dirname(file.path)), ['out.jsonl']);
      assert.equal(readFileSync(file.path, 'utf8').split('\n').length, lines + 1);
    });
  }
});

describe('a terminal that is closed', { concurrency: true, timeout: 60_000 }, () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    for (const format of ['json', '--compare']) {
      it(`and any other ${signal} keeps what is done, with ${format}`, POSIX, async () => {
        const server = await silentServer();
        try {
          await using file = await temporaryFile('out.json', 'old');
          const flags = format === 'json' ? ['-f', format, '-o', file.path] : [format];
          await using command = startCli(['-', ...flags], { input: server.url });
          await server.waitForConnections(1);
          command.child.kill(signal);
          const finished = await command.ended;
          assert.deepEqual([finished.status, finished.signal, finished.stderr], [130, null, '']);
          if (format === 'json') {
            assert.equal(JSON.parse(readFileSync(file.path, 'utf8')).lines[0].outcome, 'cancelled');
          } else assert.match(finished.stdout, /stopped|nothing to compare/);
        } finally {
          await server.close();
        }
      });
    }
  }
});
