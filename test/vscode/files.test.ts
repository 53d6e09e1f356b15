/** Several files that are selected in the Explorer, and documents that are not saved. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commonFolder } from '../../src/editor/scan/filesToScan.ts';
import { folderPicks, foldersToScan } from '../../src/editor/scan/workspaceFolders.ts';
import { type Site, startSite } from '../web/ordinary.ts';
import { cleanUp, parts, problems, rowOf, scanForPython, verdicts } from './support.ts';

describe('Several files', () => {
  let site: Site;
  let folder: vscode.Uri;

  const at = (name: string) => vscode.Uri.joinPath(folder, name);
  const selected = (...names: string[]): [vscode.Uri, vscode.Uri[]] => [at(names[0] ?? ''), names.map(at)];
  const pathsSince = (before: number) =>
    site.requests
      .slice(before)
      .map(({ path }) => path)
      .toSorted();

  /** A VS Code in a browser saves by itself. */
  const autoSave = (value: string | undefined) =>
    vscode.workspace
      .getConfiguration('files')
      .update('autoSave', value, vscode.ConfigurationTarget.Workspace);

  before(async () => {
    site = await startSite({ '/yes': { body: 'Python Python' }, '/no': { body: 'a heron' } });
    const workspace = vscode.workspace.workspaceFolders?.[0] ?? assert.fail('no folder is open');
    folder = vscode.Uri.joinPath(workspace.uri, 'several');
    await autoSave('off');
  });

  beforeEach(async () => {
    const files: Record<string, string> = {
      'urls.txt': `${site.url('/yes')}\n${site.url('/no')}\n`,
      'a.md': `[one](${site.url('/yes')}), [two](${site.url('/gone')})\n`,
      'plain.txt': 'No links\n',
      'deep/b.csv': `name,url\nB,${site.url('/yes')}\n`,
      'deep/deeper/c.md': `<${site.url('/no')}>\n`,
    };
    for (const [name, text] of Object.entries(files)) {
      await vscode.workspace.fs.writeFile(at(name), Buffer.from(text));
    }
  });

  afterEach(cleanUp);

  after(async () => {
    await autoSave(undefined);
    await vscode.workspace.fs.delete(folder, { recursive: true });
    await site.close();
  });

  it('are one scan, in which a URL of several files is requested once', async () => {
    const before = site.requests.length;
    const tally = await scanForPython(...selected('urls.txt', 'a.md', 'plain.txt'));
    assert.deepEqual([tally?.urls, tally?.mentions, tally?.failed], [4, 2, 1]);
    assert.deepEqual(pathsSince(before), ['/gone', '/no', '/yes']);
    const { sessions, tree } = await parts();
    assert.equal([...sessions.all].length, 1);
    assert.match(tree.message, /^3 files: 3 responses for 4 URLs/);
    assert.deepEqual(
      tree.getChildren().map(node => rowOf(tree, node).label),
      ['a.md (2)', 'urls.txt (2)'],
    );
  });

  it('are the same selection in any order, and scanned again together', async () => {
    await scanForPython(...selected('urls.txt', 'a.md'));
    await scanForPython(...selected('a.md', 'urls.txt'));
    const { sessions } = await parts();
    const [session, ...others] = sessions.all;
    assert.deepEqual(others, []);
    await vscode.workspace.fs.writeFile(at('a.md'), Buffer.from(`<${site.url('/no')}>\n`));
    await vscode.commands.executeCommand('scanUrls.scanAgain');
    assert.notEqual(sessions.shown, session);
    assert.equal([...sessions.all].length, 1);
    assert.deepEqual([sessions.shown?.tally.urls, sessions.shown?.tally.failed], [3, 0]);
  });

  it('may be files and folders; a file that stands in a folder, too, is read once', async () => {
    const before = site.requests.length;
    const tally = await scanForPython(...selected('deep', 'a.md', 'deep/b.csv', 'deep/deeper'));
    assert.equal(tally?.urls, 4);
    assert.deepEqual(pathsSince(before), ['/gone', '/no', '/yes']);
    const { tree } = await parts();
    assert.match(tree.message, /^4 files and folders: /);
    assert.deepEqual(
      tree
        .getChildren()
        .map(node => rowOf(tree, node))
        .map(({ label, description }) => [label, description]),
      [
        ['a.md (2)', '1 mentions it · 1 failed'],
        ['b.csv (1)', '1 mentions it · deep'],
        ['c.md (1)', 'deep/deeper'],
      ],
    );
  });

  it('are checked together, too', async () => {
    const tally = await vscode.commands.executeCommand('scanUrls.check', ...selected('urls.txt', 'a.md'));
    assert.deepEqual(tally, (await parts()).sessions.shown?.tally);
    const { failed, responses, urls } = (await parts()).sessions.shown?.tally ?? assert.fail();
    assert.deepEqual([urls, responses, failed], [4, 3, 1]);
  });

  it('that is only one is a scan of its document', async () => {
    await scanForPython(...selected('urls.txt'));
    const { sessions } = await parts();
    assert.equal(sessions.shown?.uri.toString(), at('urls.txt').toString());
    assert.equal(sessions.shown?.isCollection, false);
  });

  it('are read as they stand in the editor, and so are the documents of a folder', async () => {
    for (const run of [
      () => scanForPython(...selected('urls.txt', 'a.md')),
      async () => (await parts()).starter.scanFiles([folder], 'Python'),
    ]) {
      const document = await vscode.workspace.openTextDocument(at('a.md'));
      const editor = await vscode.window.showTextDocument(document);
      await editor.edit(edit => edit.insert(new vscode.Position(0, 0), `# New\n\n<${site.url('/new')}>\n\n`));
      assert.ok(document.isDirty);
      const before = site.requests.length;
      await run();
      assert.ok(pathsSince(before).includes('/new'));
      assert.deepEqual([...(await verdicts(document)).keys()], [2, 4]);
      assert.deepEqual(
        problems(document).map(({ range }) => document.getText(range)),
        [site.url('/new'), site.url('/gone')],
      );
      await vscode.commands.executeCommand('workbench.action.files.revert');
    }
  });

  it('have their verdicts where the URLs are, if one is edited while the others are read', async () => {
    const document = await vscode.workspace.openTextDocument(at('a.md'));
    const editor = await vscode.window.showTextDocument(document);
    const scan = scanForPython(...selected('urls.txt', 'a.md'));
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '\n\n\n'));
    await scan;
    assert.deepEqual([...(await verdicts(document)).keys()], [3]);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('are scanned again from the editor of a page', async () => {
    await scanForPython(...selected('urls.txt', 'a.md'));
    const { sessions, tree } = await parts();
    const first = sessions.shown ?? assert.fail();
    const [file] = tree.getChildren();
    const [group] = tree.getChildren(file);
    const [row] = tree.getChildren(group);
    const [match] = tree.getChildren(row);
    await vscode.commands.executeCommand('scanUrls.openMatch', match);
    assert.equal(vscode.window.activeTextEditor?.document.uri.scheme, 'scan-urls-page');
    await scanForPython();
    assert.notEqual(sessions.shown, first);
    assert.equal(sessions.shown?.uri.toString(), first.uri.toString());
  });

  it('may be in another file system than the disk', async () => {
    const files = new Map(
      ['a.md', 'b.csv'].map(name => [`/remote/${name}`, Buffer.from(`url\n\n${site.url('/yes')}\n`)]),
    );
    const scheme = 'scan-urls-remote';
    const provider = vscode.workspace.registerFileSystemProvider(scheme, remoteFiles(files));
    const uris = [...files.keys()].map(path => vscode.Uri.from({ scheme, authority: 'host', path }));
    const [first] = uris;
    const tally = await scanForPython(first, [...uris, at('a.md')]);
    assert.deepEqual([tally?.urls, tally?.mentions, tally?.failed], [4, 3, 1]);
    const { sessions } = await parts();
    for (const uri of uris) assert.equal(sessions.at(uri)?.session, sessions.shown);
    provider.dispose();
  });

  it('without a URL are answered with a message', async () => {
    assert.equal(await scanForPython(...selected('plain.txt', 'gone.md')), undefined);
    assert.equal((await parts()).sessions.shown, undefined);
  });

  it('are exported with their paths', async () => {
    await scanForPython(...selected('urls.txt', 'a.md'));
    const uri = at('results.json');
    await vscode.commands.executeCommand('scanUrls.exportResults', 'json', uri);
    const written = JSON.parse(Buffer.from(await vscode.workspace.fs.readFile(uri)).toString());
    assert.match(JSON.stringify(written), /"several\/urls\.txt"/);
    assert.match(JSON.stringify(written), /"2 files"/);
    await vscode.workspace.fs.delete(uri);
  });
});

