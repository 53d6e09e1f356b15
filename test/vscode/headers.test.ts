import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type Site, startSite } from '../web/ordinary.ts';
import { cleanUp, openList, parts, scanForPython } from './support.ts';

describe('Headers for hosts', () => {
  let site: Site;

  before(async () => {
    site = await startSite({ '*': { body: 'Python' } });
  });

  afterEach(async () => {
    await cleanUp();
    const { headers } = await parts();
    for (const header of await headers.all()) await headers.remove(header);
  });
  after(() => site.close());

  it('are sent from the next scan on, until they are removed', async () => {
    const { headers } = await parts();
    await openList(site.url('/'));
    const sent = async () => {
      await scanForPython();
      return site.requests.at(-1)?.headers['x-key'];
    };
    assert.equal(await sent(), undefined);
    await headers.set({ origin: site.origin, name: 'X-Key', value: 'first' });
    await headers.set({ origin: 'https://other.example', name: 'X-Key', value: 'other' });
    assert.equal(await sent(), 'first');
    await headers.set({ origin: site.origin, name: 'x-key', value: 'second' });
    assert.equal(await sent(), 'second');
    await headers.remove({ origin: site.origin, name: 'X-KEY' });
    assert.equal(await sent(), undefined);
  });

  it('are listed without their values', async () => {
    const { headers } = await parts();
    await headers.set({ origin: 'https://b.example', name: 'B', value: 'canary' });
    await headers.set({ origin: 'https://a.example', name: 'A', value: 'canary' });
    assert.deepEqual(await headers.all(), [
      { origin: 'https://a.example', name: 'A' },
      { origin: 'https://b.example', name: 'B' },
    ]);
  });

  it('are sent with a URL that is scanned again', async () => {
    const { headers, sessions } = await parts();
    await openList(site.url('/again'));
    await scanForPython();
    await headers.set({ origin: site.origin, name: 'X-Key', value: 'canary' });
    const { tree } = await parts();
    const [group] = tree.getChildren();
    const [url] = group ? tree.getChildren(group) : [];
    await vscode.commands.executeCommand('scanUrls.rescan', url, [url]);
    assert.equal(site.requests.at(-1)?.headers['x-key'], 'canary');
    assert.doesNotMatch(JSON.stringify(sessions.shown?.lines), /canary/);
  });
});
