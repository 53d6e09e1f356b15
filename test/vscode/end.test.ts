import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { startSite } from '../web/ordinary.ts';
import { isAlive, openList, parts, scanForPython } from './support.ts';

// This test runs last, because it ends the extension.
describe('The end of the extension', () => {
  it('leaves no process, no request and no event behind', async () => {
    const { engine, sessions, subscriptions } = await parts();
    const site = await startSite({ '/page': { body: 'Python' } });
    try {
      site.pause();
      await openList(Array.from({ length: 20 }, (_, index) => site.url(`/page?${index}`)).join('\n'));
      void scanForPython();
      await site.waitForRequests(1);
      const [pid] = engine.pids;
      assert.ok(pid);
      let events = 0;
      sessions.onDidChange(() => events++);
      const ended = engine.ended();
      for (const each of [...subscriptions].reverse()) each.dispose();
      await ended;
      assert.equal(isAlive(pid), false);
      const editor = vscode.window.activeTextEditor ?? assert.fail('no editor');
      await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '# x\n'));
      assert.equal(events, 0);
      assert.ok(!(await vscode.commands.getCommands(true)).includes('scanUrls.stop'), 'no command is left');
    } finally {
      await site.close();
    }
  });
});
