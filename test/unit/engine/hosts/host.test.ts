/** A host: its targets, its limit, its pauses and its connections. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Host, type HostRules, MOST_REFUSALS } from '../../../../src/engine/hosts/host.ts';
import { withIds } from '../../../../src/engine/model/target.ts';

/** A host. The id of each target is its index. */
function hostOf(urls: readonly string[], rules: Partial<HostRules> = {}, name = 'a.example'): Host {
  const host = new Host(name, { limit: 2, interval: 0, ...rules });
  for (const target of withIds(urls)) host.add(target);
  return host;
}

const many = (count: number) => Array.from({ length: count }, (_, index) => `http://a.example/${index}`);

describe('the targets of a host', () => {
  it('are taken in their order, until none waits', () => {
    const host = hostOf(many(3));
    assert.equal(host.waiting, 3);
    assert.deepEqual([host.take()[0], host.take()[0]], [0, 1]);
    assert.equal(host.waiting, 1);
    assert.equal(host.take()[0], 2);
    assert.equal(host.waiting, 0);
  });

  it('fill it at its limit, and make room with their outcomes', () => {
    const host = hostOf(many(3));
    host.take();
    assert.equal(host.isFull, false);
    host.take();
    assert.equal(host.isFull, true);
    host.release([0, 'http://a.example/0']);
    assert.equal(host.isFull, false);
  });

  it('are removed only while they wait', () => {
    const urls = many(5);
    const host = hostOf(urls);
    host.take();
    const unwanted = new Set([0, 1, 3, 7]);
    assert.deepEqual(host.remove(unwanted), [1, 3]);
    assert.equal(host.waiting, 2);
    assert.deepEqual([host.take()[0], host.take()[0]], [2, 4]);
    assert.deepEqual(host.remove(unwanted), []);
  });

  it('are taken as fast when there are many', { timeout: 5_000 }, () => {
    const count = 200_000;
    const host = hostOf(many(count), { limit: count });
    for (let target = 0; target < count; target++) assert.equal(host.take()[0], target);
    assert.equal(host.waiting, 0);
  });
});

describe('targets that come from elsewhere', () => {
  it('have their turn before lines, in the order in which they came', () => {
    const host = hostOf(many(2), { limit: 9 });
    host.join([7, 'https://a.example/7']);
    const gone = host.join([8, 'https://a.example/8']);
    host.join([9, 'https://a.example/9']);
    host.withdraw(gone);
    host.withdraw(gone);
    assert.deepEqual([host.waiting, host.waitingVisitors], [2, 2]);
    assert.deepEqual(
      host.visitors.map(([id]) => id),
      [7, 9],
    );
    assert.deepEqual(
      [1, 2, 3, 4].map(() => host.take()[0]),
      [7, 9, 0, 1],
    );
    assert.deepEqual([host.waiting, host.waitingVisitors, host.visitors.length], [0, 0, 0]);
    host.join([5, 'https://a.example/5']);
    assert.equal(host.take()[0], 5);
  });

  it('count against the limit, and make a connection worth keeping', () => {
    const host = hostOf([]);
    const first = [1, 'https://a.example/1'] as const;
    host.join(first);
    assert.equal(host.hasOtherTargets('https:'), false);
    const second = host.join([2, 'https://a.example/2']);
    assert.equal(host.hasOtherTargets('https:'), true);
    host.take();
    host.withdraw(second);
    assert.equal(host.hasOtherTargets('https:'), false);
    host.join([3, 'http://a.example/3']);
    host.take();
    assert.equal(host.isFull, true);
    host.release(first);
    assert.equal(host.isFull, false);
  });

  it('can come and go in any number', { timeout: 5_000 }, () => {
    const host = hostOf([], { limit: 100_000 });
    const visitors = many(100_000).map((url, id) => host.join([id, url]));
    for (const visitor of visitors.slice(0, 50_000)) host.withdraw(visitor);
    assert.equal(host.take()[0], 50_000);
    assert.equal(host.waitingVisitors, 49_999);
  });
});

