/** The reach of addresses and names. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  farthest,
  mayLead,
  mayReach,
  type Reach,
  reachOf,
  reachOfHost,
} from '../../../../src/engine/url/addresses.ts';

describe('an address', () => {
  const rows: Record<Reach, string[]> = {
    loopback: [
      '127.0.0.1',
      '127.255.0.3',
      '0.0.0.0',
      '::1',
      '::',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '[::1]',
    ],
    link: ['169.254.169.254', 'fe80::1', 'fe80::1%eth0', '::ffff:169.254.169.254', '64:ff9b::a9fe:a9fe'],
    private: [
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '100.64.0.1',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
      'fd00:ec2::254',
      'fc00::1',
      'ff02::1',
      '::ffff:10.0.0.1',
      '64:ff9b::10.0.0.1',
      '2002:a00:1::',
      '2002:c0a8:101::1',
      '::ffff:0:10.0.0.1',
      '2001:0:7f00:1::',
      '192.88.99.1',
      '3fff::1',
      '192.0.0.1',
      '192.0.2.1',
      '198.51.100.1',
      '203.0.113.1',
      '240.0.0.1',
      'fec0::1',
      '100::1',
      '2001:db8::1',
      '5f00::1',
      '64:ff9b:1::1',
      '::ffff:192.0.2.1',
      '::203.0.113.9',
    ],
    public: [
      '1.1.1.1',
      '8.8.8.8',
      '172.15.0.1',
      '172.32.0.1',
      '192.167.1.1',
      '100.128.0.1',
      '2606:4700:4700::1111',
      '::ffff:8.8.8.8',
      '64:ff9b::8.8.8.8',
      '2002:808:808::',
    ],
  };
  for (const [reach, addresses] of Object.entries(rows)) {
    for (const address of addresses)
      it(`${address} is ${reach}`, () => assert.equal(reachOf(address), reach));
  }
});

describe('the host of a URL', () => {
  const rows: [url: string, reach: Reach][] = [
    ['http://example.com/', 'public'],
    ['http://localhost:3000/', 'loopback'],
    ['http://app.localhost./', 'loopback'],
    ['http://printer.local/', 'private'],
    ['http://intranet/', 'private'],
    ['http://wiki.internal/', 'private'],
    ...'intranet home.arpa lan home corp private LOCAL'
      .split(' ')
      .map((ending): [string, Reach] => [`http://wiki.${ending}/`, 'private']),
    ['http://wiki.local.example/', 'public'],
    ['http://local.example/', 'public'],
    ['http://notlocal.example/', 'public'],
    ['http://localhost.example/', 'public'],
    ['http://notlocalhost/', 'private'],
    ['http://app.notlocalhost/', 'public'],
    // A URL parser reads all of these as 127.0.0.1.
    ['http://127.1/', 'loopback'],
    ['http://2130706433/', 'loopback'],
    ['http://0x7f.1/', 'loopback'],
    ['http://0177.0.0.1/', 'loopback'],
    ['http://[::ffff:127.0.0.1]/', 'loopback'],
    ['http://169.254.169.254/latest', 'link'],
    ['http://8.8.8.8/', 'public'],
  ];
  for (const [url, reach] of rows) {
    it(`of ${url} is ${reach}`, () => assert.equal(reachOfHost(new URL(url).hostname), reach));
  }
});

it('a private address may be reached when it stands in the list itself, or always, or never', () => {
  const ways = [
    ['10.0.0.1', 'private'],
    ['example.com', 'private'],
    ['example.com', 'public'],
  ] as const;
  const answers = (['never', 'listed', 'always'] as const).map(allowed =>
    ways.map(([host, reach]) => mayReach(host, reach, allowed)),
  );
  assert.deepEqual(answers, [
    [false, false, true],
    [true, false, true],
    [true, true, true],
  ]);
});

it('a redirect may lead as far as its line, and farther, but to link addresses only from there', () => {
  const reaches = ['loopback', 'link', 'private', 'public'] as const;
  const allowed = reaches.map(line => reaches.filter(to => mayLead(line, to)));
  assert.deepEqual(allowed, [
    ['loopback', 'private', 'public'],
    ['link', 'private', 'public'],
    ['private', 'public'],
    ['public'],
  ]);
});

it('the farthest of some addresses is found in any order', () => {
  assert.equal(farthest([]), undefined);
  assert.equal(farthest(['loopback']), 'loopback');
  assert.equal(farthest(['link', 'loopback']), 'link');
  assert.equal(farthest(['loopback', 'private', 'link']), 'private');
  assert.equal(farthest(['public', 'loopback']), 'public');
});
