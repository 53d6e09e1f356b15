import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type Site, startSite } from '../web/ordinary.ts';
import { cleanUp, parts, problems, rowOf, verdicts } from './support.ts';

describe('A folder', () => {
  let site: Site;
  let folder: vscode.Uri;

  before(async () => {
    site = await startSite({ '/yes': { body: 'Python Python' }, '/no': { body: 'a heron' } });
    const workspace = vscode.workspace.workspaceFolders?.[0] ?? assert.fail('no folder is open');
    folder = vscode.Uri.joinPath(workspace.uri, 'docs');
    const files: Record<string, string> = {
      'a.md': `[one](${site.url('/yes')}) and [two](${site.url('/no')}), [three](other.md)\n`,
      'deep/b.html': `<p><a href="${site.url('/gone?a=1&amp;b=2')}">x</a> <a href="${site.url('/yes')}">y</a>\n`,
      'deep/c.csv': `name,url\nC,${site.url('/yes')}\n`,
      'notes.txt': `A heading\n\n${site.url('/no')}\n`,
      'empty.md': '# Nothing\n',
      'blank/f.md': '# Nothing\n\n[a](b.md)\n',
      'ignored/d.md': `[no](${site.url('/ignored')})\n`,
      'excluded/e.md': `[no](${site.url('/excluded')})\n`,
      '.gitignore': 'ignored/\n',
      'program.py': `URL = "${site.url('/program')}"\n`,
    };
    for (const [name, text] of Object.entries(files)) {
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), Buffer.from(text));
    }
    await vscode.workspace
      .getConfiguration('files')
      .update('exclude', { '**/excluded': true }, vscode.ConfigurationTarget.Workspace);
  });

  afterEach(cleanUp);

  after(async () => {
    await vscode.workspace
      .getConfiguration('files')
      .update('exclude', undefined, vscode.ConfigurationTarget.Workspace);
    await vscode.workspace.fs.delete(folder, { recursive: true });
    await site.close();
  });

  const scan = async () => (await parts()).starter.scanFiles([folder], 'Python');
  const document = (name: string) => vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, name));

  it('has the URLs of its documents scanned, each once', async () => {
    const before = site.requests.length;
    const tally = await scan();
    assert.deepEqual([tally?.urls, tally?.mentions, tally?.failed], [6, 3, 1]);
    assert.deepEqual(
      site.requests
        .slice(before)
        .map(({ path }) => path)
        .toSorted(),
      ['/gone?a=1&b=2', '/no', '/yes'],
    );
    const { tree } = await parts();
    assert.match(tree.message, /^docs: 5 responses for 6 URLs.*Not scanned: 2 relative links$/);
  });

  it('is shown by file, those with failures first, and then by verdict', async () => {
    await scan();
    const { tree } = await parts();
    const files = tree.getChildren();
    assert.deepEqual(
      files.map(node => rowOf(tree, node)).map(({ description, label }) => [label, description]),
      [
        ['b.html (2)', '1 mentions it · 1 failed · deep'],
        ['a.md (2)', '1 mentions it'],
        ['c.csv (1)', '1 mentions it · deep'],
        ['notes.txt (1)', ''],
      ],
    );
    const [first] = files;
    assert.ok(first);
    const groups = tree.getChildren(first);
    assert.deepEqual(
      groups.map(node => rowOf(tree, node).label),
      ['Mentions “Python” (1)', 'Failed (1)'],
    );
    const [row] = tree.getChildren(groups[1]);
    assert.ok(row?.type === 'url');
    assert.equal(tree.getParent(groups[1] ?? first), first);
    await vscode.commands.executeCommand('scanUrls.goToLine', row);
    assert.match(vscode.window.activeTextEditor?.document.uri.path ?? '', /\/docs\/deep\/b\.html$/);
  });

  it('has the problems of documents that are not open', async () => {
    await scan();
    const uri = vscode.Uri.joinPath(folder, 'deep/b.html');
    const [problem, ...more] = vscode.languages.getDiagnostics(uri);
    assert.deepEqual(more, []);
    const text = (await document('deep/b.html')).getText(problem?.range);
    assert.equal(text, site.url('/gone?a=1&amp;b=2'), 'the URL as the document writes it');
  });

  it('shows the verdicts of a document when it is opened, and they follow its edits', async () => {
    await scan();
    const opened = await document('a.md');
    const editor = await vscode.window.showTextDocument(opened);
    assert.match((await verdicts(opened)).get(0) ?? '', /no mention/);
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '\n'));
    assert.match((await verdicts(opened)).get(1) ?? '', /no mention/);
    await vscode.commands.executeCommand('undo');
    const html = await document('deep/b.html');
    await vscode.window.showTextDocument(html);
    assert.equal(problems(html).length, 1, 'an entity does not keep a URL from its place');
  });

  it('gives way to a scan of one of its documents, and comes back with Scan Again', async () => {
    await scan();
    const opened = await document('deep/b.html');
    await vscode.window.showTextDocument(opened);
    await vscode.commands.executeCommand('scanUrls.scanForPython');
    const { sessions } = await parts();
    assert.equal(sessions.at(opened.uri)?.session.uri.toString(), opened.uri.toString());
    assert.equal(problems(opened).length, 1);
    const ofFolder = sessions.of(folder) ?? assert.fail();
    sessions.show(ofFolder);
    await vscode.commands.executeCommand('scanUrls.scanAgain');
    assert.notEqual(sessions.of(folder), ofFolder);
    assert.equal(sessions.shown?.tally.urls, 6);
  });

  it('without any URL is answered with a message', async () => {
    const empty = vscode.Uri.joinPath(folder, 'blank');
    const { starter } = await parts();
    assert.equal(await starter.scanFiles([empty], 'Python'), undefined);
  });
});
