/** Scans through proxies. Only the proxy knows the names of the pages. */

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import tls from 'node:tls';
import type { OptionValues } from '../../../../../src/engine/model/options.ts';
import { failureOf } from '../../../../../src/engine/model/outcome.ts';
import {
  type ProxyWishes,
  proxySettings,
} from '../../../../../src/engine/network/proxy/readProxySettings.ts';
import { type Certificate, makeCertificate } from '../../../../web/certificates.ts';
import { closedPort } from '../../../../web/closedPort.ts';
import { startNoProxy, startProxy } from '../../../../web/proxy.ts';
import { scanUrl, scanUrls } from '../../../support/scanning.ts';
import { openSite } from '../../../support/site.ts';

const CANARY = 'c4n4ry-s3cret';
const HTTP = 'http://x.test/page?a=1';
const HTTPS = 'https://x.test/page';
const BOTH = [
  [HTTP, 80],
  [HTTPS, 443],
] as const;

const page = { '/page': { body: 'A Python' } };
let certificate: Certificate;

before(async () => {
  certificate = await makeCertificate({ names: ['x.test', '127.0.0.1'] });
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificate.ca]);
});

const plainSite = () => openSite(page);
const secureSite = ({ cert, key } = certificate) => openSite(page, { tls: { cert, key } });

/** Scans a single URL, and checks that the outcome contains no secret. */
async function ending(url: string, wishes: ProxyWishes, options: OptionValues = {}) {
  const outcome = await scanUrl(url, { options: { proxies: proxySettings(wishes, {}), ...options } });
  const said = JSON.stringify(outcome);
  assert.doesNotMatch(said, new RegExp(CANARY), 'no secret is ever said');
  assert.ok(!said.includes(Buffer.from(`user:${CANARY}`).toString('base64')), 'nor what it is sent as');
  return { ...outcome, code: failureOf(outcome)?.code, message: failureOf(outcome)?.message ?? '' };
}

