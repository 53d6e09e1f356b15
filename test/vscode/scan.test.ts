import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { readUrls } from '../web/sponsors/pages.ts';
import { type Sponsors, startSponsors } from '../web/sponsors/server.ts';
import { cleanUp, groups, openList, parts, problems, scanForPython, until } from './support.ts';

describe('A scan of the 64 sponsors', () => {
  let sponsors: Sponsors;
  let document: vscode.TextDocument;

  before(async () => {
    sponsors = await startSponsors({ latency: 0, names: true });
    document = await openList(sponsors.list);
    await scanForPython();
  });

  after(async () => {
    await cleanUp();
    await sponsors.close();
  });

  it('gives 62 responses, 20 mentions and 2 failures', async () => {
    const { sessions } = await parts();
    assert.equal(sessions.shown?.summary, '62 responses for 64 URLs, 20 mention “Python”');
    assert.equal(sessions.shown?.failures, 2);
  });

  it('shows three groups, in the order of the list', async () => {
    const shown = await groups();
    assert.deepEqual([...shown.keys()], ['Mentions “Python” (20)', 'No mention (42)', 'Failed (2)']);
    const expected = readUrls('mentions.txt');
    assert.deepEqual(
      shown.get('Mentions “Python” (20)')?.map(({ label }) => label),
      sponsors.urls
        .filter(({ original }) => expected.includes(original))
        .map(({ replica }) => replica.replace(/^http:\/\//, '').replace(/^([^/]+)\/$/, '$1')),
    );
  });

  it('says the code and a sentence of each failure, in the tree and on the line', async () => {
    const failed = (await groups()).get('Failed (2)');
    assert.deepEqual(
      failed?.map(({ description }) => description),
      Array(2).fill('HTTP_STATUS 403 · The server answered 403 Forbidden'),
    );
    const diagnostics = problems(document);
    assert.equal(diagnostics.length, 2);
    for (const { message, range, source, code, severity } of diagnostics) {
      assert.equal(message, 'The server answered 403 Forbidden');
      assert.equal(source, 'Scan URLs');
      assert.equal(severity, vscode.DiagnosticSeverity.Warning);
      assert.ok(typeof code === 'object');
      assert.equal(code.value, 'HTTP_STATUS');
      assert.equal(
        code.target.toString(),
        'https://developer.mozilla.org/docs/Web/HTTP/Reference/Status/403',
      );
      assert.ok(
        sponsors.urls.some(({ replica }) => replica === document.getText(range)),
        'the range is the URL',
      );
    }
  });

  it('fetches a duplicate once and gives its outcome to every line', async () => {
    const { original, replica } =
      sponsors.urls.find(({ original }) => original === 'https://aws.amazon.com/') ??
      assert.fail('no such page');
    const before = sponsors.requests.length;
    await openList(`${replica}\n\n${replica}#other\n${replica}  # again\n`);
    const tally = await scanForPython();
    assert.equal(tally?.urls, 3);
    assert.equal(tally?.mentions, 3);
    assert.deepEqual(
      sponsors.requests.slice(before).map(({ url }) => url),
      [original],
    );
  });

  it('searches with the settings of the user', async () => {
    const settings = vscode.workspace.getConfiguration('scanUrls');
    await openList(sponsors.list);
    try {
      await settings.update('matchCase', true, vscode.ConfigurationTarget.Global);
      const tally = await scanForPython();
      assert.ok(tally && tally.mentions < 20 && tally.mentions > 0, `${tally?.mentions} mention “Python”`);
    } finally {
      await settings.update('matchCase', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

describe('A scan that runs', () => {
  let sponsors: Sponsors;

  beforeEach(async () => {
    sponsors = await startSponsors({ latency: 0 });
  });

  afterEach(async () => {
    sponsors.resume();
    await cleanUp();
    await sponsors.close();
  });

  it('is stopped at once, keeps what was done, and says what was not', async () => {
    const { sessions } = await parts();
    const urls = sponsors.urls.slice(0, 40);
    const other = await startSponsors({ latency: 0 });
    try {
      other.pause();
      const done = other.waitForRequests(1);
      await openList(
        [
          ...urls.map(({ replica }) => replica),
          ...other.urls.slice(0, 20).map(({ replica }) => replica),
        ].join('\n'),
      );
      const ended = scanForPython();
      await done;
      await until(sessions.onDidChange, () => sessions.shown?.tally.done === 40);
      const started = performance.now();
      await vscode.commands.executeCommand('scanUrls.stop');
      const tally = await ended;
      assert.ok(performance.now() - started < 1_000, 'it ended at once');
      assert.equal(tally?.responses, 38);
      assert.equal(tally?.cancelled, 20);
      assert.equal(sessions.shown?.isRunning, false);
      const shown = await groups();
      assert.equal(shown.get('Not scanned (20)')?.length, 20);
    } finally {
      await other.close();
    }
  });

  it('is replaced by a second scan of the same list', async () => {
    const { sessions } = await parts();
    sponsors.pause();
    const document = await openList(sponsors.list);
    const first = scanForPython();
    await sponsors.waitForRequests(64);
    const session = sessions.shown;
    sponsors.resume();
    const second = await scanForPython();
    await first;
    assert.equal(second?.responses, 62);
    assert.notEqual(sessions.of(document.uri), session);
    assert.equal(session?.isRunning, false);
  });

  it('goes on while another list is scanned', async () => {
    const { sessions } = await parts();
    sponsors.pause();
    const first = await openList(sponsors.list);
    const firstEnd = scanForPython();
    await sponsors.waitForRequests(64);
    const site = await startSponsors({ latency: 0 });
    try {
      const second = await openList(site.list);
      await scanForPython();
      assert.equal(sessions.of(first.uri)?.isRunning, true);
      assert.equal(sessions.shown?.uri.toString(), second.uri.toString());
      sponsors.resume();
      assert.equal((await firstEnd)?.mentions, 20);
    } finally {
      await site.close();
    }
  });

  it('scans one URL again on request', async () => {
    const { sessions, tree } = await parts();
    const document = await openList(sponsors.list);
    await scanForPython();
    const before = sponsors.requests.length;
    const group = tree.getChildren().at(-1);
    const [failed] = group ? tree.getChildren(group) : [];
    await vscode.commands.executeCommand('scanUrls.rescan', failed, [failed]);
    assert.equal(sponsors.requests.length, before + 1);
    assert.equal(sessions.of(document.uri)?.summary, '62 responses for 64 URLs, 20 mention “Python”');
  });
});
