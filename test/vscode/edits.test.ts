import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type Site, startSite } from '../web/ordinary.ts';
import { cleanUp, groups, openList, parts, problems, problemsAre, scanForPython, until } from './support.ts';

describe('Edits of a list', () => {
  let site: Site;
  let document: vscode.TextDocument;
  let editor: vscode.TextEditor;

  before(async () => {
    site = await startSite({ '/fine': { body: 'a heron' } });
  });

  beforeEach(async () => {
    document = await openList(`${site.url('/fine')}\n${site.url('/lost')}\n${site.url('/gone')}\n`);
    editor = vscode.window.activeTextEditor ?? assert.fail('no editor');
    await scanForPython();
    assert.deepEqual(failedUrls(), [site.url('/lost'), site.url('/gone')]);
  });

  afterEach(cleanUp);
  after(() => site.close());

  /** The texts that have diagnostics. */
  function failedUrls(): string[] {
    return problems(document).map(({ range }) => document.getText(range));
  }

  function linesAre(lines: number[]): Promise<void> {
    return problemsAre(document, all => `${all.map(({ range }) => range.start.line)}` === `${lines}`);
  }

  it('above a line move its verdict along', async () => {
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '# one\n# two\n'));
    await linesAre([3, 4]);
    assert.deepEqual(failedUrls(), [site.url('/lost'), site.url('/gone')]);
  });

  it('between URLs move only those below', async () => {
    await editor.edit(edit => edit.insert(new vscode.Position(2, 0), `${site.url('/fine')}\n`));
    await linesAre([1, 3]);
    assert.deepEqual(failedUrls(), [site.url('/lost'), site.url('/gone')]);
  });

  it('before a URL on its own line move the range', async () => {
    await editor.edit(edit => edit.insert(new vscode.Position(1, 0), '    '));
    await problemsAre(document, all => all[0]?.range.start.character === 4);
    assert.deepEqual(failedUrls(), [site.url('/lost'), site.url('/gone')]);
  });

  it('of a URL take its verdict away, and undo brings it back', async () => {
    const end = document.lineAt(1).range.end;
    await editor.edit(edit => edit.insert(end, '/elsewhere'));
    await linesAre([2]);
    const failed = (await groups()).get('Failed (2)');
    assert.match(failed?.[0]?.description ?? '', /edited since the scan$/);
    await vscode.commands.executeCommand('undo');
    await linesAre([1, 2]);
  });

  it('that remove a line take its verdict away', async () => {
    await editor.edit(edit => edit.delete(new vscode.Range(1, 0, 2, 0)));
    await linesAre([1]);
    assert.deepEqual(failedUrls(), [site.url('/gone')]);
  });

  it('that move a line take its verdict with it', async () => {
    editor.selection = new vscode.Selection(2, 0, 2, 0);
    await vscode.commands.executeCommand('editor.action.moveLinesUpAction');
    await vscode.commands.executeCommand('editor.action.moveLinesUpAction');
    await linesAre([2, 0]);
    assert.deepEqual(failedUrls(), [site.url('/lost'), site.url('/gone')]);
  });

  it('with several cursors keep every verdict on its line', async () => {
    await editor.edit(edit => {
      edit.insert(new vscode.Position(0, 0), '# a\n');
      edit.insert(new vscode.Position(1, 0), '# b\n# c\n');
      edit.insert(new vscode.Position(2, 0), '# d\n');
    });
    await linesAre([4, 6]);
    assert.deepEqual(failedUrls(), [site.url('/lost'), site.url('/gone')]);
  });

  it('while a scan runs never put a verdict on the wrong line', async () => {
    const { sessions } = await parts();
    site.pause();
    const before = site.requests.length;
    const ended = scanForPython();
    await site.waitForRequests(before + 3);
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '# one\n'));
    site.resume();
    await ended;
    await until(sessions.onDidChange, () => sessions.running.length === 0);
    assert.deepEqual(failedUrls(), [site.url('/lost'), site.url('/gone')]);
    assert.deepEqual(
      problems(document).map(({ range }) => range.start.line),
      [2, 3],
    );
  });
});
