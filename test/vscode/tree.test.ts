import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type Site, startSite } from '../web/ordinary.ts';
import { cleanUp, groups, nodesOf, openList, parts, problems, rowOf, scanForPython } from './support.ts';

describe('The tree', () => {
  let site: Site;

  before(async () => {
    site = await startSite({
      '/three': { body: '<h1>Python</h1>\n\n<p>One python, and another PYTHON</p>\r\n' },
      '/long': { body: [`<p>${'x'.repeat(300_000)} python ${'y'.repeat(300_000)}</p>`].join('') },
      '/image': { headers: { 'content-type': 'image/png' }, body: 'python' },
      '/missing': { status: 404, body: 'python' },
      '/no': { body: '<p>a heron</p>' },
    });
  });

  afterEach(cleanUp);
  after(() => site.close());

  it('shows each matched line below its URL, with the matches highlighted', async () => {
    const { tree } = await parts();
    await openList(site.url('/three'));
    await scanForPython();
    const [url] = await nodesOf('mentions');
    assert.ok(url);
    assert.deepEqual(rowOf(tree, url), {
      label: site.url('/three').replace('http://', ''),
      description: '3 ×',
      highlights: [],
      contextValue: 'url',
    });
    const lines = tree.getChildren(url).map(node => rowOf(tree, node));
    assert.deepEqual(
      lines.map(({ label, description }) => [label, description]),
      [
        ['<h1>Python</h1>', 'line 1'],
        ['<p>One python, and another PYTHON</p>', 'line 3'],
      ],
    );
    assert.deepEqual(
      lines.map(({ label, highlights }) => highlights.map(([start, end]) => label.slice(start, end))),
      [['Python'], ['python', 'PYTHON']],
    );
  });

  it('opens the page at the match, read-only, with the match selected', async () => {
    const { tree } = await parts();
    await openList(site.url('/three'));
    await scanForPython();
    const [url] = await nodesOf('mentions');
    const match = url && tree.getChildren(url).at(-1);
    await vscode.commands.executeCommand('scanUrls.openMatch', match);
    const editor = vscode.window.activeTextEditor ?? assert.fail('no editor');
    assert.equal(editor.document.uri.scheme, 'scan-urls-page');
    assert.equal(editor.document.languageId, 'plaintext');
    assert.equal(editor.document.getText(editor.selection), 'python');
    assert.deepEqual([editor.selection.start.line, editor.selection.start.character], [2, 7]);
    const isEdited = await editor.edit(edit => edit.insert(new vscode.Position(0, 0), 'x'));
    assert.equal(isEdited && editor.document.isDirty, false, 'the page cannot be edited');
  });

  it('says that a match is in a frame, and opens the page of that frame', async () => {
    const { pages, tree } = await parts();
    const frames = await startSite({
      '/': { body: '<frameset><frame src=/empty><frame src=/inner></frameset>' },
      '/empty': { body: '<p>Nothing' },
      '/inner': { body: '<title>In</title>\n<p>A python</p>' },
    });
    try {
      await openList(frames.url('/'));
      await scanForPython();
      const [url] = await nodesOf('mentions');
      assert.equal(url && rowOf(tree, url).description, '1 × (in a frame)');
      const [match] = (url && tree.getChildren(url)) ?? [];
      const { host } = new URL(frames.url('/'));
      assert.equal(match && rowOf(tree, match).description, `line 2, in a frame: ${host}/inner`);
      await vscode.commands.executeCommand('scanUrls.openMatch', match);
      const editor = vscode.window.activeTextEditor ?? assert.fail('no editor');
      assert.equal(editor.document.getText(), '<title>In</title>\n<p>A python</p>');
      assert.equal(editor.document.getText(editor.selection), 'python');
      assert.equal((await pages.matchesOf(editor.document)).length, 1);
      await vscode.commands.executeCommand('scanUrls.showText');
      const text = vscode.window.activeTextEditor ?? assert.fail('no editor');
      assert.equal(text.document.getText(), 'In\nA python');
      assert.equal(text.document.getText(text.selection), 'python');
      await vscode.commands.executeCommand('scanUrls.showSource');
    } finally {
      await frames.close();
    }
  });

  it('keeps the verdicts of the list when a page is opened, and scans the list from there', async () => {
    const { sessions, tree } = await parts();
    const list = await openList([site.url('/three'), site.url('/missing')].join('\n'));
    await scanForPython();
    const [url] = await nodesOf('mentions');
    await vscode.commands.executeCommand('scanUrls.openMatch', url && tree.getChildren(url)[0]);
    assert.equal(vscode.window.activeTextEditor?.document.uri.scheme, 'scan-urls-page');
    assert.equal(problems(list).length, 1);
    assert.ok(sessions.shown?.lines.every(({ isAttached }) => isAttached));
    assert.equal((await scanForPython())?.mentions, 1);
    assert.equal(sessions.shown?.uri.toString(), list.uri.toString());
  });

  it('opens a page of one long line at the match', async () => {
    const { tree } = await parts();
    await openList(site.url('/long'));
    await scanForPython();
    const [url] = await nodesOf('mentions');
    const [match] = url ? tree.getChildren(url) : [];
    assert.ok(match && rowOf(tree, match).label.length < 400, 'the line is cut around the match');
    await vscode.commands.executeCommand('scanUrls.openMatch', match);
    const editor = vscode.window.activeTextEditor ?? assert.fail('no editor');
    assert.equal(editor.document.getText(editor.selection), 'python');
  });

  it('has groups of their own for what is not text, and always the three that answer the question', async () => {
    await openList([site.url('/image'), site.url('/missing')].join('\n'));
    await scanForPython();
    const shown = await groups();
    assert.deepEqual(
      [...shown.keys()],
      ['Mentions “Python” (0)', 'No mention (0)', 'Not text (1)', 'Failed (1)'],
    );
    assert.equal(shown.get('Not text (1)')?.[0]?.description, 'The page is image/png, not text');
    assert.equal(
      shown.get('Failed (1)')?.[0]?.description,
      'HTTP_STATUS 404 · The server answered 404 Not Found',
    );
  });

  it('says so when only a part of a page was searched, and never calls it "no mention"', async () => {
    const settings = vscode.workspace.getConfiguration('scanUrls');
    try {
      await settings.update('maxPageSize', 0.1, vscode.ConfigurationTarget.Global);
      await openList(site.url('/long'));
      await scanForPython();
      const shown = await groups();
      assert.equal(shown.get('No mention (0)')?.length, 0);
      assert.equal(
        shown.get('“Python” not found in the part searched (1)')?.[0]?.description,
        'Only the first 102.4 KiB were searched',
      );
    } finally {
      await settings.update('maxPageSize', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('goes to the line of the list, wherever edits have moved it', async () => {
    const document = await openList(`${site.url('/no')}\n${site.url('/missing')}\n`);
    await scanForPython();
    const editor = vscode.window.activeTextEditor ?? assert.fail('no editor');
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '# moved\n'));
    const [failed] = await nodesOf('failed');
    await vscode.commands.executeCommand('scanUrls.goToLine', failed);
    const { activeTextEditor } = vscode.window;
    assert.equal(activeTextEditor?.document, document);
    assert.equal(activeTextEditor?.selection.start.line, 2);
    assert.equal(document.getText(activeTextEditor?.selection), site.url('/missing'));
  });

  it('shows a long group in parts', async () => {
    const { tree } = await parts();
    const urls = Array.from({ length: 450 }, (_, index) => site.url(`/no?${index}`));
    await openList(urls.join('\n'));
    await scanForPython();
    assert.equal((await nodesOf('noMention')).length, 101);
    const more = (await nodesOf('noMention')).at(-1);
    assert.ok(more);
    assert.equal(rowOf(tree, more).label, 'Show more (350 left)');
    await vscode.commands.executeCommand('scanUrls.showMore', more);
    assert.equal((await nodesOf('noMention')).length, 201);
  });

  it('copies a URL, and all of a group', async () => {
    const { tree } = await parts();
    await openList([site.url('/no'), site.url('/missing'), site.url('/no?2')].join('\n'));
    await scanForPython();
    const nodes = await nodesOf('noMention');
    await vscode.commands.executeCommand('scanUrls.copyUrl', nodes[1], [nodes[1]]);
    assert.equal(await vscode.env.clipboard.readText(), site.url('/no?2'));
    const group = tree.getChildren().find(node => node.type === 'group' && node.kind === 'noMention');
    await vscode.commands.executeCommand('scanUrls.copyGroup', group);
    assert.equal(await vscode.env.clipboard.readText(), [site.url('/no'), site.url('/no?2')].join('\n'));
  });
});
