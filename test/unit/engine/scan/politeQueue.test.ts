/** The queue enforces the limit of each host, and alternates between hosts. */

import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import pMap from 'p-map';
import { Hosts } from '../../../../src/engine/hosts/hosts.ts';
import { type Target, withIds } from '../../../../src/engine/model/target.ts';
import { PoliteQueue } from '../../../../src/engine/scan/politeQueue.ts';

const urlsOf = (hosts: string) => withIds(hosts.split(' ').map((host, index) => `http://${host}/${index}`));

/** Takes targets until the queue has none to give, without a release. One consumer stays in the queue. */
async function takeAll(queue: PoliteQueue): Promise<number[]> {
  const taken: number[] = [];
  while (true) {
    const next = await Promise.race([queue.next(), setImmediate(undefined)]);
    if (next?.value === undefined) return taken;
    taken.push(next.value[0]);
  }
}

describe('the limit', () => {
  it('of a host is kept, and what is given back makes room', async () => {
    const queue = new PoliteQueue(urlsOf('a a a a a'), new Hosts({ limit: 2, interval: 0 }));
    assert.deepEqual(await takeAll(queue), [0, 1]);
    const waiting = queue.next();
    queue.release([1, 'http://a/1']);
    // The consumer that stayed gets a target first.
    queue.release([0, 'http://a/0']);
    assert.deepEqual((await waiting).value, [3, 'http://a/3']);
  });

  it('is for host and port together, whatever the scheme', async () => {
    const urls = ['http://a/1', 'http://a:8080/', 'http://a/2', 'http://b/', 'https://a/3'];
    assert.deepEqual(
      await takeAll(new PoliteQueue(withIds(urls), new Hosts({ limit: 1, interval: 0 }))),
      [0, 1, 3],
    );
  });
});

describe('a turn of the event loop', () => {
  it('begins only some requests, so that answers are read in between, and all begin in the end', async () => {
    const count = 30;
    const queue = new PoliteQueue(
      urlsOf('a b c '.repeat(count / 3).trim()),
      new Hosts({ limit: count, interval: 0 }),
    );
    let taken = 0;
    const takers = Array.from({ length: count }, () => queue.next().then(() => taken++));
    let most = 0;
    for (let turn = 0; taken < count && turn < count; turn++) {
      const before = taken;
      await setImmediate();
      most = Math.max(most, taken - before);
    }
    await Promise.all(takers);
    assert.ok(most > 1 && most < count, `${most} in one turn`);
  });

  it('begins all that are left when the scan is over', async () => {
    const queue = new PoliteQueue(urlsOf('a '.repeat(30).trim()), new Hosts({ limit: 30, interval: 0 }));
    const takers = Array.from({ length: 30 }, () => queue.next());
    queue.drain();
    const all = await Promise.race([Promise.all(takers), setImmediate(undefined)]);
    assert.equal(all?.length, 30);
  });
});

describe('hosts', () => {
  it('take turns, however many URLs they have', async () => {
    const queue = new PoliteQueue(urlsOf('a a a b a b c a'), new Hosts({ limit: 8, interval: 0 }));
    assert.deepEqual(await takeAll(queue).then(taken => taken.slice(0, 8)), [0, 3, 6, 1, 5, 2, 4, 7]);
  });

  it('that are stuck never keep the others waiting', async () => {
    const urls = urlsOf(`${'stuck '.repeat(50)}${'fine other '.repeat(20)}last`);
    const queue = new PoliteQueue(urls, new Hosts({ limit: 3, interval: 0 }));
    const done: string[] = [];
    for (let round = 0; round < urls.length; round++) {
      const next = await Promise.race([queue.next(), setImmediate(undefined)]);
      if (next?.value === undefined) break;
      const { hostname } = new URL(next.value[1]);
      if (hostname === 'stuck') continue;
      done.push(hostname);
      queue.release(next.value);
    }
    assert.equal(done.length, 41);
    assert.ok(done.indexOf('last') < 5, 'the last line came early, since its host had its turn');
  });
});

