/** Long work yields to other work. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runAtOnce, runInTimeSlices } from '../../../../src/engine/async/timeSlices.ts';
import { parseList, readList } from '../../../../src/engine/links/list/readList.ts';
import { withIds } from '../../../../src/engine/model/target.ts';
import { divideList, divideListInSteps } from '../../../../src/engine/pool/divideList.ts';

/** Keeps the thread busy for 1 ms in each step. */
function* work(steps: number): Generator<void, string> {
  for (let step = 0; step < steps; step++) {
    const end = performance.now() + 1;
    while (performance.now() < end);
    yield;
  }
  return 'done';
}

/** Counts the turns of the event loop until a promise settles. */
async function turnsOf(promise: Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const count = () => {
    turns++;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  await promise;
  isOver = true;
  return turns;
}

describe('work in time slices', () => {
  it('gives the event loop a turn between its slices', async () => {
    assert.ok((await turnsOf(runInTimeSlices(work(100)))) >= 5);
  });

  it('has the result that it has at once', async () => {
    assert.equal(await runInTimeSlices(work(3)), 'done');
    assert.equal(runAtOnce(work(3)), 'done');
    const text = Array.from({ length: 50_000 }, (_, n) =>
      n % 7 ? `http://host-${n % 99}.example/${n}` : 'no',
    );
    const list = await runInTimeSlices(readList(text.join('\n')));
    assert.deepEqual(list, parseList(text.join('\n')));
    const targets = withIds(list.targets, list.assumed);
    assert.deepEqual(await runInTimeSlices(divideListInSteps(targets, 3)), divideList(targets, 3));
  });

  it('fails as it does at once', async () => {
    function* failing(): Generator<void, never> {
      yield;
      throw new Error('it cannot be done');
    }
    await assert.rejects(runInTimeSlices(failing()), /cannot be done/);
  });
});
