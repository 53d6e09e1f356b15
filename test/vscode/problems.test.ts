import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closedPort } from '../web/closedPort.ts';
import { type Site, startSite } from '../web/ordinary.ts';
import { cleanUp, openList, problems, problemsAre, scanForPython } from './support.ts';

describe('Diagnostics', () => {
  let site: Site;
  let status = 404;

  before(async () => {
    site = await startSite({ '/page': () => ({ status, body: 'a heron' }), '/fine': { body: 'a heron' } });
  });

  afterEach(cleanUp);
  after(() => site.close());

  it('name the failure of each line, and stand on the URL', async () => {
    const port = await closedPort();
    const document = await openList(
      `  ${site.url('/page')}  # x\nhttp://127.0.0.1:${port}/\nhttp://no-such-host.invalid/\n`,
    );
    status = 404;
    await scanForPython();
    assert.deepEqual(
      problems(document).map(({ range, message }) => [document.getText(range), message]),
      [
        [site.url('/page'), 'The server answered 404 Not Found'],
        [`http://127.0.0.1:${port}/`, `127.0.0.1:${port} refused the connection`],
        ['http://no-such-host.invalid/', 'The host name no-such-host.invalid does not exist'],
      ],
    );
  });

  it('are replaced by the next scan', async () => {
    status = 500;
    const document = await openList(site.url('/page'));
    await scanForPython();
    assert.deepEqual(
      problems(document).map(({ message }) => message),
      ['The server answered 500 Internal Server Error'],
    );
    status = 200;
    await scanForPython();
    assert.deepEqual(problems(document), []);
  });

  it('are as many as VS Code keeps of a file, and say how many there are', async () => {
    const lines = Array.from({ length: 1_200 }, (_, index) => `http://x:99999/${index}`);
    const document = await openList(lines.join('\n'));
    await scanForPython();
    const all = problems(document);
    const [more, first] = all;
    assert.equal(all.length, 1_000);
    assert.equal(more?.severity, vscode.DiagnosticSeverity.Information);
    assert.equal(
      more?.message,
      'Only the first 999 of 1200 failed lines are marked; the view Scan URLs shows all of them',
    );
    assert.equal(document.getText(first?.range), 'http://x:99999/0');
    assert.equal(document.getText(all.at(-1)?.range), 'http://x:99999/998');
    // When a marked line is deleted, the next line is marked.
    const editor = vscode.window.activeTextEditor ?? assert.fail('no editor');
    await editor.edit(edit => edit.delete(new vscode.Range(0, 0, 1, 0)));
    await problemsAre(document, now => document.getText(now.at(-1)?.range) === 'http://x:99999/999');
  });

  it('are removed by Clear Results', async () => {
    status = 404;
    const document = await openList(site.url('/page'));
    await scanForPython();
    assert.equal(problems(document).length, 1);
    await vscode.commands.executeCommand('scanUrls.clear');
    assert.deepEqual(problems(document), []);
  });

  it('are removed when the document closes, and are back when it is opened again', async () => {
    status = 404;
    const folder = vscode.workspace.workspaceFolders?.[0] ?? assert.fail('no folder is open');
    const uri = vscode.Uri.joinPath(folder.uri, 'reopened.urls.txt');
    await vscode.workspace.fs.writeFile(uri, Buffer.from(`${site.url('/fine')}\n${site.url('/page')}\n`));
    const { document } = await vscode.window.showTextDocument(uri);
    await scanForPython();
    assert.equal(problems(document).length, 1);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await problemsAre(document, all => all.length === 0);
    await vscode.window.showTextDocument(uri);
    await problemsAre(document, all => all.length === 1);
  });
});
