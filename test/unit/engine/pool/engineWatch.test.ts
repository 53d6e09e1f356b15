/** What an engine's host makes of the beats of its watchdog, and of their absence. */

import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it, type TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { EngineWatch, type Standstill, standstillLimit } from '../../../../src/engine/pool/engineWatch.ts';
import { type Beat, NOTHING, SCAN, toRecord } from '../../../../src/engine/process/beat.ts';

const never = new Promise<never>(() => {});

function beat(stood: number, given: Partial<Beat> = {}): Beat {
  return { stood, work: SCAN, scan: 7, target: 12, ...given };
}

class Watched {
  readonly pipe = new PassThrough();
  readonly standstills: Standstill[] = [];
  readonly watch = new EngineWatch(this.pipe, standstill => void this.standstills.push(standstill));

  async say(...beats: readonly Beat[]): Promise<void> {
    this.pipe.write(Buffer.concat(beats.map(toRecord)));
    await setImmediate();
  }
}

describe('the limit of a standstill', () => {
  const MIB = 1024 ** 2;
  for (const [totalTimeout, maxPageSize, limit] of [
    [30_000, 5 * MIB, 11_000],
    [5_000, 5 * MIB, 6_000],
    [100, 5 * MIB, 3_000],
    [600_000, 100 * MIB, 201_000],
    [60_000, 100 * MIB, 61_000],
    [60_000, 0.01 * MIB, 11_000],
  ] as const) {
    it(`is ${limit} ms for a time limit of ${totalTimeout} ms and pages of ${maxPageSize / MIB} MiB`, () => {
      assert.equal(standstillLimit({ totalTimeout, maxPageSize }), limit);
    });
  }

  it('is that of a page of any size if the size does not matter', () => {
    assert.equal(standstillLimit({ totalTimeout: 30_000 }), 11_000);
  });
});

describe('the watch of an engine', () => {
  it('reports a standstill beyond the limit, and where it is', async () => {
    const watched = new Watched();
    watched.watch.during(3_000, never);
    await watched.say(beat(250));
    await watched.say(beat(3_000));
    assert.equal(watched.standstills.length, 0);
    await watched.say(beat(3_250));
    assert.deepEqual(watched.standstills, [
      { beat: beat(3_250), fault: 'it has been standing still for 3.25 s' },
    ]);
    watched.watch.end();
  });

  it('knows whether the engine stands, and whether for long', async () => {
    const watched = new Watched();
    watched.watch.during(60_000, never);
    assert.deepEqual([watched.watch.standing, watched.watch.standstill], [undefined, undefined]);
    await watched.say(beat(0, { work: NOTHING }));
    assert.deepEqual([watched.watch.standing, watched.watch.standstill], [undefined, undefined]);
    await watched.say(beat(999));
    assert.deepEqual([watched.watch.standing, watched.watch.standstill], [beat(999), undefined]);
    await watched.say(beat(1_000));
    assert.deepEqual(watched.watch.standstill, beat(1_000));
    await watched.say(beat(0));
    assert.deepEqual([watched.watch.standing, watched.watch.standstill], [undefined, undefined]);
    watched.watch.end();
  });

  it('reads records that come together, and in pieces', async () => {
    const watched = new Watched();
    watched.watch.during(60_000, never);
    await watched.say(beat(250), beat(500), beat(750));
    assert.equal(watched.watch.standing?.stood, 750);
    const record = toRecord(beat(1_000, { target: 77 }));
    for (const piece of [record.subarray(0, 5), record.subarray(5, 9), record.subarray(9)]) {
      watched.pipe.write(piece);
      await setImmediate();
    }
    assert.deepEqual(watched.watch.standing, beat(1_000, { target: 77 }));
    watched.watch.end();
  });

  it('has the longest limit of all pending requests', async () => {
    const watched = new Watched();
    const { promise, resolve } = Promise.withResolvers<void>();
    watched.watch.during(1_000, never);
    watched.watch.during(9_000, promise);
    await watched.say(beat(5_000));
    assert.equal(watched.standstills.length, 0);
    resolve();
    await setImmediate();
    await watched.say(beat(5_250));
    assert.equal(watched.standstills.length, 1);
    watched.watch.end();
  });

  it('has the limit of the last request when none is pending, because that may have been cancelled', async () => {
    for (const settle of [() => Promise.resolve(), () => Promise.reject(new Error('cancelled'))]) {
      const watched = new Watched();
      watched.watch.during(3_000, settle());
      await setImmediate();
      await watched.say(beat(3_000));
      assert.equal(watched.standstills.length, 0);
      await watched.say(beat(3_250));
      assert.equal(watched.standstills.length, 1);
      watched.watch.end();
    }
  });

  it('does not know a standstill from before the request, nor one after its end', async () => {
    const watched = new Watched();
    watched.watch.during(60_000, Promise.resolve());
    await watched.say(beat(5_000));
    watched.watch.during(60_000, never);
    assert.equal(watched.watch.standing, undefined);
    watched.watch.end();
    await watched.say(beat(90_000));
    assert.deepEqual([watched.watch.standing, watched.standstills], [undefined, []]);
  });

  it('hears beats as well as messages', async t => {
    t.mock.timers.enable({ apis: ['setInterval'] });
    const watched = new Watched();
    watched.watch.during(3_000, never);
    for (let second = 1; second <= 60; second++) {
      t.mock.timers.tick(1_000);
      if (second % 10 === 0) await watched.say(beat(0));
    }
    assert.deepEqual(watched.standstills, []);
    watched.watch.end();
  });

  it('does not mind silence while nothing is pending', t => {
    t.mock.timers.enable({ apis: ['setInterval'] });
    const watched = new Watched();
    t.mock.timers.tick(600_000);
    assert.deepEqual(watched.standstills, []);
  });

  it('survives a pipe that breaks, and a process without one', async () => {
    const watched = new Watched();
    watched.pipe.destroy(new Error('it breaks'));
    await setImmediate();
    const watch = new EngineWatch(undefined, () => assert.fail('a standstill'));
    watch.during(1_000, never);
    watch.end();
  });

  /** Counts the seconds until an engine that does nothing but `say` is reported. */
  function secondsUntilReport(t: TestContext, say: (watch: EngineWatch, second: number) => void): number {
    t.mock.timers.enable({ apis: ['setInterval'] });
    const watched = new Watched();
    watched.watch.during(3_000, never);
    for (let second = 1; second <= 100; second++) {
      t.mock.timers.tick(1_000);
      if (watched.standstills.length) {
        assert.match(watched.standstills[0]?.fault ?? '', /said nothing for (14|64) s/);
        assert.equal(watched.standstills[0]?.beat, undefined);
        watched.watch.end();
        return second;
      }
      say(watched.watch, second);
    }
    watched.watch.end();
    return Infinity;
  }

  it('gives an engine a minute more to start', t => {
    assert.equal(
      secondsUntilReport(t, () => {}),
      64,
    );
  });

  it('counts silence from the last that it heard', t => {
    assert.equal(
      secondsUntilReport(t, (watch, second) => second === 5 && watch.hear()),
      19,
    );
  });

  it('leaves alone an engine that speaks now and then', t => {
    assert.equal(
      secondsUntilReport(t, (watch, second) => second % 10 === 0 && watch.hear()),
      Infinity,
    );
  });
});
