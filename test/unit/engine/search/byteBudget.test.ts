/** Pages wait until there is room for them, and their time does not run out meanwhile. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { Deadline } from '../../../../src/engine/async/deadline.ts';
import { ByteBudget } from '../../../../src/engine/search/byteBudget.ts';
import { runs } from '../../support/properties.ts';

const LONG = 60_000;

/** Pages that enter a budget, by name. */
class Pages {
  readonly inside: string[] = [];
  readonly refused: string[] = [];
  readonly deadlines = new Map<string, Deadline>();
  readonly #budget: ByteBudget;
  readonly #leave = new Map<string, () => void>();

  constructor(most: number) {
    this.#budget = new ByteBudget(most);
  }

  async come(name: string, bytes: number, isLate = false): Promise<void> {
    const deadline = new Deadline(isLate ? 0 : LONG);
    if (isLate) await new Promise<void>(resolve => deadline.onOver(resolve));
    this.deadlines.set(name, deadline);
    this.#budget.take(bytes, deadline).then(
      leave => {
        this.inside.push(name);
        this.#leave.set(name, leave);
      },
      () => this.refused.push(name),
    );
    await setImmediate();
  }

  async leave(name: string): Promise<void> {
    this.inside.splice(this.inside.indexOf(name), 1);
    this.#leave.get(name)?.();
    await setImmediate();
  }

  async cancel(name: string): Promise<void> {
    this.deadlines.get(name)?.cancel();
    await setImmediate();
  }

  end(): void {
    for (const deadline of this.deadlines.values()) deadline.end();
  }
}

describe('a budget of bytes', () => {
  it('lets pages in as long as there is room, in the order in which they came', async () => {
    const pages = new Pages(100);
    await pages.come('a', 60);
    await pages.come('b', 40);
    await pages.come('c', 50);
    await pages.come('d', 1);
    assert.deepEqual(pages.inside, ['a', 'b']);
    await pages.leave('b');
    assert.deepEqual(pages.inside, ['a'], 'a small page does not pass a large one');
    await pages.leave('a');
    assert.deepEqual(pages.inside, ['c', 'd']);
    pages.end();
  });

  it('lets a page in that is larger than the budget, alone', async () => {
    const pages = new Pages(100);
    await pages.come('a', 1);
    await pages.come('b', 1000);
    await pages.come('c', 1);
    assert.deepEqual(pages.inside, ['a']);
    await pages.leave('a');
    assert.deepEqual(pages.inside, ['b']);
    await pages.leave('b');
    assert.deepEqual(pages.inside, ['c']);
    pages.end();
  });

  it('is left by a page that is cancelled while it waits', async () => {
    const pages = new Pages(100);
    for (const name of ['a', 'b', 'c']) await pages.come(name, 60);
    await pages.cancel('b');
    assert.deepEqual([pages.inside, pages.refused], [['a'], ['b']]);
    await pages.leave('a');
    assert.deepEqual(pages.inside, ['c']);
    pages.end();
  });

  it('is left by a page that is cancelled when it is its turn', async () => {
    const pages = new Pages(100);
    for (const name of ['a', 'b', 'c']) await pages.come(name, 60);
    pages.deadlines.get('b')?.cancel();
    await pages.leave('a');
    assert.deepEqual([pages.inside, pages.refused], [['c'], ['b']]);
    pages.end();
  });

  it('lets small pages in when the large one before them is cancelled', async () => {
    const pages = new Pages(100);
    await pages.come('a', 60);
    await pages.come('b', 60);
    await pages.come('c', 40);
    await pages.cancel('b');
    assert.deepEqual(pages.inside, ['a', 'c']);
    pages.end();
  });

  it('does not count the time of waiting', async context => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    let now = 0;
    context.mock.method(performance, 'now', () => now);
    const budget = new ByteBudget(100);
    const [first, second] = [new Deadline(1000), new Deadline(1000)];
    const leave = await budget.take(100, first);
    const waiting = budget.take(100, second);
    now = 5000;
    context.mock.timers.tick(5000);
    assert.deepEqual([first.expired, second.expired, second.left], [true, false, 1000]);
    leave();
    (await waiting)();
    assert.equal(second.left, 1000);
    now = 6000;
    context.mock.timers.tick(1000);
    assert.equal(second.expired, true);
  });

  it('lets a page in whose time was over when it came', async () => {
    const pages = new Pages(100);
    await pages.come('a', 60);
    await pages.come('b', 60, true);
    assert.deepEqual([pages.inside, pages.refused], [['a'], []]);
    await pages.leave('a');
    assert.deepEqual([pages.inside, pages.refused], [['b'], []]);
    pages.end();
  });

  it('is never exceeded, and lets every page in, whatever they are', async () => {
    const step = fc.record({
      bytes: fc.integer({ min: 0, max: 150 }),
      leaves: fc.boolean(),
      ends: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async steps => {
        const pages = new Pages(100);
        const sizes = new Map<string, number>();
        const check = () => {
          const sum = pages.inside.reduce((total, name) => total + (sizes.get(name) ?? 0), 0);
          const large = pages.inside.filter(name => sizes.get(name));
          assert.ok(sum <= 100 || large.length === 1, `${sum} bytes of ${large.length} pages`);
        };
        for (const [index, { bytes, leaves, ends }] of steps.entries()) {
          sizes.set(`${index}`, bytes);
          await pages.come(`${index}`, bytes);
          check();
          const [oldest] = pages.inside;
          if (leaves && oldest) await pages.leave(oldest);
          check();
          if (ends) await pages.cancel(`${index}`);
          check();
        }
        let served = steps.length;
        for (; pages.inside[0] && served > 0; served--) await pages.leave(pages.inside[0]);
        assert.deepEqual(pages.inside, []);
        pages.end();
      }),
      runs(100),
    );
  });
});
