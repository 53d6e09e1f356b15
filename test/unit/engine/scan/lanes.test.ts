/** Lanes run targets, and are given back by those that wait. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Hosts } from '../../../../src/engine/hosts/hosts.ts';
import { type Target, withIds } from '../../../../src/engine/model/target.ts';
import { Lanes } from '../../../../src/engine/scan/lanes.ts';
import { PoliteQueue } from '../../../../src/engine/scan/politeQueue.ts';

function start(
  urls: readonly string[],
  work: (target: Target, lanes: Lanes, queue: PoliteQueue) => Promise<void>,
) {
  const targets = withIds(urls);
  const queue = new PoliteQueue(targets, new Hosts({ limit: 1, interval: 0 }));
  const lanes: Lanes = new Lanes(queue, targets, target => work(target, lanes, queue));
  return { lanes, queue };
}

describe('a lane', () => {
  it('is free for others while its target waits for a host', { timeout: 5_000 }, async () => {
    const { promise: opened, resolve: open } = Promise.withResolvers<void>();
    const done: number[] = [];
    const { lanes } = start(
      ['http://login/', 'http://a/', 'http://b/', 'http://c/'],
      async (target, lanes, queue) => {
        const [id] = target;
        if (id === 0) await opened;
        if (id === 1 || id === 2) await lanes.move(target, 'http://login/');
        // The last line runs although three others are under way in two lanes.
        if (id === 3) open();
        done.push(id);
        queue.release(target);
      },
    );
    await lanes.run(2);
    assert.deepEqual(done, [3, 0, 1, 2]);
  });

  it('is needed no more by a target that ends while it waits', { timeout: 5_000 }, async () => {
    const seen: number[] = [];
    const { promise: moved, resolve: onMoved } = Promise.withResolvers<void>();
    const { lanes } = start(['http://login/', 'http://a/', 'http://b/'], async (target, lanes, queue) => {
      const [id] = target;
      seen.push(id);
      if (id === 0) await moved;
      if (id === 1) {
        // By then, a lane waits for work.
        for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
        assert.ok(lanes.move(target, 'http://login/'));
        // The lane gets the target just when it is cancelled.
        queue.release([0, '']);
        onMoved();
      }
      queue.release(target);
    });
    await lanes.run(4);
    assert.deepEqual(seen, [0, 1, 2], 'its work does not begin again');
  });

  it('passes on an error, also of a target that waited', { timeout: 5_000 }, async () => {
    const { lanes } = start(['http://login/', 'http://a/'], async (target, lanes, queue) => {
      if (target[0] === 1) {
        await lanes.move(target, 'http://login/');
        throw new Error('broken');
      }
      await new Promise(setImmediate);
      queue.release(target);
    });
    await assert.rejects(lanes.run(2), { message: 'broken' });
  });
});
