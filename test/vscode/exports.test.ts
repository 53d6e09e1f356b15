import assert from 'node:assert/strict';
import { link, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import * as vscode from 'vscode';
import { isFileOf, writeFile as writeWhole } from '../../src/editor/export/writeFile.ts';
import { EXPORT_FORMAT_NAMES, type ExportFormatName } from '../../src/engine/export/formats.ts';
import { parseXml } from '../unit/support/export/exporting.ts';
import { type Site, startSite } from '../web/ordinary.ts';
import { cleanUp, openList, parts, scanForPython } from './support.ts';

describe('An export', () => {
  let site: Site;
  let folder: string;
  let files = 0;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'scan-urls-exports-'));
    site = await startSite({
      '/yes': { body: '<title>Python</title>\n<p>A python</p>' },
      '/no': { body: 'nothing' },
      '/gone': { status: 410 },
    });
  });

  afterEach(cleanUp);

  after(async () => {
    await site.close();
    await rm(folder, { recursive: true });
  });

  async function exported(format: ExportFormatName, name = `file-${files++}`): Promise<string> {
    const uri = vscode.Uri.file(path.join(folder, name));
    const written = await vscode.commands.executeCommand('scanUrls.exportResults', format, uri);
    assert.equal(String(written), String(uri));
    return readFile(uri.fsPath, 'utf8');
  }

  const openSome = () =>
    openList(['# list', site.url('/yes'), 'http://', site.url('/no'), site.url('/gone')].join('\n'));

  it('has every line of the list, in each format', async () => {
    await openSome();
    await scanForPython();
    const csv = await exported('csv');
    assert.ok(csv.startsWith('\ufeff'), 'spreadsheets know by it that it is UTF-8');
    const rows: Record<string, string>[] = parseCsv(csv, { columns: true, bom: true });
    assert.deepEqual(
      rows.map(({ line, outcome, code, count }) => [line, outcome, code, count]),
      [
        ['2', 'mentions', '', '2'],
        ['3', 'failed', 'URL_INVALID', '0'],
        ['4', 'noMention', '', '0'],
        ['5', 'failed', 'HTTP_STATUS', '0'],
      ],
    );
    const json = JSON.parse(await exported('json'));
    assert.deepEqual([json.lines.length, json.lines[0].matches.length, json.summary.failed], [4, 2, 1]);
    assert.equal((await exported('markdown')).match(/^\| \d+ \|/gm)?.length, 4);
    assert.equal((await exported('html')).match(/<th scope="row">/g)?.length, 4);
    const [run] = JSON.parse(await exported('sarif')).runs;
    assert.deepEqual(
      run.results.map(({ ruleId, level }: Record<string, string>) => [ruleId, level]),
      [
        ['URL_INVALID', 'warning'],
        ['HTTP_STATUS', 'error'],
      ],
    );
    assert.equal(parseXml(await exported('junit')).attributes.failures, '2');
  });

  it('has the lines where they stand today', async () => {
    const document = await openSome();
    await scanForPython();
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '# one more\n');
    await vscode.workspace.applyEdit(edit);
    const another = new vscode.WorkspaceEdit();
    another.replace(document.uri, new vscode.Range(3, 0, 3, 11), 'http://edited/');
    await vscode.workspace.applyEdit(another);
    const { lines } = JSON.parse(await exported('json'));
    assert.deepEqual(
      lines.map(({ line, note }: Record<string, unknown>) => [line, note]),
      [
        [3, null],
        [4, 'Edited since the scan'],
        [5, null],
        [6, null],
      ],
    );
  });

  it('never overwrites a file that nobody was asked about', async () => {
    await openSome();
    await scanForPython();
    const file = path.join(folder, 'precious.csv');
    await writeFile(file, 'precious');
    await assert.rejects(exported('csv', 'precious.csv'), /EEXIST|exist/i);
    assert.equal(await readFile(file, 'utf8'), 'precious');
  });

  it('that cannot be written is a message, and leaves nothing behind', async () => {
    await openSome();
    await scanForPython();
    const file = path.join(folder, 'plain');
    await writeFile(file, 'no folder');
    const uri = vscode.Uri.file(path.join(file, 'below.csv'));
    // A command that failed would throw.
    const written = await vscode.commands.executeCommand('scanUrls.exportResults', 'csv', uri).then(
      value => value,
      error => assert.match(String(error), /ENOTDIR|not a directory|FileNotADirectory/i),
    );
    assert.equal(written, undefined);
    assert.equal(await readFile(file, 'utf8'), 'no folder');
  });

  it('replaces a file only when the new one is whole', async () => {
    const file = path.join(folder, 'old.csv');
    const uri = vscode.Uri.file(file);
    await writeFile(file, 'old');
    function* cut(): Generator<string> {
      yield 'x'.repeat(200_000);
      throw new Error('no more');
    }
    await assert.rejects(writeWhole(uri, cut()), /no more/);
    assert.equal(await readFile(file, 'utf8'), 'old');
    await writeWhole(uri, ['new ', Buffer.from('bytes'), ' é'.repeat(100_000)]);
    assert.equal(await readFile(file, 'utf8'), `new bytes${' é'.repeat(100_000)}`);
    await writeWhole(vscode.Uri.file(path.join(folder, 'deep', 'er', 'new.csv')), []);
    assert.deepEqual(
      (await readdir(folder)).filter(name => name.endsWith('.tmp')),
      [],
    );
  });

  it('knows the file of its list by every name', async () => {
    const list = path.join(folder, 'urls.txt');
    await writeFile(list, '');
    await link(list, `${list}.hard`);
    const uri = vscode.Uri.file(list);
    for (const name of [list, `${list}.hard`]) assert.ok(isFileOf(uri, vscode.Uri.file(name)), name);
    assert.ok(!isFileOf(uri, vscode.Uri.file(`${list}.csv`)));
    assert.ok(!isFileOf(vscode.Uri.parse('untitled:urls.txt'), uri));
  });

  it('does nothing when there are no results', async () => {
    assert.equal(await vscode.commands.executeCommand('scanUrls.exportResults', 'csv'), undefined);
  });

  it('of 100,000 lines lets others have their turn', async function () {
    this.timeout(120_000);
    await openList(Array.from({ length: 100_000 }, (_, index) => `http://x:99999/${index}`).join('\n'));
    await scanForPython();
    const { sessions } = await parts();
    assert.equal(sessions.shown?.lines.length, 100_000);
    for (const format of EXPORT_FORMAT_NAMES) {
      const turns = watchTurns();
      const text = await exported(format);
      const longest = turns.end();
      assert.match(text, /x:99999\/99999/);
      // Without time slices it is more than a second.
      assert.ok(longest < 500, `${format}: ${longest} ms of CPU time in one turn`);
    }
  });
});

