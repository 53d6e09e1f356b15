/**
 * No input makes the work grow faster than itself: each attack is played at its eighth and in full, and what it costs
 * is compared. Work is counted where it can be; else it is the user CPU time of the command, which other programs
 * disturb little.
 */

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { scanUrls } from '../unit/support/scanning.ts';
import { openSite } from '../unit/support/site.ts';
import type { Route, Site } from '../web/ordinary.ts';
import { type Input, workOf } from './work.ts';

/** How much larger the second input is. */
const FACTOR = 8;

/** How many times as much work as in proportion is accepted. An input that costs the square costs eight times as much. */
const MARGIN = 2.5;

/** Less work than this, in seconds of CPU time, is not told from noise. */
const NOISE = 0.15;

describe('the work grows no faster than', () => {
  let cache: string;
  let least: number;

  before(async () => {
    cache = await mkdtemp(join(tmpdir(), 'scan-urls-growth-'));
    await using site = await openSite({ '/': { body: 'Python' } });
    // The first run compiles.
    const runs = [await workOf({ list: site.url('/') }, cache), await workOf({ list: site.url('/') }, cache)];
    least = Math.min(...runs);
  });
  after(() => rm(cache, { recursive: true, force: true }));

  /** The CPU time beyond that of a short scan, in seconds. */
  async function workBeyond(input: Input): Promise<number> {
    return Math.max(NOISE, (await workOf(input, cache)) - least);
  }

  async function compare(inputOf: (scale: number) => Input): Promise<void> {
    const small = await workBeyond(inputOf(1));
    const most = small * FACTOR * MARGIN;
    let large = await workBeyond(inputOf(FACTOR));
    // Once more, if something else was in the way.
    if (large > most) large = Math.min(large, await workBeyond(inputOf(FACTOR)));
    const times = `${small.toFixed(2)} s, then ${large.toFixed(2)} s`;
    assert.ok(large <= most, `${times} of CPU time for ${FACTOR} times as much`);
  }

  /** An attack by a page. */
  function page(name: string, route: (scale: number) => Route, ...flags: string[]): void {
    it(name, async () => {
      const routes = { '/1': route(1), [`/${FACTOR}`]: route(FACTOR) };
      await using site = await openSite(routes);
      await compare(scale => ({ list: site.url(`/${scale}`), flags: ['--timeout', '30', ...flags] }));
    });
  }

  /** An attack by a line of the list. */
  function line(name: string, text: (scale: number) => string): void {
    it(name, () => compare(scale => ({ list: text(scale) })));
  }

  const packed = (body: string): Route => ({ headers: { 'content-encoding': 'gzip' }, body: gzipSync(body) });

  page('a run of combining marks', scale => packed(`<p>Python${'\u0300\u0316'.repeat(8_000 * scale)}`));
  page(
    'a run of combining marks, in text',
    scale => packed(`<p>Python${'\u0300\u0316'.repeat(8_000 * scale)}`),
    '--search-in=text',
  );
  page('a page of references', scale => packed('&lt;'.repeat(60_000 * scale)), '--search-in=text');
  page(
    'a page of tags that stay open',
    scale => packed('<svg><title><div>'.repeat(15_000 * scale)),
    '--search-in=text',
  );
  page('a page of comments that stay open', scale => packed('<!--'.repeat(60_000 * scale)));
  page('a page of refreshes', scale => packed('<meta content="'.repeat(20_000 * scale)));
  page('the members of a packed page', scale => {
    const members = Buffer.concat(Array.from({ length: 10_000 * scale }, () => EMPTY));
    return { headers: { 'content-encoding': 'gzip, gzip' }, body: gzipSync(members) };
  });

  line('blanks between two words', scale => `two${' '.repeat(8_000 * scale)}words`);
  line('colons in a host', scale => `http://a${':a'.repeat(300 * scale)}]1]`);
  line('what looks like tokens', scale => `http://127.0.0.1:1/${'-eyJaaaaaaaa'.repeat(1_500 * scale)}`);
  line('percent signs', scale => `http://127.0.0.1:1/?key=${'%25'.repeat(600 * scale)}`);
  line('brackets', scale => `[a](${'http://a/['.repeat(2_000 * scale)}`);

  it('the hops of a redirect with long addresses', async () => {
    await using site = await hops(15_000);
    const lists = (count: number) => Array.from({ length: 10 }, (_, index) => site.url(`/${index}/${count}`));
    await compare(scale => ({ list: lists(scale).join('\n') }));
  });
});

describe('what is kept of an outcome', () => {
  it('stays small when the addresses of a redirect are long', async () => {
    await using site = await hops(15_000);
    const { outcomes } = await scanUrls([site.url('/0/8')]);
    const kept = JSON.stringify(outcomes).length;
    assert.ok(kept < 100_000, `${kept} characters of 8 hops`);
  });
});

describe('the requests to a host that asks to wait', () => {
  it('do not grow with the hosts that redirect to it', async () => {
    const few = await requestsToBusyHost(15);
    const many = await requestsToBusyHost(15 * FACTOR);
    assert.ok(
      many <= Math.max(10, 2 * few),
      `${few} requests, then ${many} from ${FACTOR} times as many hosts`,
    );
  });
});

/** A gzip member without content. */
const EMPTY = gzipSync('');

/** A site where `/x/8` leads to `/x/7/…` and so on, by addresses of this length. The last one is a page. */
function hops(length: number): Promise<Site & AsyncDisposable> {
  return openSite({
    '*': ({ url = '' }) => {
      const [, chain = '', left = ''] = url.split('?', 1).join().split('/');
      if (Number(left) === 0) return { body: 'Python' };
      return {
        status: 302,
        headers: { location: `/${chain}/${Number(left) - 1}?${'&a=b'.repeat(length / 4)}` },
      };
    },
  });
}

/** How often a host is asked that answers 429, if so many others redirect to it. */
async function requestsToBusyHost(count: number): Promise<number> {
  await using busy = await openSite({ '*': { status: 429, headers: { 'retry-after': '5' } } });
  const others = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      openSite({ '/': { status: 302, headers: { location: busy.url(`/${index}`) } } }),
    ),
  );
  try {
    const options = { totalTimeout: 3, privateAddresses: 'always' } as const;
    await scanUrls(
      others.map(site => site.url('/')),
      { options },
    );
    return busy.requests.length;
  } finally {
    await Promise.all(others.map(site => site.close()));
  }
}
