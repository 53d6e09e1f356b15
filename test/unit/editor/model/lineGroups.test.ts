/** Groups that grow with each outcome equal the groups of the whole list, in its order. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LineGroups } from '../../../../src/editor/model/lineGroups.ts';
import { TrackedLines } from '../../../../src/editor/model/trackedLines.ts';
import { parseList, rangesOfLine } from '../../../../src/engine/links/list/readList.ts';
import { failure } from '../../../../src/engine/model/failure.ts';
import { cancelled, failed, type Outcome } from '../../../../src/engine/model/outcome.ts';
import { NO_PLACES } from '../../../../src/engine/model/places.ts';
import { runs } from '../../support/properties.ts';

const BY_LINES = { rangesIn: rangesOfLine, readsLines: true };
const facts = { ms: 1, bytes: 2 };
const found = { count: 1, places: NO_PLACES, matches: [] };
const reason = failure('BODY_CUT', 'It was cut');
const OUTCOMES: Outcome[] = [
  { ...facts, kind: 'mentions', ...found },
  { ...facts, kind: 'noMention' },
  { ...facts, kind: 'partial', ...found, failure: reason },
  { ...facts, kind: 'partial', ...found, count: 0, failure: reason },
  { ...facts, kind: 'skipped', failure: reason },
  failed(reason),
  cancelled(),
];

describe('the groups of lines', () => {
  it('are the same whether lines come one by one, in any order, or all at once', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('http://a.example/', 'http://b.example/1', 'http://b.example/2', 'no', 'http://'),
          {
            maxLength: 60,
          },
        ),
        fc.array(fc.tuple(fc.nat(3), fc.nat(OUTCOMES.length - 1), fc.boolean()), { maxLength: 12 }),
        (texts, events) => {
          const list = parseList(texts.join('\n'));
          const lines = new TrackedLines(list, [BY_LINES]);
          const growing = new LineGroups(lines.all);
          const done = new Set<number>();
          for (const [target, outcome, isRead] of events) {
            if (done.has(target)) continue;
            done.add(target);
            for (const line of lines.setOutcome(target, OUTCOMES[outcome])) growing.add(line);
            if (isRead) assert.deepEqual(growing.all, new LineGroups(lines.all).all);
          }
          const whole = new LineGroups(lines.all);
          assert.deepEqual(growing.all, whole.all);
          assert.deepEqual(growing.tally, whole.tally);
          for (const group of growing.all.values()) {
            assert.deepEqual(
              group,
              group.toSorted((a, b) => a.index - b.index),
            );
          }
        },
      ),
      runs(),
    );
  });

  it('say the same tally until a line comes', () => {
    const lines = new TrackedLines(parseList('http://a.example/\nhttp://b.example/\nno\nhttp://'), [
      BY_LINES,
    ]);
    const groups = new LineGroups(lines.all);
    const before = groups.tally;
    assert.equal(groups.tally, before);
    for (const line of lines.setOutcome(1, OUTCOMES[0])) groups.add(line);
    assert.deepEqual(before, {
      urls: 2,
      done: 0,
      responses: 0,
      mentions: 0,
      failed: 0,
      errorAnswers: 0,
      cancelled: 0,
      rejected: 1,
      leftOut: 1,
    });
    assert.deepEqual(groups.tally, { ...before, done: 1, responses: 1, mentions: 1 });
  });
});
