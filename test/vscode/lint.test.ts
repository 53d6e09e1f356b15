/** Lists are judged while they are typed, without a scan. */

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { type Site, startSite } from '../web/ordinary.ts';
import { cleanUp, parts, problems, problemsAre, scanForPython } from './support.ts';

const LANGUAGE = 'url-list';

async function openLint(content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: LANGUAGE, content });
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

const codes = (document: vscode.TextDocument) => problems(document).map(({ code }) => code);

/** Settles when the diagnostics of the document have these codes. */
const codesAre = (document: vscode.TextDocument, expected: readonly string[]) =>
  problemsAre(document, all => all.map(({ code }) => code).join() === expected.join());

function actionsAt(
  document: vscode.TextDocument,
  line: number,
  kind = vscode.CodeActionKind.QuickFix,
  resolved = 10,
) {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    document.lineAt(line).range,
    kind.value,
    resolved,
  );
}

async function apply(document: vscode.TextDocument, line: number, title: string): Promise<void> {
  const action = (await actionsAt(document, line)).find(each => each.title === title);
  assert.ok(action?.edit && (await vscode.workspace.applyEdit(action.edit)), title);
}

describe('A list that is typed', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'lint-'));
  });

  afterEach(cleanUp);
  after(() => rm(folder, { recursive: true }));

  for (const name of ['urls.txt', 'URLS.TXT', 'partners.urls.txt', 'partners-urls.txt', 'links.urls']) {
    it(`is one by its name: ${name}`, async () => {
      const file = path.join(folder, name);
      await writeFile(file, 'https://example.org/a\nhttps://example.org/a\n');
      const document = await vscode.workspace.openTextDocument(file);
      assert.equal(document.languageId, LANGUAGE);
      await codesAre(document, ['DUPLICATE']);
    });
  }

  it('has each fault marked where it is, and the duplicate faded with the place of the first', async () => {
    const document = await openLint(
      [
        'https://example.org/a',
        'htps://example.org/',
        'example.org',
        'https://example.org/b.',
        'https://user:secret@example.org/c',
        'http://localhost/',
        'https://exаmple.org/', // The a is Cyrillic.
        'https://example.org/a',
        '# http://localhost/',
        'A heading',
      ].join('\n'),
    );
    const expected = [
      ...['URL_SCHEME', 'SCHEME_MISSING', 'TRAILING_PUNCTUATION', 'CREDENTIALS', 'PRIVATE_HOST'],
      ...['MIXED_SCRIPTS', 'DUPLICATE'],
    ];
    await codesAre(document, expected);
    const marked = problems(document).map(({ range }) => document.getText(range));
    assert.deepEqual(marked, [
      ...['htps://example.org/', 'example.org', '.', 'user:secret', 'localhost', 'exаmple.org'],
      'https://example.org/a',
    ]);
    const duplicate = problems(document).at(-1);
    assert.deepEqual(duplicate?.tags, [vscode.DiagnosticTag.Unnecessary]);
    assert.equal(duplicate?.severity, vscode.DiagnosticSeverity.Hint);
    const [first] = duplicate?.relatedInformation ?? [];
    assert.equal(first?.location.range.start.line, 0);
    assert.ok(
      problems(document).every(
        ({ message, source }) => source === 'Scan URLs' && !message.includes('secret'),
      ),
    );
  });

  it('has each fault mended by a quick fix, and all that are sure at once', async () => {
    const document = await openLint(
      'example.org\nhttps://example.org/b.\nhttps://user:x@example.org/c\nhttps://example.org/b\n',
    );
    await codesAre(document, ['SCHEME_MISSING', 'TRAILING_PUNCTUATION', 'CREDENTIALS']);
    const titles = async (line: number) => (await actionsAt(document, line)).map(({ title }) => title);
    assert.deepEqual(await titles(0), ['Write https:// in Front of It', 'Fix All in File']);
    assert.deepEqual(await titles(2), ['Remove the User Name and the Password', 'Fix All in File']);
    assert.deepEqual(await titles(3), []);
    await apply(document, 2, 'Remove the User Name and the Password');
    assert.equal(document.lineAt(2).text, 'https://example.org/c');
    await apply(document, 0, 'Fix All in File');
    assert.equal(document.getText(), 'https://example.org\nhttps://example.org/b\nhttps://example.org/c\n');
    await codesAre(document, []);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.lineAt(0).text, 'example.org', 'one undo takes all of it back');
    const [all] = await actionsAt(document, 0, vscode.CodeActionKind.SourceFixAll);
    assert.deepEqual([all?.title, all?.kind?.value], ['Fix All in File', 'source.fixAll.scanUrls']);
  });

  it('removes a duplicate line with its line break, also the last one', async () => {
    const document = await openLint('https://example.org/a\nhttps://example.org/b\nhttps://example.org/a');
    await codesAre(document, ['DUPLICATE']);
    await apply(document, 2, 'Remove the Duplicate Line');
    assert.equal(document.getText(), 'https://example.org/a\nhttps://example.org/b');
  });

  it('is judged again after each edit', async () => {
    const document = await openLint('https://example.org/a\n');
    const editor = vscode.window.activeTextEditor;
    assert.ok(await editor?.edit(edit => edit.insert(new vscode.Position(1, 0), 'http://localhost/')));
    await codesAre(document, ['PRIVATE_HOST']);
    assert.ok(await editor?.edit(edit => edit.delete(document.lineAt(1).range)));
    await codesAre(document, []);
  });

  it('is not judged if the setting says no, nor when it is no list', async () => {
    const document = await openLint('http://localhost/\nhttps://example.org/\n');
    await codesAre(document, ['PRIVATE_HOST']);
    const settings = vscode.workspace.getConfiguration('scanUrls');
    await settings.update('lint', false, vscode.ConfigurationTarget.Global);
    try {
      await codesAre(document, []);
      assert.deepEqual(await actionsAt(document, 0), []);
    } finally {
      await settings.update('lint', undefined, vscode.ConfigurationTarget.Global);
    }
    await codesAre(document, ['PRIVATE_HOST']);
    const plain = await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    await codesAre(plain, []);
  });

  it('of more than 1,000 findings has the first, and says so', async () => {
    const document = await openLint(
      'http://localhost/\n'.repeat(1_200).replaceAll('localhost', 'user:x@localhost'),
    );
    await problemsAre(document, all => all.length === 1_000);
    const [note] = problems(document);
    assert.match(note?.message ?? '', /Only the first 999 of \d+ findings are marked/);
  });
});

