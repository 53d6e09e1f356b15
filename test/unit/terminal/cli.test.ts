/** The terminal command, as people and scripts use it. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { JsonRow } from '../../web/jsonRow.ts';
import { readUrls } from '../../web/sponsors/pages.ts';
import { type Sponsors, startSponsors } from '../../web/sponsors/server.ts';
import { openSite } from '../support/site.ts';
import { type Finished, jsonLines, runCli, temporaryFile } from '../support/terminal.ts';

describe('scan-urls on the 64 sponsors', () => {
  let sponsors: Sponsors;
  let path: string;
  let text: Finished;
  let json: Finished;
  let rows: JsonRow[];

  before(async () => {
    sponsors = await startSponsors({ latency: 0 });
    await using file = await temporaryFile('urls.txt', sponsors.list);
    path = file.path;
    text = await runCli([path]);
    json = await runCli([path, '--json']);
    rows = jsonLines(json);
  });
  after(() => sponsors.close());

  const replicasOf = (name: 'mentions.txt' | 'forbidden.txt') => {
    const originals = new Set(readUrls(name));
    return sponsors.urls.filter(({ original }) => originals.has(original)).map(({ replica }) => replica);
  };

  it("prints the tutorial's summary, and a line for each page that mentions Python, in order", () => {
    const [summary, ...mentions] = text.stdout.trimEnd().split('\n');
    assert.equal(summary, '62 responses for 64 URLs, 20 mention “Python”');
    assert.deepEqual(
      mentions.map(line => /^ +(\d+) × (\S+)(?: \([^()]+\))?$/.exec(line)?.[2]),
      replicasOf('mentions.txt'),
    );
  });

  it('prints the failures on standard error, where compilers put theirs', () => {
    const lines = text.stderr.trimEnd().split('\n').sort();
    const expected = replicasOf('forbidden.txt').map(url => {
      const line = sponsors.urls.findIndex(({ replica }) => replica === url) + 1;
      return `${path}:${line}: ${url}: The server answered 403 Forbidden (HTTP_STATUS)`;
    });
    assert.deepEqual(lines, expected.sort());
  });

  it('ends with status 1, since some failed', () => {
    assert.deepEqual([text.status, json.status], [1, 1]);
  });

  it('prints with --json one object for each line, in the order of the list, and nothing else', () => {
    assert.deepEqual(
      rows.map(({ line, url }) => [line, url]),
      sponsors.urls.map(({ replica }, index) => [index + 1, replica]),
    );
    for (const row of rows) {
      assert.deepEqual(Object.keys(row), [
        'file',
        'line',
        'column',
        'endColumn',
        'url',
        'finalUrl',
        'outcome',
        'code',
        'message',
        'status',
        'count',
        'places',
        'matches',
        'ms',
        'bytes',
        'note',
      ]);
    }
  });

  it('says the same with --json', () => {
    const urlsOf = (kind: string) => rows.filter(({ outcome }) => outcome === kind).map(({ url }) => url);
    assert.deepEqual(urlsOf('mentions'), replicasOf('mentions.txt'));
    assert.deepEqual(urlsOf('failed'), replicasOf('forbidden.txt'));
    assert.equal(urlsOf('noMention').length, 42);
    for (const { outcome, code, message, status, count, matches, bytes } of rows) {
      assert.equal(count > 0, outcome === 'mentions');
      assert.equal(matches.length > 0, outcome === 'mentions');
      assert.equal(status, outcome === 'failed' ? 403 : 200);
      assert.equal(code, outcome === 'failed' ? 'HTTP_STATUS' : null);
      assert.equal(message, outcome === 'failed' ? 'The server answered 403 Forbidden' : null);
      assert.equal(bytes > 0, outcome !== 'failed');
    }
    assert.equal(json.stderr.trimEnd().split('\n').length, 2);
  });
});

describe('scan-urls', () => {
  it('prints the objects as soon as their turn has come, and duplicates and rejected lines among them', async () => {
    const sponsors = await startSponsors({ latency: 0 });
    try {
      const [first = '', second = ''] = sponsors.urls.map(({ replica }) => replica);
      const input = `\ufeff# list\r\n${first}\r\nhttp://\r\n${second} # again below\r\n\r\n${first}#top\r\n`;
      const finished = await runCli(['-', '--json'], { input });
      const rows = jsonLines(finished);
      assert.deepEqual(
        rows.map(({ line, url, code }) => [line, url, code]),
        [
          [2, first, null],
          [3, 'http://', 'URL_INVALID'],
          [4, second, null],
          [6, `${first}#top`, null],
        ],
      );
      const rejected = rows[1];
      assert.deepEqual(rejected && { ...rejected, message: '' }, {
        file: '-',
        line: 3,
        column: 1,
        endColumn: 8,
        url: 'http://',
        finalUrl: null,
        outcome: 'failed',
        code: 'URL_INVALID',
        message: '',
        status: null,
        count: 0,
        places: null,
        matches: [],
        ms: 0,
        bytes: 0,
        note: null,
      });
      assert.deepEqual(
        { ...rows[3], line: 2, endColumn: rows[0]?.endColumn, url: first, finalUrl: first },
        rows[0],
      );
      assert.equal(rows[3]?.finalUrl, `${first}#top`);
      const asked = sponsors.requests.filter(({ url }) => url === sponsors.urls[0]?.original);
      assert.equal(asked.length, 1, 'a duplicate is fetched once');
      assert.match(finished.stderr, /^-:3: http:\/\/: .*host is missing.* \(URL_INVALID\)\n$/);
      assert.equal(finished.status, 1);
    } finally {
      await sponsors.close();
    }
  });

  it('checks without a term: a summary, the failures, and status 1 only if some failed', async () => {
    await using site = await openSite({ '/a': { body: 'Python' }, '/b': { body: '' } });
    const good = await runCli(['-', '--no-term'], { input: `${site.url('/a')}\n${site.url('/b')}\n` });
    assert.deepEqual([good.status, good.stdout, good.stderr], [0, '2 of 2 URLs answered\n', '']);
    const bad = await runCli(['-', '--no-term'], { input: `${site.url('/a')}\n${site.url('/c')}\n` });
    assert.deepEqual([bad.status, bad.stdout], [1, '1 of 2 URLs answered, 1 failed\n']);
    assert.match(bad.stderr, /^-:2: .*404 Not Found \(HTTP_STATUS\)\n$/);
  });

  it('looks for fragments if asked to, and says which line has a missing one', async () => {
    await using site = await openSite({ '/': { body: '<h2 id="here">Python</h2>' } });
    const url = site.url('/');
    const input = `${url}#here\n${url}#gone\n${url}\n`;
    const unasked = await runCli(['-', '--no-term'], { input });
    assert.deepEqual([unasked.status, unasked.stdout], [0, '3 of 3 URLs answered\n']);
    const asked = await runCli(['-', '--check-fragments'], { input });
    assert.equal(asked.status, 1);
    assert.equal(asked.stderr, `-:2: ${url}#gone: The page has no #gone (FRAGMENT_MISSING)\n`);
    assert.match(asked.stdout, /^2 responses for 3 URLs, 2 mention “Python”\n/);
    const rows = jsonLines(await runCli(['-', '--no-term', '--check-fragments', '--json'], { input }));
    assert.deepEqual(
      rows.map(({ outcome, code }) => [outcome, code]),
      [
        ['answered', null],
        ['failed', 'FRAGMENT_MISSING'],
        ['answered', null],
      ],
    );
    assert.equal(site.requests.length, 3, 'each scan has asked once');
  });
});
