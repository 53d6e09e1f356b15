/** A search of kept pages finds the same as a scan for that term. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { engineOptions, type SearchIn } from '../../../../src/engine/model/options.ts';
import { factsOf, mentionCount, type Outcome } from '../../../../src/engine/model/outcome.ts';
import { withIds } from '../../../../src/engine/model/target.ts';
import type { Term } from '../../../../src/engine/model/term.ts';
import { type KeptPage, KeptPages } from '../../../../src/engine/pages/keptPages.ts';
import { searchAgain } from '../../../../src/engine/pages/searchAgain.ts';
import { EnginePool } from '../../../../src/engine/pool/enginePool.ts';
import { temporaryFolder } from '../../../rig/temporary.mjs';
import { type Sponsors, startSponsors } from '../../../web/sponsors/server.ts';
import { ENGINE } from '../../support/engine.ts';
import { ROOMY } from '../../support/keeping.ts';
import { runs, timeLimit } from '../../support/properties.ts';
import { scanUrls } from '../../support/scanning.ts';
import { openSite } from '../../support/site.ts';
import { term } from '../../support/term.ts';

/** The outcome without its times. */
function timeless({ ms: _, timings: __, ...rest }: Outcome): object {
  return rest;
}

/** In s. A limit that no expression reaches, also on a busy machine. */
const PATIENT = { regularExpressionTimeout: 60 };

async function searched(
  pages: Iterable<KeptPage>,
  given: Partial<Term>,
  searchIn: SearchIn = 'source',
  signal = new AbortController().signal,
): Promise<Map<number, Outcome>> {
  const found = new Map<number, Outcome>();
  const options = engineOptions({ ...PATIENT, searchIn }, 'test');
  await searchAgain(
    pages,
    { term: term(given), options },
    (target, outcome) => {
      assert.ok(!found.has(target));
      found.set(target, outcome);
    },
    signal,
  );
  return found;
}

describe('a search of the 64 sponsors’ pages', { timeout: timeLimit(120_000) }, () => {
  let sponsors: Sponsors;
  let targets: string[];
  const folder = temporaryFolder('search-again');
  const stores = {
    'in memory': new KeptPages(ROOMY),
    packed: new KeptPages({ memory: 0, packed: 64 * 1024 ** 2, disk: 0 }),
    'on disk': new KeptPages({ memory: 50_000, packed: 0, disk: 64 * 1024 ** 2, folder: folder.path }),
  };

  before(async () => {
    sponsors = await startSponsors({ latency: 0 });
    targets = sponsors.urls.map(({ replica }) => replica);
    await scanUrls(targets, {
      term: { text: 'stands on no page' },
      onOutcome: (target, outcome, page) => {
        for (const store of Object.values(stores)) {
          if (page) store.keep(1, { target, page, facts: factsOf(outcome) });
        }
      },
    });
  });

  after(async () => {
    for (const store of Object.values(stores)) store.clear();
    folder.remove();
    await sponsors.close();
  });

  it('has all pages but the two that were refused, wherever they are kept', () => {
    for (const store of Object.values(stores)) assert.equal([...store.all(1)].length, 62);
  });

  it('finds what a scan finds, whatever the term, its case, words, expressions and place', async () => {
    const asked = fc.record({
      given: fc.record({
        text: fc.constantFrom(
          'Python',
          'py',
          'a',
          'The',
          'é',
          '日本',
          'python.org',
          'p[aeiouy]+thon|caf.',
          '\\bdie\\b',
          'x*',
        ),
        matchCase: fc.boolean(),
        wholeWord: fc.boolean(),
        regularExpression: fc.boolean(),
      }),
      searchIn: fc.constantFrom<SearchIn>('source', 'text'),
      store: fc.constantFrom(...(Object.keys(stores) as (keyof typeof stores)[])),
    });
    await fc.assert(
      fc.asyncProperty(asked, async ({ given, searchIn, store }) => {
        const again = await searched(stores[store].all(1), given, searchIn);
        const { outcomes } = await scanUrls(targets, { term: given, options: { ...PATIENT, searchIn } });
        for (const [target, outcome] of outcomes.entries()) {
          const found = again.get(target);
          if (outcome.kind === 'failed') assert.equal(found, undefined);
          else assert.deepEqual(found && timeless(found), timeless(outcome), targets[target]);
        }
      }),
      runs(12),
    );
  });

  it('says the tutorial’s 20', async () => {
    const found = await searched(stores['on disk'].all(1), { text: 'Python' });
    assert.equal([...found.values()].filter(outcome => mentionCount(outcome) > 0).length, 20);
  });

  it('ends when it is not wanted any more', async () => {
    const stop = new AbortController();
    let read = 0;
    function* pages(): Generator<KeptPage> {
      for (const each of stores.packed.all(1)) {
        if (++read === 10) stop.abort();
        yield each;
      }
    }
    const found = await searched(pages(), { text: 'a' }, 'source', stop.signal);
    assert.ok(found.size < 10, `${found.size} were searched`);
  });
});

