/** The terminal command: lists, exit codes, and early ends. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { silentServer } from '../../web/silentServer.ts';
import { openSite } from '../support/site.ts';
import { jsonLines, runCli, startCli, temporaryFile } from '../support/terminal.ts';

const page = { '*': { body: 'A Python' } };

describe('the list', { concurrency: true }, () => {
  it('may be in UTF-16 or have a byte order mark', async () => {
    await using site = await openSite(page);
    for (const encoding of ['utf8', 'utf16le'] as const) {
      const bytes = Buffer.from(`\ufeff# Liste für München\r\n${site.url('/1')}\r\n`, encoding);
      await using file = await temporaryFile('urls.txt', bytes);
      const { status, stdout, stderr } = await runCli([file.path]);
      assert.deepEqual([status, stderr], [0, ''], encoding);
      assert.match(stdout, /^1 response for 1 URL, 1 mentions “Python”\n {5}1 × http/);
    }
  });

  it('may be on standard input', async () => {
    await using site = await openSite(page);
    const { status, stdout } = await runCli(['-'], { input: site.url('/1') });
    assert.equal(status, 0);
    assert.match(stdout, /^1 response for 1 URL/);
  });

  it('may be empty', async () => {
    assert.deepEqual(await runCli(['-'], { input: '\n# nothing\n' }), {
      status: 0,
      signal: null,
      stdout: '0 responses for 0 URLs, 0 mention “Python”\n',
      stderr: '',
    });
    assert.equal((await runCli(['-', '--json'], { input: '' })).stdout, '');
  });

  it('may hold nothing but rejected lines, which fail', async () => {
    const { status, stdout, stderr } = await runCli(['-'], { input: 'http://\nftp://a/\n' });
    assert.equal(status, 1);
    assert.equal(stdout, '0 responses for 0 URLs, 0 mention “Python”, 2 lines rejected\n');
    assert.deepEqual(
      stderr.split('\n').map(line => line.slice(0, 3)),
      ['-:1', '-:2', ''],
    );
  });

  it('that cannot be read is a mistake of the command', async () => {
    await using file = await temporaryFile('urls.txt', '');
    for (const path of [`${file.path}.missing`, `${file.path}/below`]) {
      const { status, stdout, stderr } = await runCli([path]);
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, /^scan-urls: the list cannot be read: [a-z ]+ \((?:ENOENT|ENOTDIR)\)\n/);
      assert.doesNotMatch(stderr, /\n\s+at /, 'no stack is shown');
    }
    if (process.platform === 'win32') return;
    const { status, stdout, stderr } = await runCli(['-', '--json'], { redirect: '< /' });
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /^scan-urls: the list cannot be read: /);
  });
});

describe('what is printed', () => {
  it('never holds a password, a secret, or a control character of the list', async () => {
    await using site = await openSite({ '*': { body: 'A Python' }, '/no': { status: 404 } });
    const url = (path: string) => site.url(path).replace('//', '//user:s3cr3t@');
    const input = [
      url('/yes?token=s3cr3t'),
      url('/no?api_key=s3cr3t'),
      'ftp://user:s3cr3t@example.com/\u001b[31m',
    ].join('\n');
    for (const flags of [[], ['--json']]) {
      const { stdout, stderr } = await runCli(['-', ...flags], { input });
      assert.match(stdout + stderr, /•••/);
      assert.doesNotMatch(stdout + stderr, /s3cr3t|\p{Cc}(?<!\n)/u);
    }
  });

  it('tells pages that were skipped or cut from those that failed', async () => {
    await using site = await openSite({
      '/image': { headers: { 'content-type': 'image/png' }, body: 'Python' },
      '/big': { body: `Python${'x'.repeat(20_000)}` },
      '/cut': { body: 'x'.repeat(20_000) },
    });
    const input = [site.url('/image'), site.url('/big'), site.url('/cut')].join('\n');
    const finishedJson = await runCli(['-', '--json', '--max-size', '0.01'], { input });
    assert.deepEqual(
      jsonLines(finishedJson).map(({ outcome, code, count }) => [outcome, code, count]),
      [
        ['skipped', 'NOT_TEXT', 0],
        ['partial', 'BODY_TOO_BIG', 1],
        ['partial', 'BODY_TOO_BIG', 0],
      ],
    );
    assert.equal(finishedJson.status, 0, 'they are no failures');
    assert.match(finishedJson.stderr, /^-:3: .*\/cut: Only the first .* were searched \(BODY_TOO_BIG\)\n$/);
  });
});

describe('an interrupt', { concurrency: true, timeout: 30_000 }, () => {
  for (const flags of [[], ['--json']]) {
    it(`keeps what is done${flags.length ? ', with --json' : ''}`, async () => {
      const server = await silentServer();
      try {
        await using site = await openSite({ '/no': { status: 404 }, ...page });
        const input = [site.url('/1'), site.url('/no'), server.url, 'http://'].join('\n');
        await using command = startCli(['-', '--per-host', '1', ...flags], { input });
        await server.waitForConnections(1);
        // With one request at a time, the failure comes after the page before it.
        await command.complains(/404/);
        command.child.kill('SIGINT');
        const finished = await command.ended;
        assert.deepEqual([finished.status, finished.signal], [130, null], finished.stderr);
        if (flags.length) {
          const kinds = jsonLines(finished).map(({ outcome }) => outcome);
          assert.deepEqual(kinds, ['mentions', 'failed', 'cancelled', 'failed']);
        } else {
          const [summary, mention] = finished.stdout.split('\n');
          assert.equal(summary, '1 response for 3 URLs, 1 mentions “Python”, 1 not scanned, 1 line rejected');
          assert.match(mention ?? '', /\/1$/);
        }
      } finally {
        await server.close();
      }
    });
  }
});

describe('a reader that leaves early', { concurrency: true, timeout: 30_000 }, () => {
  it('of standard output, as `head` does, ends the command without a word', async () => {
    // Slow enough for more than one batch of results.
    await using site = await openSite({ '*': { body: 'A Python', delay: 30 } });
    const input = Array.from({ length: 50 }, (_, index) => site.url(`/${index}`)).join('\n');
    await using command = startCli(['-', '--json', '--per-host', '1'], { input });
    await once(command.child.stdout, 'data');
    command.child.stdout.destroy();
    const { status, signal, stderr } = await command.ended;
    assert.deepEqual([status, signal, stderr], [141, null, ''], 'only the status tells');
    assert.ok(site.requests.length < 50, 'the scan has not gone on');
  });

  it('of standard error does not end the scan', async () => {
    await using site = await openSite({ '/no': { status: 404 }, ...page });
    const paths = Array.from({ length: 20 }, (_, index) => (index % 2 ? `/${index}` : `/no?${index}`));
    await using command = startCli(['-', '--per-host', '1'], { input: paths.map(site.url).join('\n') });
    command.child.stderr.destroy();
    const { status, stdout } = await command.ended;
    assert.match(stdout, /^10 responses for 20 URLs, 10 mention “Python”\n/);
    assert.equal(status, 1);
  });
});