/** Measures the longest turn of the event loop, in ms of this thread's CPU time. Other programs do not make it longer. */
function watchTurns(): { end(): number } {
  let longest = 0;
  let before = process.threadCpuUsage();
  const next = () => {
    const { system, user } = process.threadCpuUsage(before);
    longest = Math.max(longest, (system + user) / 1000);
    before = process.threadCpuUsage();
    turn = setImmediate(next);
  };
  let turn = setImmediate(next);
  return {
    end() {
      clearImmediate(turn);
      return longest;
    },
  };
}

describe('A new list', () => {
  let site: Site;

  before(async () => {
    site = await startSite({
      '/yes': { body: 'Python' },
      '/no': { body: 'nothing' },
      '/gone': { status: 410 },
    });
  });

  afterEach(cleanUp);
  after(() => site.close());

  const text = () => vscode.window.activeTextEditor?.document.getText();

  async function scanSome(): Promise<vscode.TextDocument> {
    const document = await openList(
      [
        '# list',
        `  ${site.url('/yes')}  # a partner`,
        'http://',
        site.url('/no'),
        site.url('/gone'),
        site.url('/yes#again'),
      ].join('\n'),
    );
    await scanForPython();
    return document;
  }

  it('holds the lines as they stand in the list, with their comments', async () => {
    await scanSome();
    for (const [command, lines] of [
      ['newListFromMatches', [`${site.url('/yes')}  # a partner`, site.url('/yes#again')]],
      ['newListFromNoMention', [site.url('/no')]],
      ['newListFromFailures', ['http://', site.url('/gone')]],
    ] as const) {
      const document = await vscode.commands.executeCommand<vscode.TextDocument>(`scanUrls.${command}`);
      assert.equal(text(), `${lines.join('\n')}\n`);
      assert.deepEqual([document.isUntitled, document.languageId], [true, 'url-list']);
    }
  });

  it('can be scanned in its turn', async () => {
    const list = await scanSome();
    await vscode.commands.executeCommand('scanUrls.newListFromMatches');
    const tally = await scanForPython();
    assert.deepEqual([tally?.urls, tally?.mentions, tally?.rejected], [2, 2, 0]);
    const { sessions } = await parts();
    assert.notEqual(String(sessions.shown?.uri), String(list.uri));
  });

  it('comes from any group, and holds edited lines as they were scanned', async () => {
    const document = await scanSome();
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(2, 0, 2, 11), 'http://edited/');
    await vscode.workspace.applyEdit(edit);
    const { tree } = await parts();
    const group = tree.getChildren().find(node => node.type === 'group' && node.kind === 'failed');
    await vscode.commands.executeCommand('scanUrls.newListFromGroup', group);
    assert.equal(text(), `http://\n${site.url('/gone')}\n`);
  });

  it('is not opened for an empty group', async () => {
    const document = await openList(site.url('/yes'));
    await scanForPython();
    assert.equal(await vscode.commands.executeCommand('scanUrls.newListFromFailures'), undefined);
    assert.equal(vscode.window.activeTextEditor?.document, document);
  });

  it('to begin with is a list that can be scanned', async () => {
    await vscode.commands.executeCommand('scanUrls.newList');
    const lines = text()?.trimEnd().split('\n') ?? [];
    assert.match(lines[0] ?? '', /^# /);
    assert.equal(lines.filter(line => URL.canParse(line)).length, lines.length - 1);
  });
});