describe('pages on which the term is written otherwise', () => {
  const html = { 'content-type': 'text/html; charset=utf-8' };
  const json = { 'content-type': 'application/json' };
  const routes = {
    '/spaces': { body: '<p>Monty\n  Python', headers: html },
    '/tags': {
      body: `<p>M&uuml;n<b>chen</b>, AT&amp;T${'<p>some text to read</p>'.repeat(200)}`,
      headers: html,
    },
    '/unseen': { body: '<p>M\u00fcn&shy;chen, Monty&nbsp;Py\u00adthon', headers: html },
    '/json': { body: '{"city": "M\\u00fcnchen", "by": "Monty\\nPython, AT\\u0026T"}', headers: json },
    '/script': { body: '<p>我们使用Python编写', headers: html },
    '/marks': { body: `<p>Python${'\u0300\u0316'.repeat(5_000)}`, headers: html },
  };

  it('have the same outcome, counts, notes and places as in a scan, wherever they are kept', async () => {
    await using site = await openSite(routes);
    const stores = [new KeptPages(ROOMY), new KeptPages({ memory: 0, packed: 64 * 1024 ** 2, disk: 0 })];
    const targets = Object.keys(routes).map(site.url);
    await scanUrls(targets, {
      term: { text: 'stands on no page' },
      onOutcome: (target, outcome, page) => {
        for (const store of stores) if (page) store.keep(1, { target, page, facts: factsOf(outcome) });
      },
    });
    const kinds = new Set<string>();
    for (const text of ['München', 'Monty Python', 'AT&T', 'Python']) {
      for (const searchIn of ['source', 'text'] as const) {
        for (const wholeWord of [false, true]) {
          const given = { text, wholeWord };
          const { outcomes } = await scanUrls(targets, { term: given, options: { searchIn } });
          for (const store of stores) {
            const again = await searched(store.all(1), given, searchIn);
            assert.deepEqual(
              outcomes.map((_, target) => timeless(again.get(target) ?? assert.fail())),
              outcomes.map(timeless),
            );
          }
          for (const { kind, note = '' } of outcomes) kinds.add(`${kind} ${note.slice(0, 10)}`);
        }
      }
    }
    assert.deepEqual([...kinds].sort(), ['mentions ', 'noMention ', 'noMention The source']);
  });
});

