/** The hosts that may give out a target. */

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Host } from '../../../../src/engine/hosts/host.ts';
import { ReadyHosts } from '../../../../src/engine/scan/readyHosts.ts';

const hosts = ['a', 'b', 'c'].map(name => new Host(name, { limit: 1, interval: 0 }));
const [a, b, c] = hosts as [Host, Host, Host];

it('come in the order in which they became ready, each once', () => {
  const ready = new ReadyHosts();
  for (const host of [a, b, a, b]) ready.add(host);
  assert.equal(ready.take(), a);
  ready.add(c);
  ready.add(a);
  assert.deepEqual([ready.take(), ready.take(), ready.take(), ready.take()], [b, c, a, undefined]);
  ready.add(b);
  assert.equal(ready.take(), b);
});

it('can all be removed', () => {
  const ready = new ReadyHosts();
  ready.add(a);
  ready.clear();
  assert.equal(ready.take(), undefined);
  ready.add(a);
  assert.equal(ready.take(), a);
});
