/** A target under way: its facts and its pauses. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Deadline } from '../../../../src/engine/async/deadline.ts';
import type { Wait } from '../../../../src/engine/model/progress.ts';
import { totalsOf } from '../../../../src/engine/model/timings.ts';
import { ActiveTarget } from '../../../../src/engine/request/activeTarget.ts';
import { Stopwatch } from '../../../../src/engine/request/stopwatch.ts';

function start() {
  const told: [number, Wait | null][] = [];
  const deadline = new Deadline(60_000);
  const stopwatch = new Stopwatch(performance.now());
  const onWait = (id: number, wait: Wait | null) => told.push([id, wait]);
  return { told, target: new ActiveTarget([7, 'http://a.example/'], deadline, stopwatch, { onWait }) };
}

describe('a target under way', () => {
  it('knows its own URL, and what it has learned', () => {
    const { target } = start();
    const { bytes, finalUrl, ms } = target.factsNow();
    assert.deepEqual([bytes, finalUrl], [0, 'http://a.example/']);
    assert.ok(ms >= 0);
    target.learn({ status: 200, note: 'odd' });
    target.learn({ status: 404 });
    const { note, status } = target.factsNow();
    assert.deepEqual([note, status, target.note], ['odd', 404, 'odd']);
    target.deadline.end();
  });

  it('tells of a pause and of its end, and counts it as waiting', async () => {
    const { target, told } = start();
    await target.pause(20, 503);
    target.deadline.end();
    const [[id, wait] = [], ...rest] = told;
    assert.equal(id, 7);
    assert.equal(wait?.status, 503);
    assert.ok((wait?.until ?? 0) >= 20);
    assert.deepEqual(rest, [[7, null]]);
    assert.ok((totalsOf(target.factsNow().timings ?? []).get('wait') ?? 0) >= 19);
  });

  it('pauses no longer than until its deadline', { timeout: 5_000 }, async () => {
    const { target, told } = start();
    const pause = target.pause(60_000, undefined);
    target.deadline.cancel();
    await assert.rejects(pause, { name: 'AbortError' });
    target.deadline.end();
    assert.deepEqual(
      told.map(([, wait]) => Object.keys(wait ?? {})),
      [['until']],
    );
  });

  it('waits for its turn at a host without losing time, and counts it as queued', async () => {
    const { target } = start();
    await target.queueFor(new Promise(resolve => setTimeout(resolve, 60)));
    const { ms, timings = [] } = target.factsNow();
    assert.ok(ms < 50, `${ms}`);
    assert.ok((totalsOf(timings).get('queue') ?? 0) >= 59);
    assert.ok(target.deadline.left > 59_960);
    target.deadline.end();
  });

  it('waits for its turn no longer than until it is cancelled', { timeout: 5_000 }, async () => {
    for (const turn of [new Promise<void>(() => {}), Promise.resolve()]) {
      const { target } = start();
      target.deadline.skip();
      await assert.rejects(target.queueFor(turn), error => error === 'skipped');
      target.deadline.end();
    }
  });

  it('tells how long its host has to be left alone', () => {
    const { target, told } = start();
    target.tellHold(5_000, 429);
    target.tellHold(0);
    const [[, wait] = [], ...rest] = told;
    assert.equal(wait?.status, 429);
    assert.ok((wait?.until ?? 0) >= 5_000);
    assert.deepEqual(rest, [[7, null]]);
    target.deadline.end();
  });
});
