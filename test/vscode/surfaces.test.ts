import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { clipboardText } from '../../src/editor/export/clipboardText.ts';
import { hoverOf } from '../../src/editor/list/hover.ts';
import { lineFailure, type Session } from '../../src/editor/model/session.ts';
import { EXPORT_FORMAT_NAMES } from '../../src/engine/export/formats.ts';
import { isLeftOut } from '../../src/engine/model/leftOut.ts';
import { FORBIDDEN, inPath, onOneLine, PAYLOADS } from '../unit/support/payloads.ts';
import { type Site, startSite } from '../web/ordinary.ts';
import { cleanUp, openList, parts, problems, scanForPython, verdicts } from './support.ts';

/** All texts of the expanded tree, including tooltips and texts for screen readers. */
async function shownInTree(): Promise<string[]> {
  const { tree } = await parts();
  const shown: string[] = [];
  const visit = (nodes: ReturnType<typeof tree.getChildren>) => {
    for (const node of nodes) {
      const item = tree.resolveTreeItem(tree.getTreeItem(node), node);
      assert.equal(typeof (item.tooltip ?? ''), 'string', 'a tooltip is plain text');
      const label = typeof item.label === 'object' ? item.label.label : item.label;
      assert.equal(typeof label, 'string', 'a label is plain text');
      shown.push(
        String(label),
        String(item.description ?? ''),
        ...String(item.tooltip ?? '').split('\n'),
        item.accessibilityInformation?.label ?? '',
      );
      visit(tree.getChildren(node));
    }
  };
  visit(tree.getChildren());
  return shown;
}

/** The export in each format. */
async function exports(): Promise<string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'scan-urls-surfaces-'));
  const texts = EXPORT_FORMAT_NAMES.map(async format => {
    const uri = vscode.Uri.file(path.join(folder, format));
    await vscode.commands.executeCommand('scanUrls.exportResults', format, uri);
    return readFile(uri.fsPath, 'utf8');
  });
  return Promise.all(texts).finally(() => rm(folder, { recursive: true }));
}

/** All hovers of a session. */
function hovers(session: Session): vscode.MarkdownString[] {
  return session.lines.flatMap(line => hoverOf({ session, line }) ?? []);
}

/** The text outside of the code blocks of untrusted Markdown. */
function outsideOfCode({ value }: vscode.MarkdownString): string {
  return value.replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '');
}

