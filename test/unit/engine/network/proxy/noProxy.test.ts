/** Hosts that get direct requests, even if there is a proxy. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NoProxy, splitNoProxy } from '../../../../../src/engine/network/proxy/noProxy.ts';

const rows: [entries: string, direct: string, proxied: string][] = [
  ['', '', 'http://example.com http://10.0.0.1 http://[2001:db8::1]'],
  ['*', 'http://example.com https://a.b:8443 http://10.0.0.1 http://[2001:db8::1]', ''],
  // Names.
  [
    'example.com',
    'http://example.com https://www.example.com http://a.b.example.com:8080 http://EXAMPLE.com http://example.com.',
    'http://notexample.com http://example.com.evil.test http://example.org http://com',
  ],
  ['.example.com', 'http://example.com http://www.example.com', 'http://notexample.com'],
  ['*.example.com', 'http://example.com http://www.example.com', 'http://notexample.com'],
  ['Example.COM', 'http://example.com', ''],
  ['example.com.', 'http://example.com', ''],
  ['intranet', 'http://intranet http://wiki.intranet', 'http://intranet2'],
  // Lists.
  ['a.test,b.test', 'http://a.test http://b.test', 'http://c.test'],
  ['a.test, b.test  c.test', 'http://a.test http://b.test http://c.test', 'http://d.test'],
  [' ,, ,', '', 'http://a.test'],
  // Ports.
  [
    'example.com:8080',
    'http://example.com:8080 https://www.example.com:8080',
    'http://example.com http://example.com:8081',
  ],
  ['example.com:80', 'http://example.com', 'https://example.com'],
  ['example.com:443', 'https://example.com', 'http://example.com'],
  ['*:8443', 'https://a.test:8443 http://10.0.0.1:8443', 'https://a.test'],
  // Addresses.
  ['10.1.2.3', 'http://10.1.2.3 http://10.1.2.3:99', 'http://10.1.2.4 http://110.1.2.3'],
  ['10.1.2.3:99', 'http://10.1.2.3:99', 'http://10.1.2.3'],
  ['2.3', '', 'http://10.1.2.3'],
  ['2001:db8::1', 'http://[2001:db8::1] http://[2001:DB8:0:0::1]:8080', 'http://[2001:db8::2]'],
  ['[2001:db8::1]', 'http://[2001:db8::1]', 'http://[2001:db8::2]'],
  ['[2001:db8::1]:8080', 'http://[2001:db8::1]:8080', 'http://[2001:db8::1]'],
  // Ranges.
  [
    '10.0.0.0/8',
    'http://10.0.0.0 http://10.255.255.255 http://[::ffff:10.1.2.3]',
    'http://11.0.0.0 http://ten.test',
  ],
  ['192.168.1.77/24', 'http://192.168.1.1', 'http://192.168.2.1'],
  ['172.16.0.0/12', 'http://172.31.255.255', 'http://172.32.0.0'],
  ['10.1.2.3/32', 'http://10.1.2.3', 'http://10.1.2.2'],
  ['0.0.0.0/0', 'http://93.184.216.34', 'http://[2001:db8::1] http://a.test'],
  ['2001:db8::/32', 'http://[2001:db8:ffff::1]', 'http://[2001:db9::1] http://10.0.0.1'],
  ['[2001:db8::]/32', 'http://[2001:db8::1]', ''],
  // Mistakes match nothing. They do not affect other entries.
  ['10.0.0.0/33', '', 'http://10.0.0.1'],
  ['10.0.0.0/x 10.0.0/8 /8 2001:db8::/129 : :80 a.test', 'http://a.test', 'http://10.0.0.1 http://b.test'],
];

describe('with NO_PROXY', () => {
  for (const [entries, direct, proxied] of rows) {
    const noProxy = new NoProxy(splitNoProxy(entries));
    for (const [urls, expected] of [
      [direct, true],
      [proxied, false],
    ] as const) {
      for (const url of urls.split(' ').filter(Boolean)) {
        it(`“${entries}”, ${url} is asked ${expected ? 'directly' : 'through the proxy'}`, () => {
          assert.equal(noProxy.includes(new URL(url)), expected);
        });
      }
    }
  }

  it('IPv6 addresses are known without brackets, too, as connectors have them', () => {
    const noProxy = new NoProxy(['2001:db8::/32']);
    assert.ok(noProxy.includes({ protocol: 'http:', hostname: '2001:db8::5', port: '' }));
    assert.ok(new NoProxy(['::1']).includes({ protocol: 'http:', hostname: '::1', port: '' }));
  });
});
