/** The records of a watchdog. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  BEAT_SIZE,
  fromRecord,
  NOTHING,
  OTHER,
  SCAN,
  toRecord,
} from '../../../../src/engine/process/beat.ts';

describe('a beat', () => {
  it('is the same on the other side', () => {
    for (const beat of [
      { stood: 0, work: NOTHING, scan: 0, target: 0 },
      { stood: 250, work: SCAN, scan: 7, target: 12 },
      { stood: 12_345, work: OTHER, scan: 2 ** 31 - 1, target: 99_999 },
    ]) {
      const record = toRecord(beat);
      assert.equal(record.length, BEAT_SIZE);
      assert.deepEqual(fromRecord(record), beat);
    }
  });

  it('is in whole milliseconds', () => {
    assert.equal(fromRecord(toRecord({ stood: 250.4, work: SCAN, scan: 1, target: 1 })).stood, 250);
  });
});
