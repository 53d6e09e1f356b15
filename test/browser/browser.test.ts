/**
 * A browser as the oracle: what a person sees there is what "search only the text" finds. It opens the pages of the
 * ordinary and of the hostile web, and each is asked after the words that the browser shows, and after words that only
 * stand in its source. `PAGE=table,C node --test test/browser/browser.test.ts` opens the pages whose names begin so.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pMap from 'p-map';
import { launchBrowser } from '../rig/browser.mjs';
import type { Browser, BrowserContext } from '../rig/vscode/playwright.mjs';
import { ROWS } from '../web/hostile/rows.ts';
import { ORDINARY_PAGES } from '../web/ordinaryPages.ts';
import { readUrls } from '../web/sponsors/pages.ts';
import { DIFFERENCES, type Kind } from './differences.ts';
import { foundOn, isFoundAt, type Read, readPages, whyUnread } from './engine.ts';
import { REASONS, reasonAgainst } from './notOpened.ts';
import { look, type Seen, type Unseen } from './seen.ts';
import { startWeb, type Web, type WebPage } from './web.ts';
import { asRead, termsOf, wordsMissing } from './words.ts';

/** How many words, and how many pairs of words, are asked after on each page. */
const MOST_TERMS = 40;
/** The same on a page of more than so many characters. */
const MOST_TERMS_OF_LARGE = 5;
const LARGE = 200_000;

/** Pages that are open at the same time. */
const TABS = 6;

/** In ms. */
const LONGEST_RUN = 600_000;

/** What differs on a page, with the words or the reason. */
type Differences = Map<Kind, string>;

const wanted = (process.env.PAGE ?? '').split(/[\s,]+/).filter(Boolean);
const isWanted = (id: string) => !wanted.length || wanted.some(each => id.startsWith(each));
const ids = [...ORDINARY_PAGES, ...readUrls('urls.txt'), ...ROWS.map(({ id }) => id)].filter(isWanted);
const listed = DIFFERENCES.flatMap(({ kind, pages }) => pages.split(/\s+/).map(id => ({ kind, id })));

describe('What a person sees in a browser', () => {
  let web: Web;
  let browser: Browser;
  const found = new Map<string, Differences>();

  before(
    async () => {
      web = await startWeb(isWanted);
      const rules = [
        ...web.names.map(name => `MAP ${name} 127.0.0.1`),
        'MAP * ~NOTFOUND',
        'EXCLUDE 127.0.0.1',
      ];
      browser = await launchBrowser({
        args: [
          `--host-resolver-rules=${rules.join(', ')}`,
          '--no-proxy-server',
          '--ignore-certificate-errors',
        ],
      });
      const seen = await lookAtAll(browser, web.pages);
      const read = await readAll(web.pages);
      for (const [index, page] of web.pages.entries()) {
        const differences = found.get(page.id) ?? new Map();
        found.set(page.id, differences);
        await compare(page, seen[index] as Seen | Unseen, read[index] as Read, differences);
      }
    },
    { timeout: LONGEST_RUN },
  );

  after(async () => {
    await browser?.close();
    await web?.close();
  });

  for (const id of ids) {
    it(`is found: ${id}`, t => {
      const reason = web.notOpened.get(id);
      if (reason !== undefined) return t.skip(reason);
      const differences = found.get(id) ?? assert.fail('It was not opened');
      const accepted = new Set(listed.filter(each => each.id === id).map(({ kind }) => kind));
      const wrong = [...differences].filter(([kind]) => !accepted.has(kind)).map(each => each.join(': '));
      assert.deepEqual(wrong, []);
      for (const kind of accepted) {
        assert.ok(
          differences.has(kind),
          `${id} differs no more (${kind}): take it off the list in differences.ts`,
        );
      }
    });
  }

  it('never comes from elsewhere', async () => {
    const context = await browser.newContext();
    for (const url of [
      'http://192.0.2.1/',
      'http://name.test/',
      'http://[2001:db8::1]/',
      'https://name.example/',
    ]) {
      assert.deepEqual(await look(context, url), { error: 'net::ERR_NAME_NOT_RESOLVED' }, url);
    }
    await context.close();
  });
});

describe('the list of differences', () => {
  it('names pages that are opened, each once', () => {
    const pages = new Set([...ORDINARY_PAGES, ...readUrls('urls.txt')]);
    for (const row of ROWS) if (reasonAgainst(row) === undefined) pages.add(row.id);
    const names = listed.map(({ kind, id }) => `${kind} ${id}`);
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    );
    assert.deepEqual(
      listed.filter(({ id }) => !pages.has(id)),
      [],
    );
  });

  it('leaves out only rows that there are', () => {
    const starts = REASONS.flatMap(({ rows }) => rows.split(' '));
    assert.deepEqual(
      starts.filter(start => !ROWS.some(({ id }) => id.startsWith(start))),
      [],
    );
  });
});

/** Opens all pages. Each tab has its own cookies. */
async function lookAtAll(browser: Browser, pages: readonly WebPage[]): Promise<(Seen | Unseen)[]> {
  const newTab = () => browser.newContext({ acceptDownloads: false });
  const idle: BrowserContext[] = await Promise.all(Array.from({ length: TABS }, newTab));
  return pMap(
    pages,
    async ({ forBrowser }) => {
      const context = idle.pop() ?? assert.fail('There is a tab for each');
      await context.clearCookies();
      const seen = await look(context, forBrowser);
      idle.push(context);
      return seen;
    },
    { concurrency: TABS },
  );
}

/** One scan for all pages with the same flags. */
async function readAll(pages: readonly WebPage[]): Promise<Read[]> {
  const all: Read[] = [];
  const groups = Map.groupBy(pages.keys(), index => JSON.stringify(pages[index]?.flags));
  for (const group of groups.values()) {
    const chosen = group.map(index => pages[index] as WebPage);
    const urls = chosen.map(({ forEngine }) => forEngine);
    const read = await readPages(urls, chosen[0]?.flags ?? []);
    for (const [at, index] of group.entries()) all[index] = read[at] as Read;
  }
  return all;
}

/** Notes what differs. */
async function compare(page: WebPage, seen: Seen | Unseen, read: Read, into: Differences): Promise<void> {
  if ('error' in seen) {
    if (read.page) into.set('unopened', seen.error);
    return;
  }
  if (!read.page) {
    into.set('unread', whyUnread(read));
    return;
  }
  const text = asRead(seen.text);
  const source = read.page.text;
  const most = Math.max(text.length, source.length) > LARGE ? MOST_TERMS_OF_LARGE : MOST_TERMS;
  const shown = termsOf(text, most);
  const there = await foundOn(read, shown);
  const missed: string[] = [];
  for (const term of shown) {
    if (!there.has(term) && !(await isFoundAt(page.forEngine, page.flags, term))) missed.push(term);
  }
  const extra = await foundOn(read, wordsMissing(source, text, most));
  if (missed.length > 0) into.set('missed', missed.join(', '));
  if (extra.size > 0) into.set('extra', [...extra].join(', '));
}
