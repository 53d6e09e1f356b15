/** Regular expressions that take too long: their page fails in time, and other pages are not affected. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FailureError } from '../../../../src/engine/model/failure.ts';
import { failureOf } from '../../../../src/engine/model/outcome.ts';
import { PatternPool } from '../../../../src/engine/search/patternPool.ts';
import { ending, scanUrls } from '../../support/scanning.ts';
import { openSite } from '../../support/site.ts';

/** Expressions with exponential backtracking, and texts that cause it. */
const CATASTROPHES: [pattern: string, text: string][] = [
  ['(a+)+$', `${'a'.repeat(40)}!`],
  ['(a|a)*$', `${'a'.repeat(40)}!`],
  ['(a|aa)+$', `${'a'.repeat(60)}!`],
  ['(.*a){25}$', `${'a'.repeat(40)}!`],
  ['^(([a-z])+.)+[0-9]([a-z])+$', 'a'.repeat(60)],
  ['(x+x+)+y', 'x'.repeat(60)],
  ['(\\w+\\s?)*$', `${'word '.repeat(20)}!!`.replace(/ /g, 'w')],
  ['(?:(a+)\\1?)+$', `${'a'.repeat(50)}!`],
  ['(?=(a+)+$)b|(a+)+$', `${'a'.repeat(40)}!`],
  ['([^<>]+|<[^>]*>)*$(?<!.)x', 'a'.repeat(60)],
];

async function open(pattern: RegExp, budget: number): Promise<PatternPool & AsyncDisposable> {
  const pool = new PatternPool(pattern, budget);
  return Object.assign(pool, { [Symbol.asyncDispose]: () => pool.end() });
}

async function codeOf(finding: Promise<unknown>): Promise<string> {
  const error = await finding.then(
    () => 'none',
    (reason: unknown) => reason,
  );
  return error instanceof FailureError ? error.failure.code : String(error);
}

const never = new AbortController().signal;

/** In ms. Much longer than each step takes, also on a busy machine; much shorter than the waits that must not happen. */
const SOON = 3_000;

/** In ms. A limit that no expression reaches in a test. */
const LONG = 60_000;

describe('an expression', { timeout: 60_000 }, () => {
  it('is found where it is, in many pages at once', async () => {
    await using pool = await open(/b+/g, 5_000);
    const found = await Promise.all(
      Array.from({ length: 50 }, (_, n) => pool.find(`${'a'.repeat(n)}bb`, never)),
    );
    assert.deepEqual(
      found.map(ranges => [...ranges]),
      found.map((_, n) => [n, n + 2]),
    );
  });

  for (const [pattern, text] of CATASTROPHES) {
    it(`${pattern} ends in its time, and the next page has its answer`, async () => {
      await using pool = await open(new RegExp(pattern, 'gimu'), 100);
      await pool.find('', never);
      const started = performance.now();
      assert.equal(await codeOf(pool.find(text, never)), 'REGEX_TIMEOUT');
      const took = performance.now() - started;
      assert.ok(took < SOON, `it took ${took} ms`);
      assert.ok(await pool.find('', never));
    });
  }

  it('that is stuck on some pages keeps no other page waiting', async () => {
    await using pool = await open(/(a+)+$/g, LONG);
    const controller = new AbortController();
    const stuck = [1, 2].map(() => codeOf(pool.find(`${'a'.repeat(40)}!`, controller.signal)));
    const first = Promise.race(stuck);
    for (let n = 0; n < 20; n++) assert.equal((await pool.find('aaa', never)).length, 2);
    assert.equal(await Promise.race([first, 'still stuck']), 'still stuck');
    controller.abort();
    assert.deepEqual(await Promise.all(stuck), ['REGEX_TIMEOUT', 'REGEX_TIMEOUT']);
  });

  it('that is stuck on more pages than there are threads ends on each in turn', async () => {
    await using pool = await open(/(a+)+$/g, 100);
    const texts = Array.from({ length: 10 }, (_, n) => (n % 2 ? 'aaa' : `${'a'.repeat(40)}!`));
    const codes = await Promise.all(texts.map(text => codeOf(pool.find(text, never))));
    assert.deepEqual(
      codes,
      texts.map((_, n) => (n % 2 ? 'none' : 'REGEX_TIMEOUT')),
    );
  });

  it('is ended at once when its page is given up, whether it runs or waits', async () => {
    await using pool = await open(/(a+)+$/g, LONG);
    await pool.find('', never);
    const controller = new AbortController();
    const all = Array.from({ length: 8 }, () => codeOf(pool.find(`${'a'.repeat(40)}!`, controller.signal)));
    controller.abort();
    assert.deepEqual(new Set(await Promise.all(all)), new Set(['REGEX_TIMEOUT']));
    assert.equal((await pool.find('aaa', never)).length, 2);
    assert.equal(await codeOf(pool.find('aaa', AbortSignal.abort())), 'REGEX_TIMEOUT');
  });

  it('is ended with its pool', async () => {
    const pool = await open(/(a+)+$/g, LONG);
    const all = Array.from({ length: 8 }, () => codeOf(pool.find(`${'a'.repeat(40)}!`, never)));
    await pool.end();
    assert.deepEqual(new Set(await Promise.all(all)), new Set(['REGEX_TIMEOUT']));
    assert.equal(await codeOf(pool.find('', never)), 'REGEX_TIMEOUT');
  });
});

describe('a scan for an expression', { timeout: 60_000 }, () => {
  it('fails on the page that it is stuck on, and on no other', async () => {
    await using site = await openSite({
      '/evil': { body: `${'a'.repeat(40)}!` },
      '/a': { body: 'aaa' },
      '/none': { body: 'bbb' },
    });
    const { outcomes } = await scanUrls(['/a', '/evil', '/none'].map(site.url), {
      term: { text: '^(a+)+$', regularExpression: true },
      options: { regularExpressionTimeout: 0.2 },
    });
    assert.deepEqual(
      outcomes.map(outcome => ending(outcome).slice(0, 2)),
      [['mentions'], ['failed', 'REGEX_TIMEOUT'], ['noMention']],
    );
    assert.match(failureOf(outcomes[1] ?? assert.fail())?.message ?? '', /longer than 200 ms on this page/);
  });

  it('is cancelled at once', async () => {
    await using site = await openSite({ '/evil': { body: `${'a'.repeat(40)}!` }, '/a': { body: 'aaa' } });
    const controller = new AbortController();
    let started = 0;
    const { outcomes } = await scanUrls(['/evil', '/a'].map(site.url), {
      term: { text: '^(a+)+$', regularExpression: true },
      options: { regularExpressionTimeout: 50, totalTimeout: 60 },
      signal: controller.signal,
      onOutcome: target => {
        if (target !== 1) return;
        started = performance.now();
        controller.abort();
      },
    });
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['cancelled', 'mentions'],
    );
    assert.ok(performance.now() - started < SOON);
  });

  it('ends with the total time of a page as well', async () => {
    await using site = await openSite({ '/evil': { body: `${'a'.repeat(40)}!` } });
    const { outcomes } = await scanUrls([site.url('/evil')], {
      term: { text: '^(a+)+$', regularExpression: true },
      options: { regularExpressionTimeout: 50, totalTimeout: 0.5 },
    });
    assert.deepEqual(ending(outcomes[0]).slice(0, 2), ['failed', 'REGEX_TIMEOUT']);
    assert.ok((outcomes[0]?.ms ?? 0) < 1_000);
  });
});
