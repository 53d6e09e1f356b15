import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type Site, startSite } from '../web/ordinary.ts';
import { readUrls } from '../web/sponsors/pages.ts';
import { startSponsors } from '../web/sponsors/server.ts';
import { cleanUp, groups, nodesOf, openList, parts, problems, rowOf, scanForPython } from './support.ts';

const run = (name: string) => vscode.commands.executeCommand(`scanUrls.${name}`);

/** Switches all toggles off. They are stored for the workspace. */
async function withoutModes(): Promise<void> {
  const { modes } = await parts();
  await modes.remember({ matchCase: false, wholeWord: false, regularExpression: false, textOnly: false });
}

async function openFirstMatch(index = 0): Promise<vscode.TextEditor> {
  const { tree } = await parts();
  const [url] = await nodesOf('mentions');
  await vscode.commands.executeCommand('scanUrls.openMatch', url && tree.getChildren(url)[index]);
  return vscode.window.activeTextEditor ?? assert.fail('no editor');
}

describe('The page, peeked', () => {
  let site: Site;

  before(async () => {
    site = await startSite({
      '/': {
        body: [
          '<html>\r',
          '<title>Python</title>\r',
          '<p>One python,\r',
          'and <b>Pyth</b>on, and caf&eacute; <i title="python">with PYTHON</i>\r',
          '<script>"python"</script>',
        ].join('\n'),
      },
      '/line': {
        body: `<main>${'<p class="note">A heron on a post.</p>'.repeat(13_000)}Python${'<br>x'.repeat(120_000)}</main>`,
      },
      '/plain': { headers: { 'content-type': 'text/plain' }, body: 'python\u001b \u202e python' },
    });
  });

  afterEach(async () => {
    await withoutModes();
    await cleanUp();
  });
  after(() => site.close());

  it('highlights every match, as it stands in the document', async () => {
    const { pages } = await parts();
    await openList(site.url('/'));
    await scanForPython();
    const { document, selection } = await openFirstMatch(1);
    const matches = await pages.matchesOf(document);
    assert.deepEqual(
      matches.map(range => document.getText(range)),
      ['Python', 'python', 'python', 'PYTHON', 'python'],
    );
    assert.ok(matches[1]?.isEqual(selection));
    assert.equal(document.eol, vscode.EndOfLine.LF);
    assert.equal(document.lineAt(1).text, '<title>Python</title>');
  });

  it('goes from match to match, and round', async () => {
    await openList(site.url('/'));
    await scanForPython();
    const editor = await openFirstMatch();
    const selected = () => `${editor.document.getText(editor.selection)} ${editor.selection.start.line + 1}`;
    const seen = [selected()];
    for (let step = 0; step < 5; step++) {
      await run('nextMatch');
      seen.push(selected());
    }
    assert.deepEqual(seen, ['Python 2', 'python 3', 'python 4', 'PYTHON 4', 'python 5', 'Python 2']);
    await run('previousMatch');
    assert.equal(selected(), 'python 5');
    await run('previousMatch');
    assert.equal(selected(), 'PYTHON 4');
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await run('nextMatch');
    assert.equal(selected(), 'Python 2');
  });

  it('is shown as the text that a person reads, and as source again, at the same place', async () => {
    const { pages } = await parts();
    await openList(site.url('/'));
    await scanForPython();
    const source = await openFirstMatch(1);
    assert.equal(source.document.getText(source.selection), 'python');
    await run('showText');
    const text = vscode.window.activeTextEditor ?? assert.fail('no editor');
    assert.match(text.document.uri.path, /\(text\)\.txt$/);
    assert.equal(text.document.languageId, 'plaintext');
    assert.equal(text.document.getText(), 'Python\nOne python, and Python, and café with PYTHON');
    assert.deepEqual([text.selection.start.line, text.document.getText(text.selection)], [1, 'python']);
    assert.deepEqual(
      (await pages.matchesOf(text.document)).map(range => text.document.getText(range)),
      ['Python', 'python', 'Python', 'PYTHON'],
    );
    await run('nextMatch');
    await run('nextMatch');
    await run('showSource');
    const again = vscode.window.activeTextEditor ?? assert.fail('no editor');
    assert.equal(again.document, source.document);
    assert.deepEqual([again.selection.start.line, again.document.getText(again.selection)], [3, 'PYTHON']);
  });

  it('opens a line of a megabyte, folded, at the match', async () => {
    const { pages } = await parts();
    await openList(site.url('/line'));
    await scanForPython();
    const { document, selection } = await openFirstMatch();
    assert.ok(document.getText().length > 1_000_000);
    assert.equal(document.getText(selection), 'Python');
    const longest = Math.max(
      ...document
        .getText()
        .split('\n')
        .map(({ length }) => length),
    );
    assert.ok(longest <= 500, `${longest} characters`);
    assert.equal((await pages.matchesOf(document)).length, 1);
  });

  it('shows control characters as what they are, and the matches where they are', async () => {
    const { pages } = await parts();
    await openList(site.url('/plain'));
    await scanForPython();
    const { document } = await openFirstMatch();
    assert.equal(document.getText(), 'python\u241b \ufffd python');
    assert.deepEqual(
      (await pages.matchesOf(document)).map(({ start }) => start.character),
      [0, 10],
    );
  });

  it('says so when it is not kept any more', async () => {
    const { engine, pages } = await parts();
    await openList(site.url('/'));
    await scanForPython();
    const ended = engine.ended();
    for (const pid of engine.pids) process.kill(pid, 'SIGKILL');
    await ended;
    const { document } = await openFirstMatch();
    assert.match(document.getText(), /^The text of this page is no longer kept/);
    assert.deepEqual(await pages.matchesOf(document), []);
    await run('nextMatch');
  });
});

