import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { verdictsIn } from '../../src/editor/list/lineVerdicts.ts';
import { type Site, startSite } from '../web/ordinary.ts';
import { cleanUp, groups, hoverAt, openList, parts, problems, scanForPython, verdicts } from './support.ts';

let documents = 0;

/** Opens an unsaved document. */
async function openDocument(text: string, languageId: string): Promise<vscode.TextDocument> {
  const uri = vscode.Uri.from({ scheme: 'untitled', path: `Document-${documents++}` });
  const document = await vscode.languages.setTextDocumentLanguage(
    await vscode.workspace.openTextDocument(uri),
    languageId,
  );
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  await editor.edit(edit => edit.insert(new vscode.Position(0, 0), text));
  return document;
}

describe('A document that is no list', () => {
  let site: Site;

  before(async () => {
    site = await startSite({
      '/yes': { body: '<p>Python, python</p>' },
      '/no': { body: '<p>a heron</p>' },
      '/a&b': { body: '<p>Python</p>' },
    });
  });

  afterEach(cleanUp);
  after(() => site.close());

  const markdown = () =>
    `# Title\n\nSee [one](${site.url('/yes')}), [two](${site.url('/no')} "title") and <${site.url('/gone')}>.\n\n` +
    `- [relative](docs/x.md), [a template](${site.url('/{id}')})\n\n\`\`\`\n${site.url('/code')}\n\`\`\`\n`;

  it('has its links scanned where they stand', async () => {
    const document = await openDocument(markdown(), 'markdown');
    const tally = await scanForPython();
    assert.deepEqual([tally?.urls, tally?.mentions, tally?.failed], [3, 1, 1]);
    const { sessions, tree } = await parts();
    const lines = sessions.of(document.uri)?.lines ?? [];
    assert.deepEqual(
      lines.map(({ end, line, start }) => document.getText(new vscode.Range(line, start, line, end))),
      ['/yes', '/no', '/gone'].map(site.url),
    );
    assert.deepEqual(
      problems(document).map(({ range }) => document.getText(range)),
      [site.url('/gone')],
    );
    assert.match(tree.message, /Not scanned: 1 relative link, 1 template$/);
    assert.equal((await groups()).get('Failed (1)')?.length, 1);
  });

  it('has a short verdict behind each URL of a line, and a long one at its end', async () => {
    const document = await openDocument(markdown(), 'markdown');
    await scanForPython();
    const session = (await parts()).sessions.of(document.uri) ?? assert.fail();
    const shown = verdictsIn({ session, document: 0 }, [new vscode.Range(0, 0, document.lineCount, 0)]);
    assert.deepEqual(
      shown.map(({ renderOptions }) => renderOptions?.after?.contentText?.replace(/\d+ ms/, 'ms')),
      ['2 × Python', 'no mention', '404 Not Found'],
    );
    const line = document.lineAt(2).text;
    assert.deepEqual(
      shown.map(({ range }) => Math.min(range.end.character, line.length)),
      [line.indexOf('), [two'), line.indexOf(' "title"'), line.length],
    );
  });

  it('says what is known of a URL to who points at it, and not beside it', async () => {
    const document = await openDocument(markdown(), 'markdown');
    await scanForPython();
    const line = document.lineAt(2).text;
    const text = async (at: string) =>
      (await hoverAt(document, 2, line.indexOf(at) + 2)).map(({ value }) => value).join();
    assert.match(await text(site.url('/yes')), /2 ×/);
    assert.match(await text(site.url('/no')), /No mention of Python/);
    assert.doesNotMatch(await text('See'), /Python/);
  });

  it('keeps the verdicts at their URLs while it is edited', async () => {
    const document = await openDocument(markdown(), 'markdown');
    await scanForPython();
    const editor = vscode.window.activeTextEditor ?? assert.fail();
    await editor.edit(edit => edit.insert(new vscode.Position(2, 0), 'Please '));
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '\n\n'));
    const { sessions } = await parts();
    const lines = sessions.of(document.uri)?.lines ?? [];
    assert.deepEqual(
      lines.map(({ end, isAttached, line, start }) =>
        isAttached ? document.getText(new vscode.Range(line, start, line, end)) : undefined,
      ),
      ['/yes', '/no', '/gone'].map(site.url),
    );
    const no = document.lineAt(4).text.indexOf(site.url('/no')) + site.url('/no').length;
    await editor.edit(edit => edit.insert(new vscode.Position(4, no), 'w'));
    assert.deepEqual(
      lines.map(({ isAttached }) => isAttached),
      [true, false, true],
    );
  });

  it('is scanned only where it is selected: one URL of a line, or half a paragraph', async () => {
    const document = await openDocument(markdown(), 'markdown');
    const editor = vscode.window.activeTextEditor ?? assert.fail();
    const line = document.lineAt(2).text;
    const at = line.indexOf(site.url('/no'));
    const before = site.requests.length;
    editor.selection = new vscode.Selection(2, at, 2, at + site.url('/no').length);
    assert.equal((await scanForPython())?.urls, 1);
    editor.selection = new vscode.Selection(2, at + 3, 4, 0);
    assert.equal((await scanForPython())?.urls, 2);
    assert.deepEqual(
      site.requests.slice(before).map(({ path }) => path),
      ['/no', '/no', '/gone'],
    );
  });

  it('has its entities and escapes decoded', async () => {
    await openDocument(`<p><a href="${site.url('/a&amp;b')}">x</a>`, 'html');
    assert.equal((await scanForPython())?.mentions, 1);
    await openDocument(JSON.stringify({ home: site.url('/yes') }).replaceAll('/', '\\/'), 'json');
    assert.equal((await scanForPython())?.mentions, 1);
  });

  it('without any URL is answered with a message', async () => {
    await openDocument('# Nothing\n\n[a](b.md)\n', 'markdown');
    assert.equal(await scanForPython(), undefined);
  });
});

