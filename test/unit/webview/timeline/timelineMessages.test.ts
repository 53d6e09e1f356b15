/** The messages between the timeline and the extension. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fromTimeline, toTimeline } from '../../../../src/webview/timeline/timelineMessages.ts';
import { runs } from '../../support/properties.ts';
import { begin, update } from '../../support/timelineMessages.ts';

/** Copies of a message, each with one wrong part. */
function spoiled(message: object): object[] {
  return Object.keys(message).flatMap(key =>
    [undefined, null, -1.5, Number.NaN, {}, [null], ['x', 1], 'x'.repeat(100_001)].map(value => ({
      ...message,
      [key]: value,
    })),
  );
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

describe('messages of the timeline', () => {
  it('that are whole are read', () => {
    assert.deepEqual(toTimeline(begin), begin);
    assert.deepEqual(toTimeline(update), update);
    assert.deepEqual(toTimeline({ type: 'nothing', more: 1 }), { type: 'nothing' });
    for (const message of [
      { type: 'ready' },
      { type: 'ready', list: 'file:///x' },
      { type: 'goTo', list: 'file:///x', row: 1, line: 0 },
      { type: 'save', format: 'svg', data: '<svg xmlns="…"></svg>' },
      { type: 'save', format: 'png', data: 'iVBORw0KGgo=' },
      { type: 'scan' },
    ]) {
      assert.deepEqual(fromTimeline(message), message);
    }
  });

  it('that are anything else are not', () => {
    for (const message of [...spoiled(begin), ...spoiled(update)]) {
      const read = toTimeline(message);
      assert.ok(read === undefined || isSame(read, message), JSON.stringify(message).slice(0, 200));
    }
    assert.equal(toTimeline({ ...begin, lines: [] }), undefined, 'a URL without a line');
    assert.equal(toTimeline({ ...update, done: [{ ...update.done[0], ending: 'won' }] }), undefined);
    assert.equal(toTimeline({ ...update, done: [{ ...update.done[0], timings: ['x'] }] }), undefined);
    for (const message of [
      { type: 'goTo', list: 'file:///x', row: -1, line: 0 },
      { type: 'goTo', list: 'file:///x', row: 0.5, line: 0 },
      { type: 'goTo', row: 0, line: 0 },
      { type: 'save', format: 'html', data: '<svg ' },
      { type: 'save', format: 'svg', data: '<script>' },
      { type: 'save', format: 'png', data: 'iVBOR"' },
      { type: 'run', command: 'workbench.action.quit' },
    ]) {
      assert.equal(fromTimeline(message), undefined, JSON.stringify(message));
    }
  });

  it('never throw, whatever they are', () => {
    fc.assert(
      fc.property(fc.anything(), message => {
        for (const read of [toTimeline, fromTimeline]) read(message);
      }),
      runs(),
    );
  });
});
