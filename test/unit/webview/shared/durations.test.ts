/** Durations as text. */

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { durationText } from '../../../../src/webview/shared/durations.ts';

it('a duration says how long something took', () => {
  assert.deepEqual([0, 12.4, 999, 1_000, 1_234, 61_000].map(durationText), [
    '0 ms',
    '12 ms',
    '999 ms',
    '1 s',
    '1.23 s',
    '61 s',
  ]);
});
