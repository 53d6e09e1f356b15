import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type Site, startSite } from '../web/ordinary.ts';
import { cleanUp, isAlive, openList, parts, problems, scanForPython } from './support.ts';

/** Where Node.js and undici keep the dispatcher that `fetch` uses. */
const DISPATCHERS = ['1', '2'].map(version => Symbol.for(`undici.globalDispatcher.${version}`));

function dispatchers(): unknown[] {
  return DISPATCHERS.map(symbol => (globalThis as Record<symbol, unknown>)[symbol]);
}

describe('The engine', () => {
  let site: Site;

  before(async () => {
    site = await startSite({ '/page': { body: 'Python' } });
  });

  afterEach(cleanUp);
  after(() => site.close());

  it("leaves the host's fetch alone", async () => {
    const fetch = globalThis.fetch;
    await fetch(site.url('/page')).then(response => response.text());
    const before = dispatchers();
    await openList(site.url('/page'));
    await scanForPython();
    await fetch(site.url('/page')).then(response => response.text());
    assert.deepEqual(
      dispatchers().map((each, index) => each === before[index]),
      [true, true],
    );
    assert.equal(globalThis.fetch, fetch);
  });

  it('is a process of its own, which ends when no results are left', async () => {
    const { engine } = await parts();
    await openList(site.url('/page'));
    await scanForPython();
    const [pid] = engine.pids;
    assert.ok(pid && pid !== process.pid && isAlive(pid));
    const ended = engine.ended();
    await vscode.commands.executeCommand('scanUrls.clear');
    assert.deepEqual(engine.pids, []);
    await ended;
    assert.equal(isAlive(pid), false);
  });

  it('can die without taking more than its scan along', async () => {
    const { engine, sessions } = await parts();
    const document = await openList(site.url('/page'));
    site.pause();
    const before = site.requests.length;
    const ended = scanForPython();
    await site.waitForRequests(before + 1);
    process.kill(engine.pids[0] ?? assert.fail('no process'), 'SIGKILL');
    const tally = await ended;
    site.resume();
    assert.equal(tally?.failed, 1);
    assert.equal(problems(document)[0]?.code, 'INTERNAL');
    assert.equal(sessions.shown?.isRunning, false);
    assert.equal((await scanForPython())?.mentions, 1, 'the next scan has an engine again');
  });
});