describe('a scan through a proxy', { timeout: 60_000 }, () => {
  it('asks for http: pages with their whole URL, and for the same host in its own headers', async () => {
    await using site = await plainSite();
    await using proxy = await startProxy({ routes: { 'x.test:80': site.port } });
    assert.equal((await ending(HTTP, { proxy: proxy.url })).kind, 'mentions');
    const [{ headers, method, target } = assert.fail('nothing was asked')] = proxy.requests;
    assert.deepEqual([method, target, headers.host], ['GET', HTTP, 'x.test']);
    assert.equal(site.requests[0]?.path, '/page?a=1');
  });

  it('reaches https: pages through a tunnel, and tells the proxy nothing but host and port', async () => {
    await using site = await secureSite();
    await using proxy = await startProxy({ routes: { 'x.test:443': site.port } });
    assert.equal((await ending(HTTPS, { proxy: proxy.url })).kind, 'mentions');
    const [{ headers, method, target } = assert.fail('nothing was asked')] = proxy.requests;
    assert.deepEqual([method, target], ['CONNECT', 'x.test:443']);
    assert.deepEqual(Object.keys(headers).toSorted(), ['connection', 'host', 'user-agent']);
  });

  it('checks the certificates of pages in the tunnel', async () => {
    await using site = await secureSite();
    await using unknown = await secureSite(await makeCertificate({ names: ['z.test'] }));
    await using proxy = await startProxy({
      routes: { 'y.test:443': site.port, 'z.test:443': unknown.port },
    });
    assert.equal((await ending('https://y.test/page', { proxy: proxy.url })).code, 'TLS_WRONG_HOST');
    const { code, message } = await ending('https://z.test/page', { proxy: proxy.url });
    assert.equal(code, 'TLS_UNTRUSTED');
    assert.match(message, /\(via proxy 127\.0\.0\.1:\d+\)$/);
  });

  it('reaches many pages of a host over few connections', async () => {
    await using site = await plainSite();
    await using secure = await secureSite();
    await using proxy = await startProxy({ routes: { 'x.test:80': site.port, 'x.test:443': secure.port } });
    const urls = [1, 2, 3, 4, 5].flatMap(n => [`http://x.test/page?${n}`, `https://x.test/page?${n}`]);
    const proxies = proxySettings({ proxy: proxy.url }, {});
    const { outcomes } = await scanUrls(urls, {
      options: { proxies, perHostConcurrency: 1, hostInterval: 0 },
    });
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      Array(10).fill('mentions'),
    );
    assert.equal(proxy.requests.filter(({ method }) => method === 'CONNECT').length, 1);
  });

  it('follows redirects from one scheme to the other', async () => {
    await using secure = await secureSite();
    await using site = await openSite({ '*': { status: 301, headers: { location: HTTPS } } });
    await using proxy = await startProxy({ routes: { 'x.test:80': site.port, 'x.test:443': secure.port } });
    const { finalUrl, kind } = await ending(HTTP, { proxy: proxy.url });
    assert.deepEqual([kind, finalUrl], ['mentions', HTTPS]);
    assert.deepEqual(
      proxy.requests.map(({ method }) => method),
      ['GET', 'CONNECT'],
    );
  });

  it('that is spoken to over TLS reaches both, if its certificate is trusted', async () => {
    await using site = await plainSite();
    await using secure = await secureSite();
    const routes = { 'x.test:80': site.port, 'x.test:443': secure.port };
    const { cert, key } = certificate;
    await using proxy = await startProxy({ routes, tls: { cert, key } });
    for (const [url] of BOTH) assert.equal((await ending(url, { proxy: proxy.url })).kind, 'mentions');
    await using stranger = await startProxy({ routes, tls: await makeCertificate() });
    for (const [url] of BOTH) {
      const { code, message } = await ending(url, { proxy: stranger.url });
      assert.equal(code, 'PROXY_DOWN');
      assert.match(message, /its certificate/);
      const careless = await ending(url, { proxy: stranger.url, checkCertificate: false });
      assert.equal(careless.kind, 'mentions');
    }
  });

  it('whose certificate is not to be checked changes nothing for those of pages', async () => {
    await using unknown = await secureSite(await makeCertificate({ names: ['x.test'] }));
    const routes = { 'x.test:443': unknown.port };
    await using proxy = await startProxy({ routes, tls: await makeCertificate() });
    assert.equal((await ending(HTTPS, { proxy: proxy.url, checkCertificate: false })).code, 'TLS_UNTRUSTED');
    assert.equal(proxy.requests.length, 1);
  });

  it('whose HTTP is lax is read as browsers read it', async () => {
    await using proxy = await startNoProxy(socket => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\ncontent-type: text/html\n\nA Python'));
    });
    assert.equal((await ending(HTTP, { proxy: proxy.url })).kind, 'mentions');
  });

  it('asks this machine directly where the proxy is elsewhere', async () => {
    await using site = await plainSite();
    for (const url of [site.url('/page'), `http://localhost:${site.port}/page`]) {
      assert.equal((await ending(url, { proxy: 'http://proxy.invalid:3128' })).kind, 'mentions');
    }
  });

  it('asks directly what is to be asked so', async () => {
    await using proxy = await startProxy({ refusal: { status: 500 } });
    const dnsServers = [`127.0.0.1:${await closedPort()}`];
    for (const noProxy of [['x.test'], ['*']]) {
      const { code } = await ending(HTTP, { proxy: proxy.url, noProxy }, { dnsServers });
      assert.doesNotMatch(code ?? '', /PROXY|STATUS/);
    }
    assert.equal(proxy.requests.length, 0);
  });

  it('reaches no private addresses by redirects, as without one', async () => {
    await using site = await openSite({ '*': { status: 302, headers: { location: 'http://10.99.0.1/' } } });
    await using proxy = await startProxy({ routes: { 'x.test:80': site.port, '10.99.0.1:80': site.port } });
    assert.equal((await ending(HTTP, { proxy: proxy.url })).code, 'REDIRECT_PRIVATE');
    assert.equal(proxy.requests.length, 1);
  });

  it('is handed nothing private by a list that nobody trusts, as far as names and addresses tell', async () => {
    await using proxy = await startProxy({ refusal: { status: 200, body: 'A Python' } });
    for (const url of [
      'http://127.0.0.1/',
      'https://localhost:8080/',
      'http://10.99.0.1/',
      'http://router.local/',
      'http://[fd00::1]/',
      'https://intranet/',
    ]) {
      const { code } = await ending(url, { proxy: proxy.url }, { privateAddresses: 'never' });
      assert.equal(code, 'ADDR_PRIVATE', url);
    }
    assert.equal(proxy.requests.length, 0);
    assert.equal((await ending('http://10.99.0.1/', { proxy: proxy.url })).kind, 'mentions');
  });

  it('that is silent is left at once when the scan is cancelled', async () => {
    await using proxy = await startProxy({ refusal: 'silent' });
    const controller = new AbortController();
    const proxies = proxySettings({ proxy: proxy.url }, {});
    const scanning = scanUrls([HTTP, HTTPS], { options: { proxies }, signal: controller.signal });
    await proxy.waitForRequests(2);
    const from = performance.now();
    controller.abort();
    const { outcomes } = await scanning;
    assert.ok(performance.now() - from < 1_000);
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['cancelled', 'cancelled'],
    );
  });
});