describe('pages that were not searched in whole', () => {
  it('stay partial, keep their notes, and a page that an expression was too much for is had with another', async () => {
    await using site = await openSite({
      '/long': { body: `${'<p>a heron</p>'.repeat(2000)}Python` },
      '/empty': { status: 204 },
      '/slow': { body: `${'a'.repeat(60)}!` },
    });
    const store = new KeptPages(ROOMY);
    const targets = ['/long', '/empty', '/slow'].map(site.url);
    const scan = (given: Partial<Term>, keep = false) =>
      scanUrls(targets, {
        term: given,
        options: { maxPageSize: 0.01, regularExpressionTimeout: 0.2 },
        onOutcome: (target, outcome, page) => {
          if (keep && page) store.keep(1, { target, page, facts: factsOf(outcome) });
        },
      });
    const first = await scan({ text: '(a+)+$', regularExpression: true }, true);
    assert.equal(first.outcomes[2]?.kind, 'failed');
    const { outcomes } = await scan({ text: 'heron' });
    const again = await searched(store.all(1), { text: 'heron' });
    assert.deepEqual(
      [...outcomes.entries()].map(([target]) => timeless(again.get(target) ?? assert.fail())),
      outcomes.map(timeless),
    );
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['partial', 'noMention', 'noMention'],
    );
    const slow = await searchedSlowly(store);
    assert.deepEqual(timeless(slow ?? assert.fail()), timeless(first.outcomes[2] ?? assert.fail()));
  });

  async function searchedSlowly(store: KeptPages): Promise<Outcome | undefined> {
    const found = new Map<number, Outcome>();
    await searchAgain(
      store.all(1),
      {
        term: term({ text: '(a+)+$', regularExpression: true }),
        options: engineOptions({ regularExpressionTimeout: 0.2 }, 'test'),
      },
      (target, outcome) => found.set(target, outcome),
      new AbortController().signal,
    );
    return found.get(2);
  }
});

describe('a search in several processes', { timeout: 60_000 }, () => {
  const options = engineOptions({ perHostConcurrency: 64 }, 'test');
  const routes = Object.fromEntries(
    Array.from({ length: 450 }, (_, n) => [`/${n}`, { body: n % 3 ? `Python ${n}` : `nothing ${n}` }]),
  );

  async function scanned(pool: EnginePool, targets: string[]): Promise<number> {
    return new Promise<number>((resolve, reject) => {
      const id = pool.scan(
        { targets: withIds(targets), term: term({ text: 'Python' }), options },
        { onOutcomes: () => {}, onEnd: fault => (fault ? reject(new Error(fault)) : resolve(id)) },
        ROOMY,
      );
    });
  }

  async function outcomesOf(
    pool: EnginePool,
    scan: number,
    text: string,
    signal = new AbortController().signal,
  ) {
    const found = new Map<number, Outcome>();
    await pool.search(
      scan,
      { term: term({ text }), options },
      outcomes => {
        for (const [target, outcome] of outcomes) found.set(target, outcome);
      },
      signal,
    );
    return found;
  }

  it('gives each target its own outcome with the network gone, and nothing when the pages are', async () => {
    const pool = new EnginePool(ENGINE, { debug: () => {}, warn: message => assert.fail(message) });
    try {
      const first = await openSite(routes);
      const second = await openSite(routes);
      const targets = Array.from({ length: 450 }, (_, n) => (n % 2 ? first : second).url(`/${n}`));
      const scan = await scanned(pool, targets);
      await first[Symbol.asyncDispose]();
      await second[Symbol.asyncDispose]();
      const found = await outcomesOf(pool, scan, 'nothing');
      assert.equal(found.size, 450);
      for (const [target, { kind, finalUrl }] of found) {
        assert.equal(kind, target % 3 ? 'noMention' : 'mentions');
        assert.equal(finalUrl, targets[target]);
      }
      const aborted = await outcomesOf(pool, scan, 'nothing', AbortSignal.abort());
      assert.equal(aborted.size, 0);
      const stop = new AbortController();
      const stopped = outcomesOf(pool, scan, 'nothing', stop.signal);
      stop.abort();
      assert.equal((await stopped).size, 0);
      assert.equal((await outcomesOf(pool, scan, `${7}`)).size, 450);
      pool.forget(scan);
      assert.equal((await outcomesOf(pool, scan, 'nothing')).size, 0);
    } finally {
      pool.dispose();
    }
  });

  it('ends when a process does, without what it had', async () => {
    const pool = new EnginePool(ENGINE, { debug: () => {}, warn: () => {} });
    try {
      await using site = await openSite(routes);
      const scan = await scanned(
        pool,
        Array.from({ length: 50 }, (_, n) => site.url(`/${n}`)),
      );
      const ended = pool.ended();
      for (const pid of pool.pids) process.kill(pid, 'SIGKILL');
      const found = outcomesOf(pool, scan, 'nothing');
      await ended;
      assert.equal((await found).size, 0);
      assert.equal((await outcomesOf(pool, scan, 'nothing')).size, 0);
    } finally {
      pool.dispose();
    }
  });
});
