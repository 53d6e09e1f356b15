/** The time limit of a URL. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Deadline } from '../../../../src/engine/async/deadline.ts';

const never = new Promise<never>(() => {});

describe('a race against a deadline', () => {
  it('ends as the promise does', async () => {
    const deadline = new Deadline(60_000);
    assert.equal(await deadline.race(Promise.resolve('page')), 'page');
    await assert.rejects(deadline.race(Promise.reject(new Error('reset'))), /reset/);
    deadline.end();
  });

  it('ends with the deadline, and says why', async () => {
    for (const [end, reason] of [
      ['cancel', 'cancelled'],
      ['skip', 'skipped'],
    ] as const) {
      const deadline = new Deadline(60_000);
      const race = deadline.race(never);
      deadline[end]();
      await assert.rejects(race, error => error === reason);
      await assert.rejects(deadline.race(never), error => error === reason);
      deadline.end();
    }
    const short = new Deadline(1);
    await assert.rejects(short.race(never), error => error === 'expired');
    short.end();
  });

  it('is won by what has settled, also when the deadline is over', async () => {
    const deadline = new Deadline(60_000);
    deadline.cancel();
    assert.equal(await deadline.race(Promise.resolve('page')), 'page');
    deadline.end();
  });

  it('is won by who settles at the end: a page that came in part is better than none', async () => {
    const deadline = new Deadline(60_000);
    const { promise, resolve } = Promise.withResolvers<string>();
    deadline.onOver(() => resolve('part'));
    const race = deadline.race(promise);
    deadline.cancel();
    assert.equal(await race, 'part');
    deadline.end();
  });

  it('leaves nothing behind that is told of the end', async () => {
    const deadline = new Deadline(60_000);
    let told = 0;
    const off = deadline.onOver(() => told++);
    await deadline.race(Promise.resolve());
    off();
    deadline.cancel();
    assert.equal(told, 0);
    deadline.end();
  });
});

describe('a stopped clock', () => {
  it('does not run out, and goes on with the time that was left', context => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    let now = 0;
    context.mock.method(performance, 'now', () => now);
    const pass = (ms: number) => {
      now += ms;
      context.mock.timers.tick(ms);
    };
    const deadline = new Deadline(1000);
    pass(400);
    const resume = deadline.pause();
    pass(5000);
    assert.deepEqual([deadline.left, deadline.expired], [600, false]);
    resume();
    pass(599);
    resume();
    assert.deepEqual([deadline.left, deadline.expired, deadline.paused], [1, false, 5000]);
    pass(1);
    assert.deepEqual([deadline.left, deadline.expired], [0, true]);
  });

  it('can be cancelled, and does not start again after that or after its end', context => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    for (const close of ['cancel', 'end'] as const) {
      const deadline = new Deadline(1000);
      const resume = deadline.pause();
      deadline[close]();
      resume();
      context.mock.timers.tick(5000);
      assert.equal(deadline.reason, close === 'cancel' ? 'cancelled' : undefined);
    }
  });
});
