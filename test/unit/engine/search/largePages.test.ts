/** Pages that take long to parse let others run meanwhile. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { Deadline } from '../../../../src/engine/async/deadline.ts';
import { mediaType } from '../../../../src/engine/content/mediaType.ts';
import { PageText } from '../../../../src/engine/content/pageText.ts';
import { STEP } from '../../../../src/engine/markup/steppedWalk.ts';
import { engineOptions } from '../../../../src/engine/model/options.ts';
import { Search } from '../../../../src/engine/search/search.ts';
import { term } from '../../support/term.ts';

const MIB = 1024 * 1024;
const html = mediaType('text/html');
const pageOf = (part: string, size = 4 * MIB) => new PageText(Buffer.alloc(size, part), 'UTF-8');

describe('a large page', { timeout: 60_000 }, () => {
  const parts: [name: string, part: string][] = [
    ['character references', '&lt;'],
    ['references without a semicolon', '&lt'],
    ['numbers of characters', '&#80;ython '],
    ['tags', '<b>x'],
    ['comments', '<!--x-->y'],
    ['noscript elements', '<noscript><b></noscript>z'],
  ];
  for (const [name, part] of parts) {
    for (const searchIn of ['text', 'source'] as const) {
      it(`of ${name} is parsed in slices, searched in the ${searchIn}`, async context => {
        // Each step takes longer than a slice.
        let now = 0;
        context.mock.method(performance, 'now', () => {
          now += 10;
          return now;
        });
        const search = new Search(term(), engineOptions({ searchIn }, 'test'));
        const deadline = new Deadline(60_000);
        let turns = 0;
        let isDone = false;
        const searching = search.page(pageOf(`${part}Python`, MIB), html, deadline).finally(() => {
          isDone = true;
        });
        while (!isDone) {
          await setImmediate();
          turns++;
        }
        assert.ok((await searching).count > 0);
        assert.ok(turns >= MIB / STEP / 2, `the event loop ran ${turns} times`);
        deadline.end();
        await search.end();
      });
    }
  }

  it('is no reason for a small page to wait, nor for its time to run out', async () => {
    const options = engineOptions({ searchIn: 'text', regularExpressionTimeout: 60 }, 'test');
    const search = new Search(term({ text: 'Pyth[o]n', regularExpression: true }), options);
    const order: string[] = [];
    const start = async (name: string, page: PageText, limit: number) => {
      const deadline = new Deadline(limit);
      try {
        const { count } = await search.page(page, html, deadline);
        order.push(name);
        return count;
      } finally {
        deadline.end();
      }
    };
    const large = Array.from({ length: 5 }, () => start('large', pageOf('&lt;'), 60_000));
    const small = new PageText(Buffer.from('<p>Python'), 'UTF-8');
    assert.equal(await start('small', small, 30_000), 1);
    assert.deepEqual(order, ['small']);
    assert.deepEqual(await Promise.all(large), Array(5).fill(0));
    await search.end();
  });

  it('that waits for others can be cancelled', async () => {
    const search = new Search(term(), engineOptions({ searchIn: 'text' }, 'test'));
    const deadlines = Array.from({ length: 6 }, () => new Deadline(60_000));
    const searching = deadlines.map(deadline => search.page(pageOf('word '), html, deadline));
    deadlines.at(-1)?.cancel();
    await assert.rejects(searching.at(-1) ?? assert.fail(), reason => reason === 'cancelled');
    assert.equal(
      (await Promise.allSettled(searching)).filter(({ status }) => status === 'fulfilled').length,
      5,
    );
    for (const deadline of deadlines) deadline.end();
    await search.end();
  });

  it('is work of its target while it is decoded and brought into one form', async context => {
    const { normalize } = String.prototype;
    let isWorking = false;
    const work: boolean[] = [];
    context.mock.method(String.prototype, 'normalize', function (this: string, form?: string) {
      if (this.length > 1000) work.push(isWorking);
      return normalize.call(this, form);
    });
    const given = `<title>${'e\u0301 '.repeat(40_000)}</title>`;
    for (const searchIn of ['text', 'source'] as const) {
      for (const text of ['München', 'word\u0301']) {
        const search = new Search(term({ text }), engineOptions({ searchIn }, 'test'));
        const deadline = new Deadline(
          60_000,
          () => {},
          now => {
            isWorking = now;
          },
        );
        const page = new PageText(Buffer.from(given), 'UTF-8');
        Object.defineProperty(page, 'text', {
          get() {
            work.push(isWorking);
            return given;
          },
        });
        work.length = 0;
        assert.equal((await search.page(page, html, deadline)).count, 0);
        assert.ok(work.length > 2);
        assert.ok(!work.includes(false), `${searchIn} ${text}: ${work}`);
        assert.equal(isWorking, false);
        deadline.end();
        await search.end();
      }
    }
  });
});
