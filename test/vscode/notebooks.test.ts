/** Notebooks: the cells are scanned as they stand in the editor, each in its language. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type Site, startSite } from '../web/ordinary.ts';
import { cleanUp, parts, problems, rowOf, scanForPython, until, verdicts } from './support.ts';

interface Cell {
  readonly cell_type: 'markdown' | 'code';
  readonly source: string;
}

/** A notebook as its file is written. */
function notebookFile(cells: readonly Cell[]): string {
  return JSON.stringify({
    cells: cells.map(({ cell_type, source }) => ({
      cell_type,
      metadata: {},
      source: source.split(/(?<=\n)/),
      ...(cell_type === 'code' ? { outputs: [], execution_count: null } : {}),
    })),
    metadata: { language_info: { name: 'python' } },
    nbformat: 4,
    nbformat_minor: 2,
  });
}

describe('A notebook', () => {
  let site: Site;
  let uri: vscode.Uri;
  let count = 0;

  before(async () => {
    site = await startSite({ '/yes': { body: 'Python Python' }, '/no': { body: 'a heron' } });
  });

  beforeEach(async () => {
    const workspace = vscode.workspace.workspaceFolders?.[0] ?? assert.fail('no folder is open');
    uri = vscode.Uri.joinPath(workspace.uri, 'notebooks', `n${count++}.ipynb`);
    const cells: Cell[] = [
      { cell_type: 'markdown', source: `# Title\n\n[one](${site.url('/yes')}) and [other](other.md)` },
      { cell_type: 'code', source: 'print("no link")' },
      { cell_type: 'code', source: `import x\nx.get("${site.url('/gone')}")\nx.get("${site.url('/yes')}")` },
    ];
    await vscode.workspace.fs.writeFile(uri, Buffer.from(notebookFile(cells)));
  });

  afterEach(async () => {
    for (const notebook of vscode.workspace.notebookDocuments) {
      if (!notebook.isDirty) continue;
      await vscode.window.showNotebookDocument(notebook);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
    await cleanUp();
  });

  after(async () => {
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(uri, '..'), { recursive: true });
    await site.close();
  });

  const open = async () => {
    const notebook = await vscode.workspace.openNotebookDocument(uri);
    await vscode.window.showNotebookDocument(notebook);
    return notebook;
  };
  const rows = async () => {
    const { tree } = await parts();
    return tree.getChildren().map(node => rowOf(tree, node).label);
  };
  const replaceCells = async (start: number, end: number, cells: vscode.NotebookCellData[]) => {
    const edit = new vscode.WorkspaceEdit();
    const range = new vscode.NotebookRange(start, end);
    edit.set(uri, [vscode.NotebookEdit.replaceCells(range, cells)]);
    await vscode.workspace.applyEdit(edit);
  };
  const noCell = () => new vscode.NotebookCellData(vscode.NotebookCellKind.Code, 'pass', 'python');

  it('that is active has its cells scanned as one session, by cell', async () => {
    const notebook = await open();
    const before = site.requests.length;
    const tally = await scanForPython();
    assert.deepEqual([tally?.urls, tally?.mentions, tally?.failed], [3, 2, 1]);
    assert.equal(site.requests.length, before + 2);
    assert.deepEqual(await rows(), ['Cell 3 (2)', 'Cell 1 (1)']);
    const { sessions, tree } = await parts();
    assert.equal(sessions.shown?.uri.toString(), uri.toString());
    assert.match(tree.message, /^notebooks\/n\d+\.ipynb: .*Not scanned: 1 relative link$/);
    const code = notebook.cellAt(2).document;
    assert.deepEqual([...(await verdicts(code)).keys()], [1, 2]);
    assert.deepEqual([...(await verdicts(notebook.cellAt(0).document)).keys()], [2]);
    assert.deepEqual(
      problems(code).map(({ range }) => code.getText(range)),
      [site.url('/gone')],
    );
  });

  it('is scanned from its title, and checked', async () => {
    await open();
    const tally = await scanForPython(uri, { groupId: 0 });
    assert.equal(tally?.urls, 3);
    await vscode.commands.executeCommand('workbench.action.files.newUntitledFile');
    await vscode.commands.executeCommand('scanUrls.check', uri);
    assert.equal((await parts()).sessions.shown?.summary, '2 of 3 URLs answered, 1 failed');
  });

  it('is scanned as it stands in the editor, and again with Scan Again', async () => {
    await open();
    await replaceCells(1, 2, [
      new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, `<${site.url('/no')}>`, 'markdown'),
    ]);
    assert.equal((await scanForPython())?.urls, 4);
    await replaceCells(2, 3, []);
    await vscode.commands.executeCommand('scanUrls.scanAgain');
    assert.equal((await parts()).sessions.shown?.tally.urls, 2);
    assert.deepEqual(await rows(), ['Cell 1 (1)', 'Cell 2 (1)']);
  });

  it('keeps its verdicts at their URLs when cells are edited, moved, deleted and restored', async () => {
    const notebook = await open();
    await scanForPython();
    const code = notebook.cellAt(2).document;
    const edit = new vscode.WorkspaceEdit();
    edit.insert(code.uri, new vscode.Position(0, 0), '# above\n');
    await vscode.workspace.applyEdit(edit);
    assert.deepEqual([...(await verdicts(code)).keys()], [2, 3]);
    await replaceCells(0, 0, [noCell()]);
    assert.deepEqual(await rows(), ['Cell 4 (2)', 'Cell 2 (1)']);
    await replaceCells(3, 4, []);
    assert.deepEqual((await verdicts(code)).size, 0);
    await until(vscode.languages.onDidChangeDiagnostics, () => problems(code).length === 0);
    await vscode.window.showNotebookDocument(notebook);
    await vscode.commands.executeCommand('undo');
    assert.equal(notebook.cellCount, 4);
    const restored = notebook.cellAt(3).document;
    assert.equal(restored.uri.toString(), code.uri.toString());
    assert.deepEqual([...(await verdicts(restored)).keys()], [2, 3]);
    await until(vscode.languages.onDidChangeDiagnostics, () => problems(restored).length === 1);
  });

  it('has no problems while it is closed, and those of its cells when it is opened again', async () => {
    const notebook = await open();
    await scanForPython();
    const { uri: cell } = notebook.cellAt(2).document;
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until(
      vscode.languages.onDidChangeDiagnostics,
      () => vscode.languages.getDiagnostics(cell).length === 0,
    );
    await open();
    await until(
      vscode.languages.onDidChangeDiagnostics,
      () => vscode.languages.getDiagnostics(cell).length === 1,
    );
  });

  it('opens at the cell of a row', async () => {
    await open();
    await scanForPython();
    const { tree } = await parts();
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    const [file] = tree.getChildren();
    const [, failed] = tree.getChildren(file);
    const [row] = tree.getChildren(failed);
    assert.equal(row?.type, 'url');
    await vscode.commands.executeCommand('scanUrls.goToLine', row);
    const editor = vscode.window.activeNotebookEditor ?? assert.fail('no notebook is active');
    assert.equal(editor.notebook.uri.toString(), uri.toString());
    await until(vscode.window.onDidChangeNotebookEditorSelection, () => editor.selection.start === 2);
  });

  it('has only the selection of a cell scanned', async () => {
    const notebook = await open();
    const editor = vscode.window.activeNotebookEditor ?? assert.fail();
    editor.selection = new vscode.NotebookRange(2, 3);
    await vscode.commands.executeCommand('notebook.cell.edit');
    const cell = notebook.cellAt(2).document;
    await until(
      vscode.window.onDidChangeActiveTextEditor,
      () => vscode.window.activeTextEditor?.document === cell,
    );
    const text = vscode.window.activeTextEditor ?? assert.fail();
    text.selection = new vscode.Selection(2, 0, 2, cell.lineAt(2).text.length);
    const tally = await scanForPython();
    assert.deepEqual([tally?.urls, tally?.mentions], [1, 1]);
    assert.deepEqual([...(await verdicts(cell)).keys()], [2]);
  });

  it('is a file of JSON where it is not open, and a text where an editor shows it as one', async () => {
    assert.equal((await scanForPython(uri, [uri]))?.urls, 3);
    const { sessions } = await parts();
    assert.equal(sessions.shown?.isCollection, false);
    await open();
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: false });
    assert.equal((await scanForPython())?.urls, 3);
    assert.equal(sessions.at(uri)?.session, sessions.shown);
  });

  it('names its cells in exports', async () => {
    await open();
    await scanForPython();
    const target = vscode.Uri.joinPath(uri, '..', 'results.csv');
    await vscode.commands.executeCommand('scanUrls.exportResults', 'csv', target);
    const written = Buffer.from(await vscode.workspace.fs.readFile(target)).toString();
    assert.match(written, /^"2",.*\/gone".*,"notebooks\/n\d+\.ipynb#Cell 3","8","\d+"\r?$/m);
  });

  it('without a URL is answered with a message', async () => {
    await open();
    await replaceCells(0, 3, [noCell()]);
    assert.equal(await scanForPython(), undefined);
  });
});