describe('A host without a scheme', () => {
  let site: Site;

  before(async () => {
    site = await startSite({ '/': { body: 'Python' }, '/x': { body: 'Python' } });
  });

  afterEach(cleanUp);
  after(() => site.close());

  it('is scanned, its verdict says by which scheme, and a quick fix writes it down', async () => {
    const host = new URL(site.url('/')).host;
    const document = await openList(`${host}\n- ${host}/x\n`);
    const tally = await scanForPython();
    assert.deepEqual([tally?.urls, tally?.mentions], [2, 2]);
    assert.match((await verdicts(document)).get(0) ?? '', /^1 × Python · http: assumed · 200 · \d+ ms$/);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      document.lineAt(0).range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const titles = actions.map(({ title }) => title);
    assert.deepEqual(titles, ['Write http:// in Front of It', 'Write the Scheme in Front of All 2 Hosts']);
    const { edit } = actions[1] ?? assert.fail();
    assert.ok(edit && (await vscode.workspace.applyEdit(edit)));
    assert.equal(document.getText(), `http://${host}\n- http://${host}/x\n`);
  });
});

/** What VS Code underlines in the corpus, and no scan asks for, with the reason. */
const LEFT_OUT: readonly (readonly [reason: string, pattern: RegExp])[] = [
  ['a comment', /^https:\/\/(?:comment\.example\.org\/|lists\.example\.org\/rules|draft\.example\.org\/)/],
  ['a name of a namespace, a DTD or a schema', /^https:\/\/(?:schemas|dtd)\.example\.org\//],
  ['a style, a script or a template', /^https:\/\/(?:style|script|template|unseen)\.example\.org\//],
  ['where a form is sent', /^https:\/\/form\.example\.org\//],
  ['a server that browsers only connect to', /^https:\/\/fonts\.example\.net$/],
  [
    'the base of other links',
    /^https:\/\/(?:gallery\.example\.org\/2024|second\.example\.org|git\.example\.org\/tidewatch)\/$/,
  ],
  ['the text of a link, which is its label', /^https:\/\/(?:url|in)\.example\.org\/$/],
  ['a URL that a line break divides', /^https:\/\/broken\.example\.org\/a$/],
  ['markup that is the text of a feed', /^https:\/\/escaped\.example\.org\/$/],
  ['a text of XML that is not one URL', /^https:\/\/(?:two|urls)\.example\.org\/$/],
];

describe('What VS Code underlines', () => {
  // The sources of the tests; the bundle that runs here is elsewhere.
  // Beside the folder of the bundle that runs here.
  const folder = path.resolve(__dirname, '../../documents');

  afterEach(cleanUp);

  for (const name of readdirSync(folder).filter(name => !/\.\w+\.json$/.test(name))) {
    it(`in ${name} is found, too`, async () => {
      const document = await vscode.workspace.openTextDocument(path.join(folder, name));
      await vscode.window.showTextDocument(document);
      const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
        'vscode.executeLinkProvider',
        document.uri,
        0,
      );
      const expected: { line: number; column: number; endColumn: number }[] = JSON.parse(
        readFileSync(path.join(folder, `${name}.json`), 'utf8'),
      );
      const ours = new Set(expected.map(({ column, line }) => `${line}:${column}`));
      const theirs = links.map(({ range }) => ({ range, text: document.getText(range) }));
      const missing = theirs
        .filter(({ text }) => /^https?:/i.test(text))
        .filter(({ range }) => !ours.has(`${range.start.line + 1}:${range.start.character + 1}`))
        .map(({ text }) => text)
        .filter(text => !LEFT_OUT.some(([, pattern]) => pattern.test(text)));
      assert.deepEqual(missing, []);
    });
  }
});
