/** Targets in messages to another process. */

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type Target, withIds } from '../../../../src/engine/model/target.ts';
import { fromSentTargets, toSentTargets } from '../../../../src/engine/process/sentTargets.ts';

const URLS = ['http://a/', 'http://b/', 'http://c/'];

it('targets arrive as they were, with all ids or some, in any order', () => {
  const lists: Target[][] = [
    [],
    withIds(URLS),
    withIds(URLS).slice(1),
    withIds(URLS).toReversed(),
    [
      [0, 'http://a/'],
      [17, 'http://b/'],
    ],
    withIds(
      URLS,
      new Set([1]),
      new Map([
        [0, ['a']],
        [1, ['b', 'c']],
      ]),
    ),
    [[9, 'http://c/', false, ['d']]],
  ];
  for (const targets of lists) {
    const sent = JSON.parse(JSON.stringify(toSentTargets(targets)));
    assert.deepEqual(fromSentTargets(sent), targets);
  }
});

it('ids are sent only where they are not the places', () => {
  assert.deepEqual(toSentTargets(withIds(URLS)), { urls: URLS });
  assert.deepEqual(toSentTargets([[5, 'http://a/']]), { urls: ['http://a/'], ids: [5] });
});
