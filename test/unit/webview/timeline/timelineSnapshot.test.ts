/** The state of the timeline that survives a reload of the window. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readSnapshot } from '../../../../src/webview/timeline/timelineSnapshot.ts';
import { runs } from '../../support/properties.ts';
import { begin, update } from '../../support/timelineMessages.ts';

describe('a snapshot', () => {
  it('is restored when it is whole', () => {
    const snapshot = { ...begin, summary: 's', done: update.done };
    assert.deepEqual(readSnapshot(JSON.parse(JSON.stringify(snapshot))), snapshot);
    assert.equal(readSnapshot({ ...snapshot, done: 1 }), undefined);
    assert.equal(readSnapshot(undefined), undefined);
  });

  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), snapshot => void readSnapshot(snapshot)),
      runs(),
    );
  });
});