describe('a host that refuses', () => {
  it('is given up after some targets in a row, and then keeps nobody waiting', () => {
    const host = hostOf(many(3), { limit: 1 });
    host.take();
    host.hold(60_000, 429);
    assert.deepEqual(
      [host.isFull, host.pause > 0, host.held > 59_000, host.holdStatus],
      [true, true, true, 429],
    );
    for (let refusal = 1; refusal <= MOST_REFUSALS; refusal++) {
      assert.equal(host.isGivenUp, false);
      host.refused();
    }
    assert.deepEqual([host.isGivenUp, host.isFull, host.pause, host.held], [true, false, 0, 0]);
  });

  it('is asked again after one other answer', () => {
    const host = hostOf([]);
    for (let refusal = 1; refusal < MOST_REFUSALS; refusal++) host.refused();
    host.answered();
    host.refused();
    assert.equal(host.isGivenUp, false);
    host.giveUp();
    assert.equal(host.isGivenUp, true);
    host.answered();
    assert.equal(host.isGivenUp, false);
  });
});

describe('the pause of a host', () => {
  it('lies between the starts of two targets', () => {
    const host = hostOf(many(2), { interval: 60_000 });
    assert.equal(host.pause, 0);
    host.take();
    assert.ok(host.pause > 59_000 && host.pause <= 60_000, `${host.pause}`);
    assert.equal(host.held, 0, 'the server has not asked for it');
  });

  it('is not needed on this machine, whatever the port', () => {
    for (const name of ['localhost', '127.0.0.1:8080', '[::1]', '[::1]:8080', 'app.localhost:3000']) {
      const host = hostOf(['http://x/'], { interval: 60_000 }, name);
      host.take();
      assert.equal(host.pause, 0, name);
    }
    const far = hostOf(['http://x/'], { interval: 60_000 }, '192.168.0.1:8080');
    far.take();
    assert.ok(far.pause > 0);
  });

  it('is as long as the server asks for, and a shorter one does not end it', () => {
    const host = hostOf(many(2));
    host.hold(60_000);
    host.hold(1_000);
    assert.ok(host.pause > 59_000 && host.pause <= 60_000, `${host.pause}`);
    host.take();
    assert.ok(host.pause > 59_000, 'a start does not end it either');
  });

  it('is told with the status that asked for it, but not where there is none', () => {
    const told: unknown[] = [];
    const onHold: HostRules['onHold'] = ({ name }, ms, status) => told.push([name, ms, status]);
    const host = hostOf([], { onHold }, 'b.example:81');
    host.hold(500, 429);
    host.hold(0, 503);
    host.hold(300);
    assert.deepEqual(told, [
      ['b.example:81', 500, 429],
      ['b.example:81', 300, undefined],
    ]);
  });
});

describe('a connection', () => {
  it('is worth keeping while another target of its protocol is left', () => {
    const urls = ['http://a.example/1', 'https://a.example/2', 'http://a.example/3'];
    const host = hostOf(urls);
    const kept = () => ['http:', 'https:'].map(protocol => host.hasOtherTargets(protocol));
    assert.deepEqual(kept(), [true, false]);
    host.take();
    // One target is under way, and one waits.
    assert.deepEqual(kept(), [true, false]);
    host.release([0, urls[0] as string]);
    assert.deepEqual(kept(), [false, false]);
  });

  it('is known as long as a target is left', () => {
    const host = hostOf(many(2));
    host.connect('http:');
    host.take();
    host.release([0, 'http://a.example/0']);
    assert.ok(host.connection('http:'));
  });

  it('is not worth keeping for targets that were removed', () => {
    const urls = many(2);
    const host = hostOf(urls);
    host.take();
    assert.equal(host.hasOtherTargets('http:'), true);
    host.remove(new Set([1]));
    assert.equal(host.hasOtherTargets('http:'), false);
  });

  it('is not worth keeping where only a redirect led', () => {
    assert.equal(new Host('b.example', { limit: 1, interval: 0 }).hasOtherTargets('https:'), false);
  });

  it('is the youngest of its protocol, and forgotten with the last target', () => {
    const url = 'https://a.example/';
    const host = hostOf([url]);
    assert.equal(host.connection('https:'), undefined);
    host.connect('https:');
    const steps = host.connect('https:');
    assert.equal(steps.isTls, true);
    assert.equal(host.connection('https:'), steps);
    assert.equal(host.connection('http:'), undefined);
    host.take();
    host.release([0, url]);
    assert.equal(host.connection('https:'), undefined);
  });
});
