/** The terminal command, as people and scripts use it. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { JsonRow } from '../../web/jsonRow.ts';
import { readUrls } from '../../web/sponsors/pages.ts';
import { type Sponsors, startSponsors } from '../../web/sponsors/server.ts';
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
        'line',
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
      const input = `\ufeff# list\r\n${first}\r\nexample.com\r\n${second} # again below\r\n\r\n${first}#top\r\n`;
      const finished = await runCli(['-', '--json'], { input });
      const rows = jsonLines(finished);
      assert.deepEqual(
        rows.map(({ line, url, code }) => [line, url, code]),
        [
          [2, first, null],
          [3, 'example.com', 'URL_INVALID'],
          [4, second, null],
          [6, `${first}#top`, null],
        ],
      );
      const rejected = rows[1];
      assert.deepEqual(rejected && { ...rejected, message: '' }, {
        line: 3,
        url: 'example.com',
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
      assert.deepEqual({ ...rows[3], line: 2, url: first, finalUrl: first }, rows[0]);
      assert.equal(rows[3]?.finalUrl, `${first}#top`);
      const asked = sponsors.requests.filter(({ url }) => url === sponsors.urls[0]?.original);
      assert.equal(asked.length, 1, 'a duplicate is fetched once');
      assert.match(finished.stderr, /^-:3: example\.com: .*scheme is missing.* \(URL_INVALID\)\n$/);
      assert.equal(finished.status, 1);
    } finally {
      await sponsors.close();
    }
  });
});
