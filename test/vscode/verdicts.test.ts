import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { verdictsIn } from '../../src/editor/list/lineVerdicts.ts';
import { VERDICT_LOOKS, type VerdictKind, verdictKind } from '../../src/engine/report/verdictLooks.ts';
import { VERDICT_WORDS } from '../../src/engine/report/verdictWords.ts';
import { type Site, startSite } from '../web/ordinary.ts';
import { cleanUp, hoverAt, openList, parts, problems, scanForPython } from './support.ts';

describe('An outcome', () => {
  /** The expected verdict of each line of the list. */
  const KINDS: readonly [line: string, kind: VerdictKind, hover: RegExp][] = [
    ['/two', 'mentions', /2 × Python/],
    ['/no', 'noMention', /No mention of Python/],
    ['/cut', 'partial', /“Python” not found in the part searched/],
    ['/image', 'skipped', /image\/png, not text/],
    ['/gone', 'failed', /410 Gone/],
    ['/closed', 'refused', /403 Forbidden/],
    ['http://', 'rejected', /Not a valid URL/],
  ];

  let site: Site;

  before(async () => {
    site = await startSite({
      '/two': { body: 'Python, python' },
      '/no': { body: 'a heron' },
      '/cut': (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': '999' });
        response.write('a heron', () => response.destroy());
      },
      '/image': { headers: { 'content-type': 'image/png' }, body: 'x' },
      '/gone': { status: 410 },
      '/closed': { status: 403 },
    });
    await openList(KINDS.map(([line]) => (line.startsWith('/') ? site.url(line) : line)).join('\n'));
    await scanForPython();
  });

  after(async () => {
    await cleanUp();
    await site.close();
  });

  it('looks the same in the view, behind its URL and in Problems', async () => {
    const { sessions, tree } = await parts();
    const session = sessions.shown ?? assert.fail('nothing is shown');
    const document = vscode.window.activeTextEditor?.document ?? assert.fail('no editor');
    assert.deepEqual(
      session.lines.map(verdictKind),
      KINDS.map(([, kind]) => kind),
    );
    const rows = tree.getChildren().flatMap(group => tree.getChildren(group));
    const behind = verdictsIn({ session, document: 0 }, [new vscode.Range(0, 0, document.lineCount, 0)]);
    const severities = {
      error: vscode.DiagnosticSeverity.Error,
      warning: vscode.DiagnosticSeverity.Warning,
      information: vscode.DiagnosticSeverity.Information,
      none: undefined,
    };
    for (const [index, [, kind]] of KINDS.entries()) {
      const { color, icon, severity } = VERDICT_LOOKS[kind];
      const row = rows.find(node => node.type === 'url' && node.line.line === index) ?? assert.fail(kind);
      assert.deepEqual(
        tree.getTreeItem(row).iconPath,
        new vscode.ThemeIcon(icon, new vscode.ThemeColor(color)),
        kind,
      );
      const verdict = behind.find(({ range }) => range.start.line === index);
      assert.deepEqual(verdict?.renderOptions?.after?.color, new vscode.ThemeColor(color), kind);
      const problem = problems(document).find(({ range }) => range.start.line === index);
      assert.equal(problem?.severity, severities[severity], kind);
    }
  });

  it('reads the same in the view, for a screen reader and in the hover', async () => {
    const { sessions, tree } = await parts();
    const document = vscode.window.activeTextEditor?.document ?? assert.fail('no editor');
    const groups = tree.getChildren();
    const rows = groups.flatMap(group => tree.getChildren(group));
    for (const [index, [, kind, hover]] of KINDS.entries()) {
      const { short, title } = VERDICT_WORDS[kind];
      assert.ok(groups.some(group => String(tree.getTreeItem(group).label).startsWith(title('Python'))));
      const row = rows.find(node => node.type === 'url' && node.line.line === index) ?? assert.fail(kind);
      const spoken = tree.getTreeItem(row).accessibilityInformation?.label ?? '';
      assert.ok(spoken.includes(kind === 'mentions' ? '2 matches' : short()), spoken);
      const text = (await hoverAt(document, index))
        .map(({ value }) => value.replaceAll('&nbsp;', ' '))
        .join('\n');
      assert.match(text, hover);
    }
    assert.equal(sessions.shown?.summary, '4 responses for 6 URLs, 1 mentions “Python”, 1 line rejected');
  });
});
