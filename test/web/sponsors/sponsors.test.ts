import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, before, describe, test } from 'node:test';
import pMap from 'p-map';
import { listen } from '../listen.ts';
import { bodyPieces, plainBody } from './body.ts';
import { type Fetched, fetchPage } from './client.ts';
import { latencies } from './latency.ts';
import { pages, readUrls } from './pages.ts';
import { type Sponsors, startSponsors } from './server.ts';

const PYTHON = /python/gi;

describe('the replica of the sponsors’ pages', () => {
  let sponsors: Sponsors;
  let fetched: Map<string, Fetched>;

  before(async () => {
    sponsors = await startSponsors({ latency: 0 });
    const results = await pMap(sponsors.urls, ({ replica }) => fetchPage(replica), { concurrency: 16 });
    fetched = new Map(sponsors.urls.map(({ original }, index) => [original, results[index] as Fetched]));
  });
  after(() => sponsors.close());

  const answerTo = (url: string): Fetched => {
    const answer = fetched.get(url);
    assert.ok(answer, `nothing was fetched for ${url}`);
    return answer;
  };
  const urlsWhere = (fits: (answer: Fetched) => boolean) =>
    [...fetched].filter(([, answer]) => fits(answer)).map(([url]) => url);

  test('has the 64 URLs, in order, with a port for each host and path and query kept', () => {
    const originals = readUrls('urls.txt');
    assert.equal(originals.length, 64);
    assert.deepEqual(
      sponsors.urls.map(({ original }) => original),
      originals,
    );
    for (const { original, replica } of sponsors.urls) {
      const { hostname, pathname, search } = new URL(replica);
      assert.equal(hostname, '127.0.0.1');
      assert.equal(pathname + search, new URL(original).pathname + new URL(original).search);
    }
    assert.equal(new Set(sponsors.urls.map(({ replica }) => new URL(replica).port)).size, 64);
    const lines = sponsors.urls.map(({ original, replica }) => `${replica}  # ${original}`);
    assert.equal(sponsors.list, `${lines.join('\n')}\n`);
  });

  test('answers 403 to exactly the 2 forbidden ones, with a body that says the word', () => {
    const forbidden = urlsWhere(({ status }) => status === 403);
    assert.deepEqual(forbidden, readUrls('forbidden.txt'));
    for (const url of forbidden) assert.match(answerTo(url).text, PYTHON);
    assert.equal(urlsWhere(({ status }) => status === 200).length, 62);
  });

  test('mentions the word on exactly the 20 pages, as often as the data says', () => {
    assert.deepEqual(
      urlsWhere(({ status, text }) => status === 200 && text.search(PYTHON) >= 0),
      readUrls('mentions.txt'),
    );
    for (const { url, matches } of pages) {
      assert.equal(answerTo(url).text.match(PYTHON)?.length ?? 0, matches, url);
    }
  });

  test('never says the word on the 42 others, however their bytes are read', () => {
    const others = pages.filter(page => page.matches === 0);
    assert.equal(others.length, 42);
    for (const { url } of others) {
      const { bytes, text } = answerTo(url);
      const shifted = bytes.subarray(1);
      const readings = [text, ...[bytes, shifted].flatMap(readInEveryWay)];
      for (const reading of readings) assert.doesNotMatch(reading, PYTHON, url);
    }
  });

  test('decodes to text without a single replacement character', () => {
    for (const [url, { text }] of fetched) assert.doesNotMatch(text, /\ufffd/, url);
  });

  test('sends what the data says: redirects, compression, charset, pieces, size, lines', () => {
    for (const page of pages) {
      const { headers, redirects, pieces, bytes, text } = answerTo(page.url);
      assert.deepEqual(
        redirects,
        page.hops.map(({ status }) => status),
        page.url,
      );
      assert.equal(headers['content-encoding'] ?? 'none', page.coding.replace('-raw', ''), page.url);
      const declared = page.declared === 'header' ? `text/html; charset=${page.charset}` : 'text/html';
      assert.equal(headers['content-type'], declared, page.url);
      if (page.split) assert.ok(pieces > 1, page.url);
      // The filler ends with the last paragraph that fits, which takes a kilobyte and a half at most.
      const spare = page.size * 1000 - bytes.length;
      assert.ok(spare >= 0 && spare < 1500, `${page.url}: ${spare} bytes to spare`);
      if (page.minified) assert.equal(text.trimEnd().split('\n').length, 1, page.url);
    }
  });

  test('shows every variety among the pages that mention the word', () => {
    const mentioning = pages.filter(({ url }) => readUrls('mentions.txt').includes(url));
    const seen = <T>(values: T[]) => [...new Set(values)].sort();
    const places = mentioning.flatMap(({ mentions }) => mentions.map(({ place }) => place));
    assert.deepEqual(seen(places), ['attribute', 'comment', 'meta', 'script', 'text', 'title']);
    assert.deepEqual(seen(mentioning.map(({ coding }) => coding)), [
      'br',
      'deflate',
      'deflate-raw',
      'gzip',
      'none',
      'zstd',
    ]);
    assert.deepEqual(seen(mentioning.map(({ declared }) => declared)), ['bom', 'header', 'meta', 'nowhere']);
    assert.deepEqual(seen(mentioning.map(({ charset }) => charset)), [
      'iso-8859-1',
      'iso-8859-15',
      'iso-8859-2',
      'shift_jis',
      'utf-16be',
      'utf-16le',
      'utf-8',
      'windows-1252',
    ]);
    assert.deepEqual(seen(mentioning.flatMap(({ url }) => answerTo(url).text.match(PYTHON) ?? [])), [
      'PYTHON',
      'Python',
      'pYthon',
      'python',
    ]);
    assert.deepEqual(
      seen(mentioning.flatMap(({ hops }) => hops.map(({ status }) => status))),
      [301, 302, 307],
    );
    assert.ok(mentioning.some(({ hops }) => hops.length === 2));
    assert.ok(mentioning.some(({ minified }) => minified));
    assert.ok(mentioning.some(({ matches }) => matches > 1));
  });

  test('cuts the word itself in two on the uncompressed split pages', async () => {
    const split = pages.filter(page => page.split && page.coding === 'none' && page.matches > 0);
    assert.ok(split.length >= 4);
    for (const page of split) {
      const pieces = await bodyPieces(page, plainBody(page), 'none');
      const first = Buffer.concat(pieces.slice(0, -1)).toString('latin1').replaceAll('\0', '');
      assert.match(first, /(?:p|py|pyt|pyth|pytho)$/i, page.url);
      assert.doesNotMatch(first, PYTHON, page.url);
    }
  });

  test('gives the same pages to a client that cannot unpack them', async () => {
    for (const { original, replica } of sponsors.urls) {
      const plain = await fetchPage(replica, 'identity');
      assert.equal(plain.headers['content-encoding'], undefined);
      assert.ok(plain.bytes.equals(answerTo(original).bytes), original);
    }
  });
});