describe('lines that are removed', () => {
  it('are not given out, and the end comes without them', async () => {
    const queue = new PoliteQueue(urlsOf('a b a c'), new Hosts({ limit: 1, interval: 0 }));
    assert.equal((await queue.next()).value?.[0], 0);
    // The only line of b is removed although b is ready, and a line that was given out is not removed.
    assert.deepEqual(queue.remove([0, 1, 2, 9]), [2, 1]);
    assert.equal((await queue.next()).value?.[0], 3);
    const end = queue.next();
    queue.release([3, 'http://c/3']);
    queue.release([0, 'http://a/0']);
    assert.equal((await end).done, true);
    queue.release([0, 'http://a/0']);
    assert.equal((await queue.next()).done, true);
  });

  it('may be the last ones', async () => {
    const queue = new PoliteQueue(urlsOf('a'), new Hosts({ limit: 1, interval: 0 }));
    assert.deepEqual(queue.remove([0]), [0]);
    assert.equal((await queue.next()).done, true);
    const hosts = new Hosts({ limit: 1, interval: 0 });
    hosts.at('a').hold(60_000, 429);
    const held = new PoliteQueue(urlsOf('a'), hosts);
    const end = held.next();
    held.remove([0]);
    assert.equal((await end).done, true);
    held.drain();
  });
});

describe('a pause', () => {
  function start(t: TestContext, urls: string) {
    let now = 1_000;
    t.mock.timers.enable({ apis: ['setTimeout'] });
    t.mock.method(performance, 'now', () => now);
    const hosts = new Hosts({ limit: 2, interval: 0 });
    const queue = new PoliteQueue(urlsOf(urls), hosts);
    const given: (number | undefined)[] = [];
    const take = () => void queue.next().then(({ value }) => given.push(value?.[0]));
    const pass = async (ms: number) => {
      now += ms;
      t.mock.timers.tick(ms);
      await setImmediate();
    };
    return { hosts, queue, given, take, pass };
  }

  it('that begins before the turn of a host is kept, and one that grows', async t => {
    const { given, hosts, pass, take } = start(t, 'a b a');
    hosts.at('a').hold(500, 429);
    for (let taker = 0; taker < 3; taker++) take();
    await pass(0);
    assert.deepEqual(given, [1]);
    await pass(400);
    hosts.at('a').hold(1_000, 429);
    await pass(100);
    assert.deepEqual(given, [1]);
    await pass(899);
    assert.deepEqual(given, [1]);
    await pass(1);
    assert.deepEqual(given, [1, 0, 2]);
  });

  it('has one timer for a host, and none when the rest is given out at once', async t => {
    const { given, hosts, pass, queue, take } = start(t, 'a a a a');
    take();
    take();
    await pass(0);
    hosts.at('a').hold(60_000, 429);
    const timers = t.mock.method(globalThis, 'setTimeout');
    const cleared = t.mock.method(globalThis, 'clearTimeout');
    queue.release([0, 'http://a/0']);
    queue.release([1, 'http://a/1']);
    take();
    take();
    assert.equal(timers.mock.callCount(), 1);
    queue.drain();
    await pass(0);
    assert.deepEqual(given, [0, 1, 2, 3]);
    assert.ok(cleared.mock.calls.some(({ arguments: [timer] }) => timer === timers.mock.calls[0]?.result));
  });

  it('that ends because the host is given up lets the rest go at once', async t => {
    const { given, hosts, pass, queue, take } = start(t, 'a a a a');
    take();
    take();
    await pass(0);
    hosts.at('a').hold(60_000, 429);
    queue.release([0, 'http://a/0']);
    hosts.at('a').giveUp();
    take();
    take();
    await pass(0);
    queue.release([1, 'http://a/1']);
    await pass(0);
    assert.deepEqual(given, [0, 1, 2, 3]);
  });
});