describe('The results, searched again', () => {
  afterEach(async () => {
    await withoutModes();
    await cleanUp();
  });

  it('are sorted anew by each toggle, with the network gone, and as a scan would sort them', async () => {
    const { pages, sessions, tree } = await parts();
    const sponsors = await startSponsors({ latency: 0, names: true });
    const list = await openList(sponsors.list);
    await scanForPython();
    const { document } = await openFirstMatch();
    await sponsors.close();
    const mentions = () => sessions.shown?.tally.mentions;
    assert.equal(mentions(), 20);
    const all = await pages.matchesOf(document);

    await run('matchCase');
    const exact = mentions() ?? 0;
    assert.ok(exact > 0 && exact < 20, `${exact} with match case`);
    assert.equal(sessions.shown?.term.matchCase, true);
    for (const url of await nodesOf('mentions')) {
      for (const match of tree.getChildren(url)) {
        const { label, highlights } = rowOf(tree, match);
        for (const [start, end] of highlights) assert.equal(label.slice(start, end), 'Python');
      }
    }
    assert.equal(problems(list).length, 2, 'failures keep their outcome');
    assert.ok((await pages.matchesOf(document)).length <= all.length);

    await run('matchCaseOff');
    assert.equal(mentions(), 20);
    const expected = readUrls('mentions.txt').length;
    assert.equal((await groups()).get('Mentions “Python” (20)')?.length, expected);

    await run('textOnly');
    const read = mentions() ?? 0;
    assert.ok(read > 0 && read < 20, `${read} in the text`);
    assert.equal(sessions.shown?.options.searchIn, 'text');
    await run('textOnlyOff');
    await run('wholeWord');
    const words = mentions() ?? 0;
    assert.ok(words > 0 && words <= 20);
    await run('wholeWordOff');
    assert.equal(mentions(), 20);
  });

  it('are what Scan Again scans for, and the toggles count for the next scan, too', async () => {
    const { sessions } = await parts();
    const sponsors = await startSponsors({ latency: 0 });
    try {
      await openList(sponsors.list);
      await scanForPython();
      await run('matchCase');
      const exact = sessions.shown?.tally.mentions;
      await run('scanAgain');
      assert.equal(sessions.shown?.tally.mentions, exact);
      await openList(sponsors.list);
      await scanForPython();
      assert.deepEqual([sessions.shown?.tally.mentions, sessions.shown?.term.matchCase], [exact, true]);
      const settings = vscode.workspace.getConfiguration('scanUrls');
      const changed = new Promise(resolve => {
        const listener = vscode.workspace.onDidChangeConfiguration(() => resolve(listener.dispose()));
      });
      await settings.update('matchCase', true, vscode.ConfigurationTarget.Global);
      await settings.update('matchCase', undefined, vscode.ConfigurationTarget.Global);
      await changed;
      await openList(sponsors.list);
      assert.equal((await scanForPython())?.mentions, 20, 'a setting that is changed counts');
    } finally {
      await sponsors.close();
    }
  });

  it('stay what they are when the term is no regular expression', async () => {
    const { modes, scanner, sessions } = await parts();
    const site = await startSite({ '/': { body: 'Python (' } });
    try {
      await openList(site.url('/'));
      await scanForPython();
      const session = sessions.shown ?? assert.fail();
      const plain = { matchCase: false, wholeWord: false, regularExpression: false, textOnly: false };
      await modes.remember(plain);
      const options = { ...session.options, totalTimeout: 1000 };
      assert.equal(await scanner.search(session, { ...session.term, text: '(' }, options), 'done');
      assert.equal(session.tally.mentions, 1);
      await run('regularExpression');
      assert.deepEqual([session.term.regularExpression, session.tally.mentions], [false, 1]);
    } finally {
      await site.close();
    }
  });

  it('are told of pages that are not kept any more, and are left alone when none is', async () => {
    const { engine, scanner, sessions } = await parts();
    const site = await startSite({ '/1': { body: 'Python' }, '/2': { body: 'Perl' }, '/3': { status: 404 } });
    try {
      await openList(['/1', '/2', '/3'].map(path => site.url(path)).join('\n'));
      await scanForPython();
      const session = sessions.shown ?? assert.fail();
      const perl = { ...session.term, text: 'Perl' };
      const options = { ...session.options, totalTimeout: 1000 };
      const ended = engine.ended();
      for (const pid of engine.pids) process.kill(pid, 'SIGKILL');
      await ended;
      assert.equal(await scanner.search(session, perl, options), 'gone');
      assert.equal(session.term.text, 'Python');
      // One page is fetched again, so that one page is kept.
      const [mentioning] = await nodesOf('mentions');
      await vscode.commands.executeCommand('scanUrls.rescan', mentioning, [mentioning]);
      assert.equal(await scanner.search(session, perl, options), 'done');
      assert.deepEqual(
        session.lines.map(({ outcome }) => outcome?.kind),
        ['noMention', 'cancelled', 'failed'],
      );
      assert.deepEqual(
        (await groups()).get('Not scanned (1)')?.map(({ description }) => description),
        ['The page is no longer kept: scan it again to search it'],
      );
      assert.equal(await scanner.search(session, { ...perl, text: 'Python' }, options), 'done');
      assert.deepEqual(
        session.lines.map(({ outcome }) => outcome?.kind),
        ['mentions', 'cancelled', 'failed'],
      );
    } finally {
      await site.close();
    }
  });

  it('are those of the last search, when one comes upon another', async () => {
    const { scanner, sessions } = await parts();
    const sponsors = await startSponsors({ latency: 0 });
    try {
      await openList(sponsors.list);
      await scanForPython();
    } finally {
      await sponsors.close();
    }
    const session = sessions.shown ?? assert.fail();
    const options = { ...session.options, totalTimeout: 1000 };
    const searches = ['Perl', 'Ruby', 'Python'].map(text =>
      scanner.search(session, { ...session.term, text }, options),
    );
    assert.deepEqual(await Promise.all(searches), ['stopped', 'stopped', 'done']);
    assert.deepEqual([session.term.text, session.tally.mentions], ['Python', 20]);
  });
});