describe('What is shown', () => {
  let site: Site;

  before(async () => {
    site = await startSite({
      '*': (request, response) => {
        const [, kind, index] = /^\/(\w+)\/(\d+)/.exec(request.url ?? '') ?? [];
        const payload = PAYLOADS[Number(index)] ?? '';
        const line = onOneLine(payload);
        const raw = (head: string) =>
          void response.socket?.end(`HTTP/1.1 ${head}\r\nContent-Length: 0\r\n\r\n`);
        if (kind === 'phrase') return raw(`500 ${line}\r\nX: ${line}`);
        if (kind === 'location') return raw(`302 Found\r\nLocation: ${line}`);
        return { body: `<title>Python ${payload}</title>\n<p>${payload} Python ${payload}</p>` };
      },
      '/secret': { body: 'Python' },
      '/gone': { status: 410 },
      '/circle': ({ url }) => ({ status: 302, headers: { location: String(url) } }),
    });
    await vscode.workspace
      .getConfiguration('scanUrls')
      .update('perHostConcurrency', 32, vscode.ConfigurationTarget.Global);
  });

  afterEach(cleanUp);

  after(async () => {
    await vscode.workspace
      .getConfiguration('scanUrls')
      .update('perHostConcurrency', undefined, vscode.ConfigurationTarget.Global);
    await site.close();
  });

  it(`is text, whatever pages, servers and lists say (${PAYLOADS.length} payloads)`, async () => {
    const lines = PAYLOADS.flatMap((payload, index) => [
      inPath(`${site.origin}/page`, index, payload),
      `${site.origin}/phrase/${index}`,
      `${site.origin}/location/${index}`,
      onOneLine(payload),
    ]);
    const document = await openList(lines.join('\n'));
    const tally = await scanForPython();
    assert.ok(tally && tally.mentions >= PAYLOADS.length * 0.9, `${tally?.mentions} mentions`);
    const { sessions } = await parts();
    for (const text of await shownInTree()) assert.doesNotMatch(text, FORBIDDEN);
    for (const { code, message, relatedInformation, severity, tags } of problems(document)) {
      assert.doesNotMatch(message, FORBIDDEN);
      const target = typeof code === 'object' ? code.target.toString() : 'https://developer.mozilla.org/';
      assert.match(
        target,
        /^https:\/\/developer\.mozilla\.org\//,
        'no page has a say in where a code leads to',
      );
      assert.deepEqual([relatedInformation ?? [], tags ?? []], [[], []]);
      assert.ok(severity <= vscode.DiagnosticSeverity.Warning);
    }
    const session = sessions.shown ?? assert.fail('nothing is shown');
    assert.doesNotMatch(session.summary, FORBIDDEN);
    const behind = [...(await verdicts(document)).values()];
    const withVerdict = session.lines.filter(({ rejected }) => !rejected || !isLeftOut(rejected));
    assert.equal(behind.length, new Set(withVerdict.map(({ line }) => line)).size);
    for (const text of behind) {
      assert.doesNotMatch(text, FORBIDDEN);
      assert.ok(text.length < 250, text);
    }
    const internal = sessions.shown?.lines.filter(line => lineFailure(line)?.code === 'INTERNAL');
    assert.deepEqual(internal, []);
  });

  it('in a hover is text, and nothing in it is trusted but links of ours', async () => {
    const { sessions } = await parts();
    await openList(
      PAYLOADS.map((payload, index) => inPath(`${site.origin}/page`, index, payload)).join('\n'),
    );
    await scanForPython();
    const session = sessions.shown ?? assert.fail('nothing is shown');
    const term = session.term as { text: string };
    for (const payload of ['Python', ...PAYLOADS]) {
      term.text = payload;
      const all = hovers(session);
      assert.ok(all.length >= session.lines.length * 2);
      for (const part of all) {
        assert.ok(!part.supportHtml);
        assert.doesNotMatch(part.value.replaceAll('\n', ''), FORBIDDEN);
        if (part.isTrusted) {
          const rest = part.value.replace(/\[\$\([a-z-]+\) [\w ]+\]\(command:scanUrls\.\w+\?[\w%.-]+\)/g, '');
          assert.match(rest, /^(?:&nbsp;| )*$/);
        } else {
          assert.ok(!part.supportThemeIcons);
          assert.doesNotMatch(outsideOfCode(part), /[[\]<>`$@]|\/\/|www/);
        }
      }
    }
  });

  it('as it is copied is text, in every format', async () => {
    const { sessions } = await parts();
    const lines = PAYLOADS.flatMap((payload, index) => [
      inPath(`${site.origin}/page`, index, payload),
      `${site.origin}/location/${index}`,
      onOneLine(payload),
    ]);
    await openList(lines.join('\n'));
    await scanForPython();
    const session = sessions.shown ?? assert.fail('nothing is shown');
    const results = session.lines.map(line => ({ session, line }));
    const text = clipboardText(results, 'text').split('\n');
    for (const line of text) assert.doesNotMatch(line, FORBIDDEN);
    const records = clipboardText(results, 'csv').split('\r\n');
    assert.equal(records.length, results.length + 2);
    for (const record of records.slice(0, -1)) {
      assert.match(record, /^"(?:[^"]|"")*"(?:,"(?:[^"]|"")*"){8}$/);
      assert.doesNotMatch(record, /(?:^|,)"\s*[=+\-@＝＋－＠]/);
      assert.doesNotMatch(record, FORBIDDEN);
    }
    const rows = clipboardText(results, 'markdown').split('\n');
    assert.equal(rows.length, results.length + 3);
    for (const row of rows.slice(2, -1)) {
      assert.doesNotMatch(row, FORBIDDEN);
      assert.equal(row.replace(/\\./g, '').split('|').length, 4, row);
      assert.doesNotMatch(row.replace(/\\[!-/:-@[-`{-~]|&#\d+;/g, ''), /[[\]<>`*_~$]|\/\//);
    }
  });

  it('is text, whatever is looked for', async () => {
    const { sessions } = await parts();
    await openList(site.url('/page/0'));
    await scanForPython();
    const session = sessions.shown ?? assert.fail('nothing is shown');
    const term = session.term as { text: string };
    for (const payload of PAYLOADS) {
      term.text = payload;
      assert.doesNotMatch(session.summary, FORBIDDEN);
      for (const text of await shownInTree()) {
        assert.doesNotMatch(text, FORBIDDEN);
        assert.ok(text.length < 1_000, `${text.length}: ${text.slice(0, 200)}`);
      }
    }
  });

  it('of a page shows its control characters, at their places', async () => {
    const { tree } = await parts();
    const index = PAYLOADS.indexOf('a\u202egnp.exe');
    await openList(`${site.origin}/page/${index}`);
    await scanForPython();
    const [group] = tree.getChildren();
    const [url] = group ? tree.getChildren(group) : [];
    const matches = url ? tree.getChildren(url) : [];
    await vscode.commands.executeCommand('scanUrls.openMatch', matches.at(-1));
    const editor = vscode.window.activeTextEditor ?? assert.fail('no editor');
    assert.match(editor.document.getText(), /a\ufffdgnp\.exe/);
    assert.equal(editor.document.getText(editor.selection), 'Python');
    assert.equal(editor.document.languageId, 'plaintext');
  });

  it('never holds a secret, in the tree, in Problems, in the log or in an export', async () => {
    const host = `127.0.0.1:${site.port}`;
    const { log } = await parts();
    const document = await openList(
      [
        `http://us3r:canary@${host}/secret`,
        `http://us3r:canary@${host}/gone`,
        `http://us3r:ca/nary?ca#canary@${host}/`,
        `us3r:canary@${host}/secret`,
        `ftp://us3r:canary@${host}/`,
        ...['secret', 'gone', 'circle'].map(path => `${site.origin}/${path}?access_token=canary`),
        `${site.origin}/gone#id_token=canary&x=1`,
        `${site.origin}/gone?X-Amz-Signature=canary&sig=canary&client_secret=canary`,
      ].join('\n'),
    );
    const logged: string[] = [];
    const { channel } = log;
    const record = (text: string) => logged.push(text);
    const recorder = { debug: record, info: record, warn: record, error: record };
    Object.assign(log, { channel: recorder });
    try {
      await scanForPython();
    } finally {
      Object.assign(log, { channel });
    }
    assert.ok(logged.length > 5);
    const { sessions } = await parts();
    const session = sessions.shown;
    const results = session?.lines.map(line => ({ session, line })) ?? [];
    const shown = [
      ...(await shownInTree()),
      ...problems(document).map(({ message }) => message),
      ...(await verdicts(document)).values(),
      ...(['text', 'markdown', 'csv'] as const).map(format => clipboardText(results, format)),
      ...(session ? hovers(session).map(({ value }) => value) : []),
      sessions.shown?.summary ?? '',
      ...logged,
      ...(await exports()),
    ].join('\n');
    assert.match(shown, /•••/);
    assert.doesNotMatch(shown, /canary|us3r/);
  });
});
