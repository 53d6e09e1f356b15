import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { readNetworkSettings } from '../../src/editor/settings/networkSettings.ts';
import { InvalidProxyError } from '../../src/engine/network/proxy/readProxySettings.ts';
import { type Site, startSite } from '../web/ordinary.ts';
import { startProxy, type TestProxy } from '../web/proxy.ts';
import { cleanUp, groups, openList, parts, problems, scanForPython } from './support.ts';

const CANARY = 'c4n4ry-s3cret';
const PAGE = 'http://x.test/page';

describe('A proxy', () => {
  const changed = new Set<string>();
  let site: Site;
  let proxy: TestProxy;

  async function set(values: Record<string, unknown>): Promise<void> {
    for (const [name, value] of Object.entries(values)) {
      changed.add(name);
      await vscode.workspace.getConfiguration('http').update(name, value, vscode.ConfigurationTarget.Global);
    }
  }

  before(async () => {
    site = await startSite({ '/page': { body: 'A Python' } });
    proxy = await startProxy({ routes: { 'x.test:80': site.port }, credentials: `user:${CANARY}` });
  });

  afterEach(async () => {
    await set(Object.fromEntries([...changed].map(name => [name, undefined])));
    await cleanUp();
  });

  after(async () => {
    await proxy.close();
    await site.close();
  });

  it('that is set in http.proxy carries the requests, and its password is nowhere to be seen', async () => {
    await set({ proxy: proxy.url.replace('//', `//user:${CANARY}@`) });
    const document = await openList(`${PAGE}\nhttp://y.test/\n`);
    const tally = await scanForPython();
    assert.deepEqual([tally?.mentions, tally?.failed], [1, 1]);
    assert.ok(proxy.requests.some(({ target }) => target === PAGE));
    const [problem] = problems(document);
    assert.match(problem?.message ?? '', /502 Bad Gateway \(via proxy 127\.0\.0\.1:\d+\)/);
    const { sessions } = await parts();
    const shown = JSON.stringify([
      ...(await groups()),
      problems(document),
      sessions.shown?.lines.map(({ outcome }) => outcome),
    ]);
    assert.ok(!shown.includes(CANARY));
  });

  it('that asks for a password says so on the line', async () => {
    await set({ proxy: proxy.url });
    const document = await openList(PAGE);
    assert.equal((await scanForPython())?.failed, 1);
    const [problem] = problems(document);
    assert.match(problem?.message ?? '', /asks for a user name and password \(407\)/);
    await set({ proxyAuthorization: `Basic ${Buffer.from(`user:${CANARY}`).toString('base64')}` });
    await openList(PAGE);
    assert.equal((await scanForPython())?.mentions, 1);
  });

  it('that cannot be used is said before the scan starts', async () => {
    await set({ proxy: 'socks5://127.0.0.1:1080' });
    const { sessions } = await parts();
    const document = await openList(PAGE);
    assert.equal(await scanForPython(), undefined);
    assert.equal(sessions.of(document.uri), undefined);
  });

  it('is read from all settings that VS Code has for it, afresh each time', async () => {
    const here = ['localhost', '127.0.0.0/8', '::1'];
    const direct = { noProxy: here, checkCertificate: true };
    assert.deepEqual(readNetworkSettings({}), { proxies: direct, systemCertificates: true });
    await set({ proxy: 'http://p:1', noProxy: ['a.test'], proxyStrictSSL: false, systemCertificates: false });
    const p = { url: 'http://p:1' };
    assert.deepEqual(readNetworkSettings({ NO_PROXY: 'b.test' }), {
      proxies: { http: p, https: p, noProxy: ['a.test', ...here], checkCertificate: false },
      systemCertificates: false,
    });
    await set({ proxySupport: 'off', noProxy: undefined, proxyStrictSSL: undefined });
    assert.deepEqual(readNetworkSettings({ HTTPS_PROXY: 'http://q:2', NO_PROXY: 'b.test' }).proxies, {
      https: { url: 'http://q:2' },
      noProxy: ['b.test', ...here],
      checkCertificate: true,
    });
    assert.deepEqual(readNetworkSettings({}).proxies, direct);
    await set({ proxySupport: undefined, proxy: 'socks5://p:1' });
    assert.throws(() => readNetworkSettings({}), InvalidProxyError);
  });
});