describe('A list that is typed and scanned', () => {
  let site: Site;

  before(async () => {
    site = await startSite({ '/a': { body: 'Python' } });
  });

  afterEach(cleanUp);
  after(() => site.close());

  it('tells each fault once', async () => {
    const host = new URL(site.url('/a')).host;
    const document = await openLint(`http://\n${host}/a\n${site.url('/a')}\n${site.url('/a')}#b`);
    await codesAre(document, ['URL_INVALID', 'SCHEME_MISSING', 'DUPLICATE']);
    await scanForPython();
    const told = (code: string) => codes(document).filter(each => each === code).length;
    await problemsAre(document, () => told('SCHEME_MISSING') === 0);
    assert.equal(told('URL_INVALID'), 1);
    const titles = (await actionsAt(document, 3)).map(({ title }) => title);
    assert.equal(titles.filter(title => title === 'Remove the Duplicate Line').length, 1, titles.join());
    await vscode.commands.executeCommand('scanUrls.clear');
    await problemsAre(document, () => told('SCHEME_MISSING') === 1);
    assert.equal(told('URL_INVALID'), 1);
  });

  it('gets the scheme by which it has answered', async () => {
    const host = new URL(site.url('/a')).host;
    const document = await openLint(`${host}/a\nhttps://example.org/b.\n`);
    await codesAre(document, ['SCHEME_MISSING', 'PRIVATE_HOST', 'TRAILING_PUNCTUATION']);
    const { sessions } = await parts();
    const editor = vscode.window.activeTextEditor ?? assert.fail('no editor');
    editor.selection = new vscode.Selection(0, 0, 0, 5);
    await scanForPython();
    assert.equal(sessions.at(document.uri)?.session.lines[0]?.outcome?.assumedScheme, 'http');
    await apply(document, 1, 'Fix All in File');
    assert.equal(document.getText(), `http://${host}/a\nhttps://example.org/b\n`);
  });
});
