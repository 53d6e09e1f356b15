/** The rows of the timeline, which messages change. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Rows } from '../../../../src/webview/timeline/rows.ts';
import { timings } from '../../support/timings.ts';

describe('rows', () => {
  const begin = { urls: ['http://a/', 'http://b/', 'http://c/'], lines: [4, 5, 9] };
  const update = { type: 'update', isRunning: true, now: 100, summary: 's', done: [], started: [] } as const;

  it('that are under way reach to now, and those that wait to the end of the wait', () => {
    const rows = new Rows(begin);
    rows.apply({
      ...update,
      started: [
        { row: 0, start: 20 },
        { row: 1, start: 30, wait: 5_000 },
      ],
    });
    assert.deepEqual(rows.all[0]?.timings, timings(['queue', 0, 20], ['firstByte', 20, 100]));
    assert.deepEqual(rows.all[1]?.timings, timings(['queue', 0, 30], ['wait', 30, 5_000]));
    assert.deepEqual(rows.all[2]?.timings, []);
    assert.equal(rows.end, 5_000);
  });

  it('that are done stay as they are', () => {
    const rows = new Rows(begin);
    const done = { row: 2, ending: 'mentions', text: '1 ×', timings: timings(['body', 5, 70]) } as const;
    rows.apply({ ...update, isRunning: false, done: [done] });
    rows.apply({ ...update, isRunning: false, now: 500, started: [{ row: 2, start: 1 }] });
    const { row, ...rest } = done;
    assert.deepEqual(rows.all[row], { url: 'http://c/', line: 9, ...rest });
    assert.deepEqual(rows.done, [done]);
    assert.equal(rows.end, 70, 'and nothing is later than its end');
  });

  it('of another scan are left out', () => {
    const rows = new Rows(begin);
    rows.apply({
      ...update,
      done: [{ row: 3, ending: 'failed', text: '', timings: [] }],
      started: [{ row: 7, start: 1 }],
    });
    assert.equal(rows.all.length, 3);
  });
});
