/** The queue between the engine and its reader. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Outcome } from '../../../../src/engine/model/outcome.ts';
import { Outbox } from '../../../../src/engine/scan/outbox.ts';

describe('the queue between engine and reader', () => {
  const nothing: Outcome = { kind: 'noMention', ms: 1, bytes: 1 };

  it('makes who puts in wait while it is full, and no longer', async () => {
    const sent: number[] = [];
    const outbox = new Outbox(batch => sent.push(batch.length), 1);
    assert.equal(outbox.add(0, nothing), undefined);
    outbox.flush();
    const room = outbox.add(1, nothing);
    assert.ok(room);
    assert.equal(outbox.add(2, nothing), room);
    outbox.flush();
    assert.deepEqual(sent, [1, 2]);
    let isMade = false;
    void room.then(() => {
      isMade = true;
    });
    outbox.read();
    await Promise.resolve();
    assert.equal(isMade, false, 'a second batch is on its way');
    outbox.read();
    await room;
    assert.equal(outbox.add(3, nothing), undefined);
  });

  it('sends a large batch at once', () => {
    const sent: number[] = [];
    const outbox = new Outbox(batch => sent.push(batch.length), 8);
    for (let target = 0; target < 1_200; target++) void outbox.add(target, nothing);
    assert.deepEqual(sent, [500, 500]);
  });

  it('keeps nobody waiting when the scan is stopped', async () => {
    const outbox = new Outbox(() => {}, 1);
    void outbox.add(0, nothing);
    outbox.flush();
    const room = outbox.add(1, nothing);
    outbox.removeBound();
    await room;
    assert.equal(outbox.add(2, nothing), undefined);
  });
});
