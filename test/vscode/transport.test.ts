import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type Site, startSite } from '../web/ordinary.ts';
import { startProxy, type TestProxy } from '../web/proxy.ts';
import { cleanUp, openList, problems, scanForPython } from './support.ts';

describe("VS Code's own network", () => {
  let site: Site;
  let proxy: TestProxy;

  const set = (section: string, name: string, value: unknown) =>
    vscode.workspace.getConfiguration(section).update(name, value, vscode.ConfigurationTarget.Global);

  before(async () => {
    site = await startSite({
      '/page': { body: 'A Python' },
      '/moved': { status: 302, headers: { location: '/page' } },
      '/gone': { status: 404 },
    });
    proxy = await startProxy({ routes: { 'x.test:80': site.port } });
    await set('scanUrls', 'transport', 'vscode');
  });

  afterEach(async () => {
    await set('http', 'proxy', undefined);
    await cleanUp();
  });

  after(async () => {
    await set('scanUrls', 'transport', undefined);
    await proxy.close();
    await site.close();
  });

  it('carries the requests of a scan when the setting says so', async () => {
    const before = site.requests.length;
    const document = await openList(['/page', '/moved', '/gone'].map(path => site.url(path)).join('\n'));
    const tally = await scanForPython();
    assert.deepEqual([tally?.mentions, tally?.failed], [2, 1]);
    assert.match(problems(document)[0]?.message ?? '', /404/);
    assert.match(String(site.requests.at(before)?.headers['user-agent']), /^ScanUrls\//);
  });

  it('knows the proxies of VS Code', async () => {
    await set('http', 'proxy', proxy.url);
    await openList('http://x.test/page');
    assert.equal((await scanForPython())?.mentions, 1);
    assert.ok(proxy.requests.some(({ target }) => target.includes('x.test')));
  });

  it('says so when the proxy wants a sign-in', async () => {
    await using locked = await startProxy({ routes: { 'x.test:80': site.port }, credentials: 'a:b' });
    await set('http', 'proxy', locked.url);
    const document = await openList('http://x.test/page');
    assert.equal((await scanForPython())?.failed, 1);
    assert.match(problems(document)[0]?.message ?? '', /407/);
  });
});
