import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type Site, startSite } from '../web/ordinary.ts';
import { cleanUp, openList, scanForPython } from './support.ts';

async function fixesAt(document: vscode.TextDocument, line: number): Promise<vscode.CodeAction[]> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    document.lineAt(line).range,
    vscode.CodeActionKind.QuickFix.value,
  );
  return actions;
}

async function titlesAt(document: vscode.TextDocument, line: number): Promise<string[]> {
  return (await fixesAt(document, line)).map(({ title }) => title);
}

async function applies(document: vscode.TextDocument, line: number, title: string): Promise<void> {
  const fix = (await fixesAt(document, line)).find(each => each.title === title) ?? assert.fail(title);
  assert.ok(fix.edit && (await vscode.workspace.applyEdit(fix.edit)));
}

describe('Quick fixes', () => {
  let site: Site;

  before(async () => {
    site = await startSite({
      '/old': { status: 301, headers: { location: '/newer' } },
      '/newer': { status: 308, headers: { location: '/new' } },
      '/today': { status: 302, headers: { location: '/new' } },
      '/mixed': { status: 301, headers: { location: '/today' } },
      '/lost': { status: 301, headers: { location: '/gone' } },
      '/new': { body: 'Python' },
    });
  });

  afterEach(cleanUp);
  after(() => site.close());

  it('of a failure scan it again, open it in the browser, or make it a comment', async () => {
    const document = await openList(`  ${site.url('/gone')}\nhttp://\n${site.url('/new')}\n`);
    await scanForPython();
    assert.deepEqual(await titlesAt(document, 0), [
      'Scan This URL Again',
      'Open in Browser',
      'Make the Line a Comment',
    ]);
    assert.deepEqual(await titlesAt(document, 1), ['Make the Line a Comment']);
    assert.deepEqual(await titlesAt(document, 2), []);
    const [again] = await fixesAt(document, 0);
    const before = site.requests.length;
    const { command = '', arguments: given = [] } = again?.command ?? {};
    await vscode.commands.executeCommand(command, ...given);
    assert.equal(site.requests.length, before + 1);
    await applies(document, 0, 'Make the Line a Comment');
    assert.equal(document.lineAt(0).text, `  # ${site.url('/gone')}`);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.lineAt(0).text, `  ${site.url('/gone')}`);
  });

  it('of a page that has moved for good put its new URL in the place of the old one', async () => {
    const fix = 'Replace with the New URL';
    const document = await openList(
      ['/old#part', '/today', '/mixed', '/lost'].map(path => `${site.url(path)}  # x`).join('\n'),
    );
    await scanForPython();
    assert.deepEqual(await titlesAt(document, 1), []);
    assert.deepEqual(await titlesAt(document, 2), [], 'one of its redirects is for today only');
    assert.ok(!(await titlesAt(document, 3)).includes(fix), 'it leads to nothing');
    await applies(document, 0, fix);
    assert.equal(document.lineAt(0).text, `${site.url('/new#part')}  # x`);
    assert.deepEqual(await titlesAt(document, 0), [], 'an edited line has no verdict');
  });

  it('of an address that ends in what does not belong to it put the one in its place that is meant', async () => {
    const good = site.url('/new');
    const rows: [line: string, title: string, mended: string][] = [
      [`${good}).  # x`, `Change to ${good}`, `${good}  # x`],
      [`${good}%22#part`, `Change to ${good}#part`, `${good}#part`],
      [site.url('/gone?a=1&amp;b=2'), `Change to ${site.url('/gone?a=1&b=2')}`, site.url('/gone?a=1&b=2')],
    ];
    const others = [site.url('/gone_(one)'), site.url('/gone#a).'), good];
    const document = await openList([...rows.map(([line]) => line), ...others].join('\n'));
    await scanForPython();
    for (const [index, [, title]] of rows.entries()) {
      const changes = (await titlesAt(document, index)).filter(each => each.startsWith('Change'));
      assert.deepEqual(changes, [title]);
    }
    for (const index of others.keys()) {
      const titles = await titlesAt(document, rows.length + index);
      assert.ok(!titles.some(each => each.startsWith('Change')), `${titles}`);
    }
    for (const [index, [, title, mended]] of rows.entries()) {
      await applies(document, index, title);
      assert.equal(document.lineAt(index).text, mended);
    }
  });

  it('of a duplicate remove its line', async () => {
    const document = await openList(`${site.url('/new')}\n${site.url('/new#again')}\n# end\n`);
    await scanForPython();
    assert.deepEqual(await titlesAt(document, 0), []);
    await applies(document, 1, 'Remove the Duplicate Line');
    assert.equal(document.getText(), `${site.url('/new')}\n# end\n`);
  });
});
