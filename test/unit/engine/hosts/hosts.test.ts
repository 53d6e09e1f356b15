/** The hosts of a scan. */

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Hosts } from '../../../../src/engine/hosts/hosts.ts';

it('a host is one for its name and port, whoever asks for it first', () => {
  const hosts = new Hosts({ limit: 1, interval: 0 });
  const listed = hosts.at('a.example');
  listed.add([0, 'http://a.example/']);
  assert.equal(hosts.at(new URL('https://A.example:443/other').host), listed);
  assert.notEqual(hosts.at('a.example:8080'), listed);
  assert.deepEqual(
    [...hosts].map(({ name }) => name),
    ['a.example', 'a.example:8080'],
  );
});

it('a host that only a redirect leads to keeps the rules of all, and nothing waits for it', () => {
  const held: string[] = [];
  const hosts = new Hosts({ limit: 1, interval: 0, onHold: ({ name }) => held.push(name) });
  const host = hosts.at('b.example');
  assert.equal(host.waiting, 0);
  host.hold(60_000, 429);
  assert.ok(hosts.at('b.example').pause > 0);
  assert.deepEqual(held, ['b.example']);
});
