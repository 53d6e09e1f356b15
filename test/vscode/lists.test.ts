import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { readReadingSettings } from '../../src/editor/settings/readingSettings.ts';
import { engineOptions } from '../../src/engine/model/options.ts';
import { type Site, startSite } from '../web/ordinary.ts';
import { cleanUp, groups, openList, parts, problems, scanForPython } from './support.ts';

describe('A list', () => {
  let site: Site;
  let folder: vscode.Uri;

  before(async () => {
    site = await startSite({
      '/yes': { body: '<p>Python, python</p>' },
      '/no': { body: '<p>a heron</p>' },
    });
    const workspace = vscode.workspace.workspaceFolders?.[0] ?? assert.fail('no folder is open');
    folder = workspace.uri;
  });

  afterEach(cleanUp);
  after(() => site.close());

  async function file(name: string, text: string): Promise<vscode.Uri> {
    const uri = vscode.Uri.joinPath(folder, name);
    await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
    return uri;
  }

  it('is scanned from the Explorer without being open', async () => {
    const uri = await file(
      'closed.urls.txt',
      `\ufeff${site.url('/yes')}\r\n# a comment\r\n${site.url('/no')}  # why\r\n`,
    );
    const tally = await scanForPython(uri, [uri]);
    assert.deepEqual([tally?.urls, tally?.responses, tally?.mentions], [2, 2, 1]);
    const { sessions } = await parts();
    assert.deepEqual(
      sessions.of(uri)?.lines.map(({ line }) => line),
      [0, 2],
    );
  });

  it('is scanned as it is in the editor when that has unsaved edits', async () => {
    const uri = await file('dirty.urls.txt', `${site.url('/no')}\n`);
    const editor = await vscode.window.showTextDocument(uri);
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), `${site.url('/yes')}\n`));
    assert.ok(editor.document.isDirty);
    const tally = await scanForPython(uri, [uri]);
    assert.deepEqual([tally?.urls, tally?.mentions], [2, 1]);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('is scanned in full from the Explorer, though lines are selected in its editor', async () => {
    const uri = await file('selected.urls.txt', `${site.url('/yes')}\n${site.url('/no')}\n`);
    const editor = await vscode.window.showTextDocument(uri);
    editor.selection = new vscode.Selection(0, 0, 0, 5);
    assert.equal((await scanForPython(uri, [uri]))?.urls, 2);
  });

  it('is scanned in part when lines are selected', async () => {
    const document = await openList(`${site.url('/yes')}\n${site.url('/no')}\n${site.url('/no')}\n`);
    const editor = vscode.window.activeTextEditor ?? assert.fail('no editor');
    editor.selection = new vscode.Selection(1, 3, 3, 0);
    const tally = await scanForPython();
    assert.equal(tally?.urls, 2);
    const { sessions } = await parts();
    assert.deepEqual(
      sessions.of(document.uri)?.lines.map(({ line }) => line),
      [1, 2],
    );
    // Scan Again scans the same lines at their current positions.
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '\n\n'));
    await vscode.commands.executeCommand('scanUrls.scanAgain');
    assert.deepEqual(
      sessions.of(document.uri)?.lines.map(({ line }) => line),
      [3, 4],
    );
  });

  it('has its rejected lines in the tree and as diagnostics that say why', async () => {
    const document = await openList(
      `${site.url('/yes')}\nhttp:///\n  ftp://example.com/ # old\nhttp://x:99999/\n`,
    );
    const tally = await scanForPython();
    assert.deepEqual([tally?.urls, tally?.rejected], [1, 3]);
    assert.deepEqual(
      problems(document).map(({ code, message, range }) => [code, message, document.getText(range)]),
      [
        ['URL_INVALID', 'Not a valid URL: the host is missing', 'http:///'],
        ['URL_SCHEME', 'Only http: and https: pages can be scanned (this is ftp:)', 'ftp://example.com/'],
        ['URL_INVALID', 'Not a valid URL: the port is larger than 65535', 'http://x:99999/'],
      ],
    );
    assert.equal((await groups()).get('Failed (3)')?.length, 3);
  });

  it('is read once for each version of its document', async () => {
    const document = await openList(`${site.url('/yes')}\n`);
    const { reader } = (await parts()).scanner;
    const read = () => reader.read(document, readReadingSettings(document.uri), engineOptions({}, 'test'));
    const first = await read();
    assert.equal((await read()).list, first.list);
    const editor = vscode.window.activeTextEditor ?? assert.fail('no editor');
    await editor.edit(edit => edit.insert(new vscode.Position(1, 0), site.url('/no')));
    assert.equal(first.list.targets.length, 1);
    assert.equal((await read()).list.targets.length, 2);
  });

  it('that is empty is answered with a message, and nothing is shown', async () => {
    await openList('# nothing yet\n\n');
    assert.equal(await scanForPython(), undefined);
    assert.equal((await parts()).sessions.shown, undefined);
  });

  it('that holds only words is answered with a message, too', async () => {
    await openList('A heading\n\nand some words\n');
    assert.equal(await scanForPython(), undefined);
    assert.equal((await parts()).sessions.shown, undefined);
  });

  it('without any valid URL is answered with its rejected lines', async () => {
    const document = await openList('http://\nftp://two/\n');
    const tally = await scanForPython();
    assert.deepEqual([tally?.urls, tally?.rejected], [0, 2]);
    assert.equal(problems(document).length, 2);
  });

  it('is asked for when no editor is open', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    void vscode.commands.executeCommand('scanUrls.scanForPython');
    assert.equal((await parts()).sessions.shown, undefined);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('can be several files at once, selected in the Explorer', async () => {
    const first = await file('a.urls.txt', site.url('/yes'));
    const second = await file('b.urls.txt', site.url('/no'));
    await scanForPython(first, [first, second]);
    const { sessions } = await parts();
    const places = [sessions.at(first), sessions.at(second)];
    assert.deepEqual(
      places.map(place => place?.document),
      [0, 1],
    );
    for (const place of places) {
      assert.deepEqual([place?.session.tally.mentions, place?.session.tally.responses], [1, 2]);
    }
  });
});