describe('a target that moves', () => {
  const MOVED = 'http://login/';

  it('goes on at once where there is room, and leaves its first host', async () => {
    const queue = new PoliteQueue(urlsOf('a a'), new Hosts({ limit: 1, interval: 0 }));
    assert.deepEqual(await takeAll(queue), [0]);
    assert.equal(queue.move([0, 'http://a/0'], MOVED), true);
    // The consumer that stayed gets the line for which there is room now.
    const waiting = queue.next();
    assert.deepEqual(await takeAll(queue), []);
    queue.release([0, MOVED]);
    queue.release([1, 'http://a/1']);
    assert.equal((await waiting).done, true);
  });

  it('waits where there is none, and is given out again with the URL that it asks for', async () => {
    const queue = new PoliteQueue(urlsOf('a b c'), new Hosts({ limit: 1, interval: 0 }));
    const taken = [await queue.next(), await queue.next(), await queue.next()];
    assert.equal(taken.length, 3);
    assert.equal(queue.move([0, 'http://a/0'], `${MOVED}0`), true);
    assert.equal(queue.move([1, 'http://b/1'], `${MOVED}1`), false);
    assert.equal(queue.move([2, 'http://c/2'], 'http://login:8080/2'), true, 'another port, so another host');
    queue.release([2, '']);
    const next = queue.next();
    queue.release([0, '']);
    assert.deepEqual((await next).value, [1, `${MOVED}1`]);
    const end = queue.next();
    queue.release([1, '']);
    assert.equal((await end).done, true);
  });

  it('shares the limit with the other scheme of its host', async () => {
    const queue = new PoliteQueue(urlsOf('a b'), new Hosts({ limit: 1, interval: 0 }));
    await queue.next();
    await queue.next();
    assert.equal(queue.move([0, ''], 'http://login:8443/'), true);
    assert.equal(queue.move([1, ''], 'https://login:8443/'), false);
  });

  it('is forgotten if it ends while it waits', async () => {
    const queue = new PoliteQueue(urlsOf('a b c'), new Hosts({ limit: 1, interval: 0 }));
    for (let target = 0; target < 3; target++) await queue.next();
    for (let target = 0; target < 3; target++) queue.move([target, ''], MOVED + target);
    queue.release([1, '']);
    const next = queue.next();
    queue.release([0, '']);
    assert.deepEqual((await next).value, [2, `${MOVED}2`]);
  });

  it('comes before lines of the host that it moves to', async () => {
    const queue = new PoliteQueue(urlsOf('a login login'), new Hosts({ limit: 1, interval: 0 }));
    assert.deepEqual([(await queue.next()).value?.[0], (await queue.next()).value?.[0]], [0, 1]);
    assert.equal(queue.move([0, ''], MOVED), false);
    queue.release([1, '']);
    assert.equal((await queue.next()).value?.[0], 0);
    queue.release([0, '']);
    assert.equal((await queue.next()).value?.[0], 2);
  });

  it('waits as long as the host is held, and goes on at once when it is given up', async () => {
    const hosts = new Hosts({ limit: 1, interval: 0 });
    const queue = new PoliteQueue(urlsOf('a login login'), hosts);
    const login = hosts.at('login');
    assert.deepEqual(await takeAll(queue), [0, 1]);
    login.hold(60_000, 429);
    assert.equal(queue.move([0, ''], MOVED), false);
    assert.deepEqual(await takeAll(queue), [], 'also when there is room');
    for (let refusal = 0; refusal < 3; refusal++) login.refused();
    queue.release([1, '']);
    // Two consumers stayed in the queue.
    const end = queue.next();
    queue.release([0, '']);
    queue.release([2, '']);
    assert.equal((await end).done, true);
  });

  it('keeps further lines from starting if too many are under way', async () => {
    const queue = new PoliteQueue(urlsOf('a b c d e'), new Hosts({ limit: 1, interval: 0 }), 3);
    const consumers = Array.from({ length: 5 }, () => queue.next());
    assert.deepEqual(
      (await Promise.all(consumers.slice(0, 3))).map(({ value }) => value?.[0]),
      [0, 1, 2],
    );
    assert.equal(await Promise.race([consumers[3], setImmediate('waits')]), 'waits');
    queue.move([0, ''], MOVED);
    queue.move([1, ''], MOVED);
    assert.equal(await Promise.race([consumers[3], setImmediate('waits')]), 'waits');
    queue.release([0, '']);
    assert.deepEqual((await consumers[3])?.value?.[0], 1, 'what is under way comes first');
    assert.equal((await consumers[4])?.value?.[0], 3);
  });

  it('costs the same however many wait', async t => {
    const work: number[] = [];
    for (const count of [200, 1_600]) {
      const clock = t.mock.method(performance, 'now');
      const hosts = new Hosts({ limit: 1, interval: 0 });
      const queue = new PoliteQueue(
        urlsOf(`${'a b c '.repeat(count / 4)}${'login '.repeat(count / 4)}`.trim()),
        hosts,
      );
      const moved = new Set<number>();
      let steps = 0;
      await pMap(
        queue,
        async ([id, url]) => {
          assert.ok(++steps <= 2 * count);
          if (moved.has(id) || url.startsWith(MOVED) || !queue.move([id, url], MOVED + id)) {
            if (moved.has(id) || url.startsWith(MOVED)) queue.release([id, url]);
            moved.add(id);
          } else queue.release([id, url]);
        },
        { concurrency: 16 },
      );
      work.push(clock.mock.callCount());
      clock.mock.restore();
    }
    const [one = 0, eight = 0] = work;
    assert.ok(one > 0 && eight <= 8.5 * one, `${work}`);
  });
});

