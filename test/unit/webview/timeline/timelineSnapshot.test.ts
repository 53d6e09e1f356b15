/** What the timeline keeps over a reload of the window. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Begin, Update } from '../../../../src/webview/timeline/timelineMessages.ts';
import { readSnapshot } from '../../../../src/webview/timeline/timelineSnapshot.ts';
import { runs } from '../../support/properties.ts';

const begin: Begin = {
  type: 'begin',
  list: 'file:///urls.txt',
  name: 'urls.txt',
  term: 'Python',
  urls: ['http://a/'],
  lines: [3],
};

const update: Update = {
  type: 'update',
  isRunning: true,
  now: 12,
  summary: '1 response',
  done: [{ row: 0, ending: 'mentions', text: '1 ×', timings: [0, 0, 5] }],
  started: [{ row: 0, start: 5, wait: 9 }],
};

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
