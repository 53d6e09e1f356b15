import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type Site, startSite } from '../web/ordinary.ts';
import { type SilentServer, silentServer } from '../web/silentServer.ts';
import { cleanUp, openList, parts, rowOf, scanForPython, until } from './support.ts';

describe('What is under way', () => {
  let silent: SilentServer;
  let busy: Site;

  before(async () => {
    silent = await silentServer();
    busy = await startSite({ '*': () => ({ status: 429, headers: { 'retry-after': '25' } }) });
  });

  afterEach(cleanUp);

  after(async () => {
    await busy.close();
    await silent.close();
  });

  async function rows() {
    const { tree } = await parts();
    const [group] = tree.getChildren();
    return group?.type === 'underWay' ? tree.getChildren(group) : [];
  }

  it('stands in a group of its own, with for how long, and can be skipped', async () => {
    const { sessions, tree } = await parts();
    await openList(`${silent.url}one\n${silent.url}two\n`);
    const ended = scanForPython();
    await until(sessions.onDidChange, () => sessions.shown?.requests.runningCount === 2);
    const [group] = tree.getChildren();
    assert.ok(group);
    assert.equal(rowOf(tree, group).label, 'Under way (2)');
    const [first, second] = await rows();
    assert.ok(first && second);
    assert.equal(rowOf(tree, first).contextValue, 'running');
    assert.equal((await rows())[0], first, 'the same node at each repaint');
    const drawn: unknown[] = [];
    const listener = tree.onDidChangeTreeData(nodes => drawn.push(nodes));
    await until(sessions.onDidChange, () => rowOf(tree, first).description === '1 s');
    listener.dispose();
    assert.deepEqual(drawn.at(-1), [first, second], 'only the rows that tell the time are drawn again');
    assert.match(tree.getTreeItem(first).accessibilityInformation?.label ?? '', /\/one, under way for 1 s$/);
    await vscode.commands.executeCommand('scanUrls.skip', first, [first]);
    await until(sessions.onDidChange, () => sessions.shown?.requests.runningCount === 1);
    assert.equal(sessions.shown?.groups.get('cancelled')?.length, 1);
    assert.ok(sessions.shown?.isRunning, 'the scan goes on with the other');
    await vscode.commands.executeCommand('scanUrls.skip', second, [second]);
    assert.equal((await ended)?.cancelled, 2);
    assert.equal((await rows()).length, 0);
  });

  it('names the host that asked to wait, for how long, and skips all of it', async () => {
    const { sessions, tree } = await parts();
    await openList(Array.from({ length: 20 }, (_, index) => busy.url(`/${index}`)).join('\n'));
    const ended = scanForPython();
    await until(sessions.onDidChange, () => Boolean(sessions.shown?.requests.holds.length));
    const [hold, ...others] = await rows();
    assert.ok(hold);
    const { contextValue, description, label } = rowOf(tree, hold);
    assert.equal(contextValue, 'hold');
    assert.equal(label, `127.0.0.1:${busy.port}`);
    assert.match(description, /^1\d URLs waiting (?:1\d|2[0-5]) s, the server asked for it \(429\)$/);
    assert.ok(others.length);
    for (const row of others)
      assert.match(rowOf(tree, row).description, /^waiting \d+ s, the server asked for it \(429\)$/);
    await vscode.commands.executeCommand('scanUrls.skip', hold, [hold]);
    assert.equal((await ended)?.cancelled, 20);
  });

  it('does not outlive the scan', async () => {
    const { sessions, tree } = await parts();
    await openList(silent.url);
    const ended = scanForPython();
    await until(sessions.onDidChange, () => sessions.shown?.requests.runningCount === 1);
    const [row] = await rows();
    await vscode.commands.executeCommand('scanUrls.stop');
    await ended;
    assert.equal(sessions.shown?.requests.runningCount, 0);
    assert.ok(row);
    // A person may click a row at the moment when the scan ends.
    tree.getTreeItem(row);
    await vscode.commands.executeCommand('scanUrls.skip', row, [row]);
  });
});