describe('The folder of a selection', () => {
  for (const [paths, expected] of [
    [['/a/b/c.md', '/a/b/d.md'], '/a/b'],
    [['/a/b/c.md', '/a/bc/d.md', '/a/b/e.md'], '/a'],
    [['/a/b', '/a/b/c.md'], '/a'],
    [['/a/x.md', '/b/x.md'], '/'],
  ] as const) {
    it(`holds all of ${paths.join(' and ')}`, () => {
      assert.equal(commonFolder(paths.map(path => vscode.Uri.file(path))).path, expected);
    });
  }
});

describe('The folders of a workspace', () => {
  it('are scanned without a question if there is only one', async () => {
    const folders = await foldersToScan();
    assert.deepEqual(
      folders?.map(String),
      vscode.workspace.workspaceFolders?.map(({ uri }) => String(uri)),
    );
  });

  it('are offered one by one, and before that all together', () => {
    const folders = ['one', 'two'].map((name, index) => ({ name, index, uri: vscode.Uri.file(`/${name}`) }));
    assert.deepEqual(
      folderPicks(folders).map(({ folders, label }) => [label, folders.map(({ path }) => path)]),
      [
        ['All Folders', ['/one', '/two']],
        ['one', ['/one']],
        ['two', ['/two']],
      ],
    );
  });
});

/** A file system that holds these files, by their paths, and changes none. */
function remoteFiles(files: ReadonlyMap<string, Uint8Array>): vscode.FileSystemProvider {
  const contentOf = ({ path }: vscode.Uri) => {
    const content = files.get(path);
    if (!content) throw vscode.FileSystemError.FileNotFound(path);
    return content;
  };
  const refuse = () => {
    throw vscode.FileSystemError.NoPermissions();
  };
  return {
    onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
    watch: () => new vscode.Disposable(() => {}),
    stat: uri => ({ type: vscode.FileType.File, ctime: 0, mtime: 0, size: contentOf(uri).length }),
    readFile: contentOf,
    readDirectory: refuse,
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
}
