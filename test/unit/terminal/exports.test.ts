/** The terminal command prints documents and writes files. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { parse as parseCsv } from 'csv-parse/sync';
import { EXPORT_FORMAT_NAMES } from '../../../src/engine/export/formats.ts';
import { listAddress } from '../../../src/terminal/listAddress.ts';
import { silentServer } from '../../web/silentServer.ts';
import { parseXml } from '../support/export/exporting.ts';
import { openSite } from '../support/site.ts';
import { jsonLines, runCli, startCli, temporaryFile } from '../support/terminal.ts';

describe('scan-urls', () => {
  let site: Awaited<ReturnType<typeof openSite>>;
  let input: string;

  before(async () => {
    site = await openSite({
      '/yes': { body: '<title>Python</title>\n<p>A python</p>' },
      '/no': { body: 'nothing' },
      '/gone': { status: 410 },
    });
    input = [
      '# list',
      site.url('/yes'),
      'http://',
      site.url('/no'),
      site.url('/gone'),
      site.url('/yes#again'),
    ].join('\n');
  });
  after(() => site[Symbol.asyncDispose]());

  const run = (format: string, ...more: string[]) => runCli(['-', '--format', format, ...more], { input });

  it('--format json prints one document, with the matched lines and the times', async () => {
    const { status, stdout } = await run('json');
    const { list, lines, summary } = JSON.parse(stdout);
    assert.equal(list, 'standard input');
    assert.deepEqual([summary.mentions, summary.failed, summary.rejected], [2, 1, 1]);
    assert.deepEqual(
      lines.map((each: Record<string, unknown>) => [each.line, each.outcome, each.count, each.code]),
      [
        [2, 'mentions', 2, null],
        [3, 'failed', 0, 'URL_INVALID'],
        [4, 'noMention', 0, null],
        [5, 'failed', 0, 'HTTP_STATUS'],
        [6, 'mentions', 2, null],
      ],
    );
    assert.deepEqual(lines[0].matches, [
      { line: 1, text: '<title>Python</title>' },
      { line: 2, text: '<p>A python</p>' },
    ]);
    assert.ok(lines[0].timings.firstByte >= 0);
    assert.equal(status, 1);
  });

  it('--format csv, markdown, html, sarif and junit print theirs, each with every line', async () => {
    const [csv, markdown, html, sarif, junit] = await Promise.all(
      ['csv', 'markdown', 'html', 'sarif', 'junit'].map(async format => (await run(format)).stdout),
    );
    assert.equal(parseCsv(csv ?? '', { columns: true }).length, 5);
    assert.equal(markdown?.split('\n').filter(line => /^\| \d+ \|/.test(line)).length, 5);
    assert.equal(html?.match(/<th scope="row">/g)?.length, 5);
    assert.equal(JSON.parse(sarif ?? '').runs[0].results.length, 2);
    assert.equal(parseXml(junit ?? '').attributes.tests, '5');
  });

  it('--format jsonl is --json', async () => {
    const [jsonl, json] = await Promise.all([run('jsonl'), runCli(['-', '--json'], { input })]);
    const rows = (finished: typeof json) => jsonLines(finished).map(row => ({ ...row, ms: 0 }));
    assert.deepEqual(rows(jsonl), rows(json));
    assert.equal(rows(jsonl).length, 5);
  });

  it('--output writes the same to a file, which it replaces, and nothing to standard output', async () => {
    await using file = await temporaryFile('out', 'x'.repeat(100_000));
    for (const format of ['text', 'jsonl', ...EXPORT_FORMAT_NAMES]) {
      const { status, stdout } = await run(format, '--output', file.path);
      assert.deepEqual([status, stdout], [1, ''], format);
      const written = readFileSync(file.path, 'utf8');
      assert.equal(written.startsWith('\ufeff'), format === 'csv', format);
      assert.match(written, /\/yes|\/gone/);
      assert.ok(written.length < 20_000 && written.endsWith('\n'), format);
    }
  });

  it('--output that cannot be written is a mistake of the command, before anything is asked for', async () => {
    await using file = await temporaryFile('out', '');
    const asked = site.requests.length;
    for (const path of [join(file.path, 'below'), dirname(file.path)]) {
      const { status, stdout, stderr } = await run('csv', '--output', path);
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, /^scan-urls: the output cannot be written: /);
    }
    assert.equal(site.requests.length, asked);
  });

  it('leaves the output alone where the list cannot be read', async () => {
    await using file = await temporaryFile('list.txt', 'http://127.0.0.1/');
    const output = join(dirname(file.path), 'out.csv');
    const { status } = await runCli([`${file.path}.missing`, '--format', 'csv', '--output', output]);
    assert.deepEqual([status, existsSync(output)], [2, false]);
  });

  it('writes a whole document when it is interrupted', { timeout: 30_000 }, async () => {
    const server = await silentServer();
    try {
      await using command = startCli(['-', '--format', 'json', '--per-host', '1'], {
        input: `${site.url('/gone')}\n${server.url}`,
      });
      await server.waitForConnections(1);
      await command.complains(/410/);
      command.child.kill('SIGINT');
      const { status, stdout } = await command.ended;
      assert.equal(status, 130);
      assert.deepEqual(
        JSON.parse(stdout).lines.map(({ outcome }: { outcome: string }) => outcome),
        ['failed', 'cancelled'],
      );
    } finally {
      await server.close();
    }
  });

  it('names a list below the working directory from there, and any other by its place', () => {
    assert.deepEqual(listAddress('lists/my urls#1.txt'), {
      name: 'lists/my urls#1.txt',
      uri: 'lists/my%20urls%231.txt',
    });
    assert.equal(listAddress('./a/../urls.txt').uri, 'urls.txt');
    assert.equal(listAddress('../urls.txt').uri, pathToFileURL('../urls.txt').href);
    assert.equal(listAddress('/lists/urls.txt').uri, 'file:///lists/urls.txt');
    assert.deepEqual(listAddress('-'), { name: 'standard input', uri: 'stdin' });
  });
});
