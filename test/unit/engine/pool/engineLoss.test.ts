/** What the loss of an engine means for one of its scans. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failureOf } from '../../../../src/engine/model/outcome.ts';
import {
  type EngineLoss,
  givenUpOutcome,
  lossOf,
  lostOutcome,
  skippedOutcome,
} from '../../../../src/engine/pool/engineLoss.ts';
import { NOTHING, OTHER, SCAN } from '../../../../src/engine/process/beat.ts';

const beat = (work: number, scan = 1) => ({ work, scan, target: 5, stood: 4_000 });
const loss = (code: EngineLoss['code'], standstill?: ReturnType<typeof beat>): EngineLoss => ({
  code,
  fault: 'it is played',
  standstill,
});

describe('the loss of an engine', () => {
  for (const [name, given, expected] of [
    ['stood still on a page of this scan', loss('ENGINE_STALLED', beat(SCAN)), [5, undefined, false]],
    [
      'stood still on a page of another scan',
      loss('ENGINE_STALLED', beat(SCAN, 2)),
      [undefined, undefined, true],
    ],
    ['stood still on a kept page', loss('ENGINE_STALLED', beat(OTHER)), [undefined, undefined, true]],
    ['stood still somewhere', loss('ENGINE_STALLED', beat(NOTHING)), [undefined, undefined, false]],
    ['was frozen', loss('ENGINE_STALLED'), [undefined, undefined, false]],
    ['crashed on a page of this scan, perhaps', loss('ENGINE_CRASHED', beat(SCAN)), [undefined, 5, false]],
    ['crashed elsewhere, perhaps', loss('ENGINE_CRASHED', beat(OTHER)), [undefined, undefined, false]],
    ['crashed', loss('ENGINE_CRASHED'), [undefined, undefined, false]],
  ] as const) {
    it(`says whom a scan may blame: it ${name}`, () => {
      const { culprit, isElsewhere, suspect } = lossOf(given, 1);
      assert.deepEqual([culprit, suspect, isElsewhere], expected);
    });
  }

  it('is the outcome of its page, with a code and a sentence for each way', () => {
    const texts = [
      lostOutcome(loss('ENGINE_STALLED', beat(SCAN))),
      lostOutcome(loss('ENGINE_STALLED')),
      lostOutcome(loss('ENGINE_CRASHED')),
      givenUpOutcome(loss('ENGINE_STALLED')),
      givenUpOutcome(loss('ENGINE_CRASHED')),
    ].map(outcome => {
      const reason = failureOf(outcome);
      assert.equal(outcome.kind, 'failed');
      assert.equal(reason?.detail, 'it is played');
      return [reason?.code, outcome.ms, reason?.message];
    });
    assert.deepEqual(texts, [
      [
        'ENGINE_STALLED',
        4_000,
        'The engine stood still on this page for 4 s and was ended; other pages were not affected',
      ],
      [
        'ENGINE_STALLED',
        0,
        'The engine stood still on this page and was ended; other pages were not affected',
      ],
      ['ENGINE_CRASHED', 0, 'The engine crashed on this page; other pages were not affected'],
      ['ENGINE_STALLED', 0, 'The engine stood still too often in this scan, so this page was not scanned'],
      ['ENGINE_CRASHED', 0, 'The engine crashed too often in this scan, so this page was not scanned'],
    ]);
    assert.deepEqual(failureOf(skippedOutcome())?.code, 'CANCELLED');
    assert.equal(failureOf(skippedOutcome())?.message, 'Skipped');
    assert.equal(skippedOutcome().kind, 'cancelled');
  });
});