describe('the end', () => {
  it('comes at once where there is nothing', async () => {
    const queue = new PoliteQueue([], new Hosts({ limit: 4, interval: 0 }));
    assert.deepEqual(await queue.next(), { done: true, value: undefined });
  });

  it('reaches all takers, also when there are more of them than URLs', async () => {
    const queue = new PoliteQueue(urlsOf('a a b'), new Hosts({ limit: 1, interval: 0 }));
    const takers = Array.from({ length: 10 }, () => queue.next());
    const results: IteratorResult<Target>[] = [];
    for (const taker of takers) {
      const result = await taker;
      results.push(result);
      if (!result.done) queue.release(result.value);
    }
    assert.deepEqual(
      results.map(({ value }) => value?.[0]),
      [0, 2, 1, ...Array(7).fill(undefined)],
    );
    assert.deepEqual(await queue.next(), { done: true, value: undefined });
  });

  it('is reached by for await', async () => {
    const seen: number[] = [];
    const queue = new PoliteQueue(urlsOf('a b a'), new Hosts({ limit: 1, interval: 0 }));
    for await (const target of queue) {
      seen.push(target[0]);
      queue.release(target);
    }
    assert.deepEqual(seen, [0, 1, 2]);
  });
});

for (const [concurrency, limit] of [
  [1, 1],
  [3, 2],
  [8, 1],
  [64, 4],
  [1000, 64],
] as const) {
  it(`with ${concurrency} lanes and ${limit} a host, every URL is taken once and no limit is broken`, async () => {
    const urls = Array.from({ length: 300 }, (_, index) => `http://host${(index * index) % 17}/${index}`);
    const queue = new PoliteQueue(withIds(urls), new Hosts({ limit, interval: 0 }));
    const out = new Map<string, number>();
    const taken: number[] = [];
    let open = 0;
    await pMap(
      queue,
      async target => {
        const [id, url] = target;
        taken.push(id);
        const { host } = new URL(url);
        out.set(host, (out.get(host) ?? 0) + 1);
        assert.ok((out.get(host) ?? 0) <= limit, `${host} has ${out.get(host)}`);
        assert.ok(++open <= concurrency);
        for (let turns = id % 4; turns > 0; turns--) await setImmediate();
        open--;
        out.set(host, (out.get(host) ?? 0) - 1);
        queue.release(target);
      },
      { concurrency },
    );
    assert.deepEqual(
      taken.toSorted((a, b) => a - b),
      urls.map((_, index) => index),
    );
  });
}
