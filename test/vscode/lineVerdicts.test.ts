import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { verdictsIn } from '../../src/editor/list/lineVerdicts.ts';
import { type Site, startSite } from '../web/ordinary.ts';
import { cleanUp, openList, parts, scanForPython, until, verdicts } from './support.ts';

describe('The verdict on a line', () => {
  let site: Site;

  before(async () => {
    site = await startSite({
      '/two': { body: 'Python, python' },
      '/no': { body: 'a heron' },
      '/no-entry': { status: 403 },
      '/image': { headers: { 'content-type': 'image/png' }, body: 'x' },
    });
  });

  afterEach(cleanUp);
  after(() => site.close());

  async function scanned(): Promise<{ document: vscode.TextDocument; editor: vscode.TextEditor }> {
    const paths = ['/two', '/no', '/no-entry', '/image'];
    const document = await openList(`${paths.map(path => site.url(path)).join('\n')}\nhttp://\n`);
    const editor = vscode.window.activeTextEditor ?? assert.fail('no editor');
    await scanForPython();
    return { document, editor };
  }

  it('says what came of it, in few words', async () => {
    const { document } = await scanned();
    const shown = [...(await verdicts(document)).values()];
    const expected = [
      /^2 × Python · 200 · \d+ ms$/,
      /^no mention · 200 · \d+ ms$/,
      /^403 Forbidden$/,
      /^The page is image\/png, not text · 200 · \d+ ms$/,
      /^Not a valid URL: the host is missing/,
    ];
    assert.equal(shown.length, expected.length, shown.join('\n'));
    for (const [index, pattern] of expected.entries()) assert.match(shown[index] ?? '', pattern);
  });

  it('moves along with its line, goes away when its URL is edited, and comes back with it', async () => {
    const { document, editor } = await scanned();
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '# one\n'));
    assert.match((await verdicts(document)).get(3) ?? '', /403/);
    await editor.edit(edit => edit.insert(document.lineAt(3).range.end, '/elsewhere'));
    assert.equal((await verdicts(document)).get(3), undefined);
    assert.match((await verdicts(document)).get(2) ?? '', /no mention/);
    await vscode.commands.executeCommand('undo');
    assert.match((await verdicts(document)).get(3) ?? '', /403/);
  });

  it('is only made for the lines that are in sight', async () => {
    const document = await openList(
      Array.from({ length: 1_000 }, (_, index) => `${site.url('/no')}?${index}`).join('\n'),
    );
    await scanForPython();
    const { sessions } = await parts();
    const session = sessions.of(document.uri) ?? assert.fail('no session');
    const made = verdictsIn({ session, document: 0 }, [new vscode.Range(500, 0, 520, 0)]).map(
      ({ range }) => range.start.line,
    );
    assert.ok(made.length < 150, `${made.length}`);
    assert.ok(made.includes(500) && made.includes(520));
  });

  it('tells who asked to wait while the scan runs', async () => {
    const busy = await startSite({
      '*': () => ({ status: 429, headers: { 'retry-after': '20' } }),
    });
    const { sessions } = await parts();
    try {
      const document = await openList(
        Array.from({ length: 9 }, (_, index) => busy.url(`/${index}`)).join('\n'),
      );
      const ended = scanForPython();
      await until(sessions.onDidChange, () => Boolean(sessions.shown?.requests.holds.length));
      const shown = [...(await verdicts(document)).values()];
      assert.ok(shown.length >= 5, shown.join('\n'));
      for (const text of shown) assert.match(text, /^waiting (?:1\d|20) s \(429\)$/);
      await vscode.commands.executeCommand('scanUrls.stop');
      await ended;
    } finally {
      await busy.close();
    }
  });
});