describe('the latency of the pages', () => {
  const urls = pages.map(({ url }) => url);

  test('has a median of 150 ms and 1.0 s at most', () => {
    const sorted = [...latencies(urls).values()].sort((a, b) => a - b);
    assert.equal(sorted.length, 64);
    assert.equal(sorted[31], 150);
    assert.equal(sorted[32], 150);
    assert.equal(sorted[63], 1000);
    assert.equal(sorted[0], 30);
  });

  test('is the same for a page in every run', () => {
    assert.deepEqual(latencies(urls), latencies(urls.toReversed()));
    const slowest = [...latencies(urls)].filter(([, latency]) => latency === 1000).map(([url]) => url);
    assert.deepEqual(slowest, ['http://www.knmp.nl/']);
  });

  test('delays an answer by no less than it says, times the factor', async t => {
    const sponsors = await startSponsors({ latency: 0.1 });
    t.after(() => sponsors.close());
    const slowest = sponsors.urls.find(({ original }) => latencies(urls).get(original) === 1000);
    assert.ok(slowest);
    const start = performance.now();
    await fetchPage(slowest.replica);
    assert.ok(performance.now() - start >= 99); // timers round down to the millisecond
  });
});

describe('watching the replica', () => {
  test('holds answers while paused, and counts what is open', async t => {
    const sponsors = await startSponsors({ latency: 0 });
    t.after(() => sponsors.close());
    const [first, second] = sponsors.urls;
    assert.ok(first && second);

    sponsors.pause();
    const answers = [first, first, second].map(({ replica }) => fetchPage(replica));
    await sponsors.waitForRequests(3);
    assert.deepEqual(sponsors.maxOpen, { total: 3, perHost: 2 });
    const asked = sponsors.requests.map(({ url }) => url);
    assert.deepEqual(asked.sort(), [first, first, second].map(({ original }) => original).sort());

    sponsors.resume();
    for (const answer of await Promise.all(answers)) assert.equal(answer.status, 200);
    await fetchPage(first.replica);
    assert.equal(sponsors.requests.length, 4);
    assert.equal(sponsors.maxOpen.total, 3);
  });

  test('logs the original URL of every hop and the User-Agent', async t => {
    const sponsors = await startSponsors({ latency: 0 });
    t.after(() => sponsors.close());
    const chained = sponsors.urls.find(({ original }) => original === 'http://www.revsys.com/');
    assert.ok(chained);
    await fetch(chained.replica, { headers: { 'user-agent': 'tester/1' } });
    assert.deepEqual(
      sponsors.requests,
      ['http://www.revsys.com/', 'https://www.revsys.com:8443/', 'https://www.revsys.com:8443/welcome'].map(
        url => ({ url, userAgent: 'tester/1' }),
      ),
    );
  });

  test('answers 404 where there is no page', async t => {
    const sponsors = await startSponsors({ latency: 0 });
    t.after(() => sponsors.close());
    const { status } = await fetchPage(new URL('/favicon.ico', sponsors.urls[0]?.replica).href);
    assert.equal(status, 404);
  });

  test('closes while answers are held, and says so to those who wait', async () => {
    const sponsors = await startSponsors({ latency: 0 });
    sponsors.pause();
    const answer = fetchPage(sponsors.urls[0]?.replica ?? '');
    await sponsors.waitForRequests(1);
    const more = sponsors.waitForRequests(2);
    await Promise.all([
      assert.rejects(answer, { code: 'ECONNRESET' }),
      assert.rejects(more, /closed after 1 of 2 requests/),
      sponsors.close(),
    ]);
  });

  test('takes ports in a row from a given one, or none at all', async t => {
    // Below the range of the ports that the system gives away, and different for runs at the same time.
    const port = 11_000 + (process.pid % 200) * 100;
    const sponsors = await startSponsors({ latency: 0, port });
    t.after(() => sponsors.close());
    assert.equal(new URL(sponsors.urls[0]?.replica ?? '').port, String(port));

    await assert.rejects(startSponsors({ latency: 0, port: port - 1 }), { code: 'EADDRINUSE' });
    const free = await listen(createServer(), port - 1);
    await free.close();
  });
});

function readInEveryWay(bytes: Buffer): string[] {
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  return [
    bytes.toString('utf8'),
    bytes.toString('latin1'),
    even.toString('utf16le'),
    Buffer.from(even).swap16().toString('utf16le'),
  ];
}
