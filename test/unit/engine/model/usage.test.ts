/** The total usage of several processes. */

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { totalUsage } from '../../../../src/engine/model/usage.ts';

it('the memory of processes is that of those alive at once', () => {
  const life = (start: number, end: number, peakMemory: number) => ({ cpu: 5, start, end, peakMemory });
  assert.deepEqual(totalUsage([life(0, 10, 100), life(10, 20, 50), life(15, 30, 70), life(19, 21, 1)]), {
    cpu: 20,
    peakMemory: 121,
    processes: 4,
    mostAlive: 3,
  });
  assert.deepEqual(totalUsage([]), { cpu: 0, peakMemory: 0, processes: 0, mostAlive: 0 });
});