describe('a proxy that wants a user name and a password', { timeout: 60_000 }, () => {
  for (const [url, port] of BOTH) {
    it(`gets them, and the page never does: ${url}`, async () => {
      await using site = await (port === 80 ? plainSite() : secureSite());
      await using proxy = await startProxy({
        routes: { [`x.test:${port}`]: site.port },
        credentials: `user:${CANARY}@1`,
      });
      const address = proxy.url.replace('//', `//user:${CANARY}%401@`);
      assert.equal((await ending(url, { proxy: address })).kind, 'mentions');
      const authorization = `Basic ${Buffer.from(`user:${CANARY}@1`).toString('base64')}`;
      assert.equal((await ending(url, { proxy: proxy.url, authorization })).kind, 'mentions');
      assert.equal(site.requests.length, 2);
      for (const { headers } of site.requests) assert.equal(headers['proxy-authorization'], undefined);
    });

    it(`says so when there are none, or others: ${url}`, async () => {
      await using proxy = await startProxy({ credentials: 'user:other' });
      const none = await ending(url, { proxy: proxy.url });
      assert.deepEqual([none.kind, none.code], ['failed', 'PROXY_AUTH']);
      assert.match(none.message, /^The proxy 127\.0\.0\.1:\d+ asks for a user name and password \(407\)/);
      const others = await ending(url, { proxy: proxy.url.replace('//', `//user:${CANARY}@`) });
      assert.equal(others.code, 'PROXY_AUTH');
      assert.match(others.message, /does not accept the user name and password \(407\)$/);
    });

    it(`in a way that nobody here knows says which: ${url}`, async () => {
      const headers = { 'proxy-authenticate': 'Negotiate, NTLM' };
      await using proxy = await startProxy({ refusal: { status: 407, headers } });
      const { code, message } = await ending(url, { proxy: proxy.url });
      assert.equal(code, 'PROXY_AUTH');
      assert.match(message, /does not know: Negotiate, NTLM \(407\)$/);
    });
  }

  it('is no page that answers 407 itself', async () => {
    const routes = { '*': { status: 407 } };
    await using site = await openSite(routes);
    const direct = await ending(site.url('/'), {});
    assert.deepEqual([direct.code, direct.status], ['HTTP_STATUS', 407]);
    const { cert, key } = certificate;
    await using secure = await openSite(routes, { tls: { cert, key } });
    await using proxy = await startProxy({ routes: { 'x.test:443': secure.port } });
    const inside = await ending(HTTPS, { proxy: proxy.url });
    assert.deepEqual([inside.code, inside.status], ['HTTP_STATUS', 407]);
  });
});

