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

describe('a deadline that rests', () => {
  it('keeps the time that was left, and goes on with it', async t => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const deadline = new Deadline(1_000);
    deadline.pause();
    const { left } = deadline;
    assert.ok(left > 900 && left <= 1_000, `${left}`);
    t.mock.timers.tick(5_000);
    assert.deepEqual([deadline.reason, deadline.left], [undefined, left]);
    deadline.pause();
    deadline.resume();
    assert.ok(deadline.left <= left);
    t.mock.timers.tick(800);
    assert.equal(deadline.reason, undefined);
    deadline.resume();
    t.mock.timers.tick(200);
    assert.equal(deadline.reason, 'expired');
    deadline.end();
  });

  it('can be cancelled, and does not begin again', async t => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const deadline = new Deadline(1_000);
    deadline.pause();
    deadline.skip();
    deadline.resume();
    t.mock.timers.tick(5_000);
    assert.equal(deadline.reason, 'skipped');
    deadline.pause();
    assert.ok(deadline.left <= 1_000);
    deadline.end();
  });
});
