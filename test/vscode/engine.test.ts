import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type Site, startSite } from '../web/ordinary.ts';
import { TRAPPED } from '../web/traps.ts';
import { cleanUp, isAlive, openList, parts, problems, scanForPython, until } from './support.ts';

/** The global symbols under which Node.js and undici store the dispatcher of `fetch`. */
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

  it('can die: the scan goes on in a new one, also with the page that was under way', async () => {
    const { engine, sessions } = await parts();
    await openList(['/page', '/page?2', '/page?3'].map(site.url).join('\n'));
    const settings = vscode.workspace.getConfiguration('scanUrls');
    await settings.update('perHostConcurrency', 1, vscode.ConfigurationTarget.Global);
    site.pause();
    try {
      const ended = scanForPython();
      await until(sessions.onDidChange, () => sessions.shown?.requests.runningCount === 1);
      process.kill(engine.pids[0] ?? assert.fail('no process'), 'SIGKILL');
      site.resume();
      const tally = await ended;
      assert.deepEqual([tally?.failed, tally?.mentions], [0, 3]);
      assert.equal(sessions.shown?.isRunning, false);
    } finally {
      site.resume();
      await settings.update('perHostConcurrency', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('can stand still: the page that holds it up fails, and the scan goes on in a new one', async () => {
    const { engine, sessions } = await parts();
    const still = await startSite({ '/still': { body: 'STAND STILL.' } });
    const document = await openList([still.url('/still'), site.url('/page'), site.url('/page?2')].join('\n'));
    const settings = vscode.workspace.getConfiguration('scanUrls');
    await settings.update('totalTimeout', 2, vscode.ConfigurationTarget.Global);
    const { NODE_OPTIONS } = process.env;
    // The engine inherits it.
    process.env.NODE_OPTIONS = TRAPPED;
    try {
      const tally = await scanForPython();
      assert.deepEqual([tally?.failed, tally?.mentions], [1, 2]);
      const [problem] = problems(document);
      assert.equal(problem?.code, 'ENGINE_STALLED');
      assert.match(problem?.message ?? '', /stood still on this page/);
      assert.equal(problem?.range.start.line, 0);
      assert.equal(sessions.shown?.isRunning, false);
      assert.equal(engine.pids.length, 1, 'the new one');
    } finally {
      if (NODE_OPTIONS === undefined) delete process.env.NODE_OPTIONS;
      else process.env.NODE_OPTIONS = NODE_OPTIONS;
      await settings.update('totalTimeout', undefined, vscode.ConfigurationTarget.Global);
      await still.close();
    }
  });
});
