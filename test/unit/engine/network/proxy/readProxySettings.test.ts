/** The proxy of a URL, from settings and environment. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Proxies } from '../../../../../src/engine/network/proxy/proxies.ts';
import {
  InvalidProxyError,
  type ProxyWishes,
  proxySettings,
} from '../../../../../src/engine/network/proxy/readProxySettings.ts';

const CANARY = 'c4n4ry-s3cret';

function chosen(wishes: ProxyWishes, environment: NodeJS.ProcessEnv, url: string): string | undefined {
  return new Proxies(proxySettings(wishes, environment)).for(new URL(url))?.url;
}

describe('this machine', () => {
  const here =
    'http://localhost http://app.localhost:3000 http://127.0.0.1 https://127.8.9.10 http://[::1]:8080 http://0.0.0.0';
  for (const url of here.split(' ')) {
    it(`is asked directly where the proxy is elsewhere: ${url}`, () => {
      assert.equal(chosen({ proxy: 'http://p:1' }, {}, url), undefined);
    });
    it(`is asked through a proxy that is here, too: ${url}`, () => {
      assert.equal(chosen({ proxy: 'http://127.0.0.1:1' }, {}, url), 'http://127.0.0.1:1');
    });
  }
});

describe('the proxy', () => {
  const rows: [
    name: string,
    wishes: ProxyWishes,
    environment: NodeJS.ProcessEnv,
    http: string | undefined,
    https: string | undefined,
  ][] = [
    ['is none by default', {}, {}, undefined, undefined],
    ['is the one that is set', { proxy: 'http://p:1' }, {}, 'http://p:1', 'http://p:1'],
    [
      'that is set wins over the environment',
      { proxy: 'http://p:1' },
      { HTTP_PROXY: 'http://q:2', https_proxy: 'http://r:3', ALL_PROXY: 'http://s:4' },
      'http://p:1',
      'http://p:1',
    ],
    [
      'of the environment is one for each scheme',
      {},
      { HTTP_PROXY: 'http://p:1', HTTPS_PROXY: 'http://q:2' },
      'http://p:1',
      'http://q:2',
    ],
    ['for https: alone is not for http:', {}, { HTTPS_PROXY: 'http://q:2' }, undefined, 'http://q:2'],
    ['for http: alone is for https:, too', {}, { HTTP_PROXY: 'http://p:1' }, 'http://p:1', 'http://p:1'],
    ['may be one for all', {}, { ALL_PROXY: 'http://s:4' }, 'http://s:4', 'http://s:4'],
    [
      'for all comes second',
      {},
      { ALL_PROXY: 'http://s:4', HTTP_PROXY: 'http://p:1' },
      'http://p:1',
      'http://s:4',
    ],
    [
      'is written in lower case first',
      {},
      { HTTP_PROXY: 'http://P:1', http_proxy: 'http://p:2' },
      'http://p:2',
      'http://p:2',
    ],
    [
      'that is set to nothing is none',
      {},
      { https_proxy: '', HTTPS_PROXY: 'http://q:2', ALL_PROXY: 'http://s:4' },
      'http://s:4',
      undefined,
    ],
    ['needs no scheme', { proxy: '127.0.0.1:8080' }, {}, 'http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['needs no address', { proxy: 'foo.bar:8080' }, {}, 'http://foo.bar:8080', 'http://foo.bar:8080'],
    ['may be spoken to over TLS', { proxy: 'https://p:1/' }, {}, 'https://p:1', 'https://p:1'],
    ['may be an IPv6 address', { proxy: '[2001:db8::1]:1' }, {}, 'http://[2001:db8::1]:1', undefined],
    [
      'is not asked for what NO_PROXY names',
      {},
      { HTTP_PROXY: 'http://p:1', NO_PROXY: 'site.test' },
      undefined,
      undefined,
    ],
    [
      'is asked for it when the settings name others',
      { noProxy: ['other.test'] },
      { HTTP_PROXY: 'http://p:1', NO_PROXY: 'site.test' },
      'http://p:1',
      'http://p:1',
    ],
    [
      'is none where all are to be asked directly',
      { noProxy: ['*'] },
      { HTTP_PROXY: ':::' },
      undefined,
      undefined,
    ],
  ];
  for (const [name, wishes, environment, http, https] of rows) {
    it(name, () => {
      assert.equal(chosen(wishes, environment, 'http://site.test/'), http);
      if (https ?? !http) assert.equal(chosen(wishes, environment, 'https://site.test/'), https);
    });
  }
});

describe('user name and password', () => {
  const authorizationOf = (proxy: string, authorization?: string) => {
    const settings = proxySettings({ proxy, ...(authorization ? { authorization } : {}) }, {});
    assert.doesNotMatch(settings.http?.url ?? '', /user|@/);
    return settings.http?.authorization;
  };
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

  it('come from the URL, where they are percent-encoded', () => {
    assert.equal(authorizationOf('http://user:p%40ss%3Aw%C3%B6rd@p:1'), basic('user:p@ss:wörd'));
    assert.equal(authorizationOf('user:pass@p:1'), basic('user:pass'));
    assert.equal(authorizationOf('http://user@p:1'), basic('user:'));
    assert.equal(authorizationOf('http://user:100%@p:1'), basic('user:100%'));
    const bytes = Buffer.from('user:caf\xe9', 'latin1').toString('base64');
    assert.equal(authorizationOf('http://user:caf%e9@p:1'), `Basic ${bytes}`, 'bytes that are not UTF-8');
  });

  it('are not there where nobody gave any', () => assert.equal(authorizationOf('http://p:1'), undefined));

  it('give way to the authorization that is set', () => {
    assert.equal(authorizationOf('http://user:pass@p:1', 'Bearer abc'), 'Bearer abc');
  });
});

describe('a proxy that cannot be used', () => {
  const rows: [proxy: string, message: RegExp][] = [
    ['http://', /not a URL/],
    ['http://p:99999', /not a URL/],
    ['not a proxy', /not a URL/],
    ['http://p:port', /not a URL/],
    [`http://user:${CANARY}`, /not a URL/],
    [`http://user:${CANARY}@`, /not a URL/],
    [`user:${CANARY}@p q`, /not a URL/],
    [`socks5://user:${CANARY}@127.0.0.1:1080`, /SOCKS proxies are not supported/],
    ['socks://127.0.0.1:1080', /SOCKS/],
    ['ftp://p:1', /ftp: is not supported/],
  ];
  for (const [proxy, message] of rows) {
    it(`is named, and its password is not: ${proxy.replace(CANARY, '…')}`, () => {
      for (const [wishes, environment, source] of [
        [{ proxy, source: '--proxy' }, {}, '--proxy'],
        [{}, { HTTPS_PROXY: proxy }, 'HTTPS_PROXY'],
        [{}, { all_proxy: proxy }, 'all_proxy'],
      ] as const) {
        assert.throws(
          () => proxySettings(wishes, environment),
          (error: unknown) => {
            assert.ok(error instanceof InvalidProxyError);
            assert.match(error.message, message);
            assert.ok(error.message.includes(source), error.message);
            assert.doesNotMatch(error.message, new RegExp(CANARY));
            return true;
          },
        );
      }
    });
  }

  it('in a variable that nobody needs is no mistake', () => {
    const environment = { HTTP_PROXY: 'http://p:1', HTTPS_PROXY: 'http://p:1', ALL_PROXY: 'socks5://p:1' };
    assert.equal(chosen({}, environment, 'http://site.test/'), 'http://p:1');
  });

  it('has an authorization that begins a header of its own', () => {
    const authorization = `Basic ${CANARY}\r\nx: y`;
    assert.throws(
      () => proxySettings({ proxy: 'http://p:1', authorization }, {}),
      (error: unknown) => error instanceof InvalidProxyError && !error.message.includes(CANARY),
    );
  });
});