describe('a proxy that fails', { timeout: 60_000 }, () => {
  it('because nothing listens is down, not the page', async () => {
    const proxy = `127.0.0.1:${await closedPort()}`;
    for (const [url] of BOTH) {
      const { code, message } = await ending(url, { proxy });
      assert.equal(code, 'PROXY_DOWN');
      assert.equal(message, `Cannot use the proxy ${proxy}: it refused the connection`);
    }
  });

  it('because nobody knows its name is down, too', async () => {
    const dnsServers = [`127.0.0.1:${await closedPort()}`];
    const { code, message } = await ending(HTTPS, { proxy: 'http://proxy.test:3128' }, { dnsServers });
    assert.equal(code, 'PROXY_DOWN');
    assert.match(message, /^Cannot use the proxy proxy\.test:3128: /);
  });

  for (const status of [403, 502]) {
    it(`with ${status} to CONNECT has refused`, async () => {
      await using proxy = await startProxy({ refusal: { status } });
      const { code, message } = await ending(HTTPS, { proxy: proxy.url });
      assert.equal(code, 'PROXY_REFUSED');
      assert.match(message, new RegExp(`refused to connect to x\\.test \\(${status} \\w+`));
    });

    it(`with ${status} to GET is a page that says where it came by`, async () => {
      await using proxy = await startProxy({ refusal: { status } });
      const { code, message, status: given } = await ending(HTTP, { proxy: proxy.url }, { retries: 0 });
      assert.deepEqual([code, given], ['HTTP_STATUS', status]);
      assert.match(message, /\(via proxy 127\.0\.0\.1:\d+\)/);
    });
  }

  it('by hanging up is down, and is not asked for ever', async () => {
    await using proxy = await startProxy({ refusal: 'closing' });
    for (const [url] of BOTH) {
      const { code, message } = await ending(url, { proxy: proxy.url });
      assert.equal(code, 'PROXY_DOWN');
      assert.match(message, /closed the connection without an answer/);
    }
    assert.equal(proxy.requests.length, 4);
  });

  for (const [url, limit] of [
    [HTTPS, 'connectTimeout'],
    [HTTPS, 'totalTimeout'],
    [HTTP, 'totalTimeout'],
  ] as const) {
    it(`by silence is told apart from a silent page, within the ${limit}: ${url}`, async () => {
      await using proxy = await startProxy({ refusal: 'silent' });
      const { code, message, ms } = await ending(url, { proxy: proxy.url }, { [limit]: 0.5 });
      assert.equal(code, 'PROXY_TIMEOUT');
      assert.match(message, /^The proxy 127\.0\.0\.1:\d+ did not answer within 500 ms$/);
      assert.ok(ms >= 490 && ms < 2_000, `${ms} ms`);
    });
  }

  for (const [refusal, options] of [
    ['dead end', { connectTimeout: 0.5 }],
    ['dead end', { totalTimeout: 0.5 }],
    ['nonsense in the tunnel', {}],
  ] as const) {
    it(`by ${refusal} fails in the handshake ${Object.keys(options).join()}`, async () => {
      await using proxy = await startProxy({ refusal });
      const { code, message } = await ending(HTTPS, { proxy: proxy.url }, options);
      assert.equal(code, 'TLS_HANDSHAKE');
      assert.match(message, /via proxy/);
    });
  }

  it('because it is something else says so', async () => {
    await using other = await startNoProxy(socket => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    });
    for (const [url] of BOTH) {
      const { code, message } = await ending(url, { proxy: other.url });
      assert.equal(code, 'PROXY_DOWN');
      assert.match(message, /what it answers is not HTTP$/);
    }
  });
});
