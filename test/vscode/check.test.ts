import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Tally } from '../../src/engine/model/tally.ts';
import { type Site, startSite } from '../web/ordinary.ts';
import { cleanUp, groups, hoverAt, openList, parts, problems, verdicts } from './support.ts';

describe('Check URLs', () => {
  let site: Site;
  let document: vscode.TextDocument;
  let tally: Tally | undefined;

  const run = <Result>(command: string) =>
    vscode.commands.executeCommand<Result | undefined>(`scanUrls.${command}`);

  before(async () => {
    site = await startSite({
      '/page': { body: '<p id="here">a heron' },
      '/image': { headers: { 'content-type': 'image/png' }, body: 'Python' },
    });
  });

  beforeEach(async () => {
    document = await openList(['/page', '/lost', '/image'].map(path => site.url(path)).join('\n'));
    tally = await run<Tally>('check');
  });

  afterEach(cleanUp);

  after(() => site.close());

  it('sorts the URLs into those that answered and those that failed', async () => {
    const { sessions, tree } = await parts();
    assert.deepEqual([tally?.responses, tally?.failed], [2, 1]);
    const shown = await groups();
    assert.deepEqual([...shown.keys()], ['Answered (2)', 'Failed (1)']);
    assert.equal(sessions.shown?.summary, '2 of 3 URLs answered, 1 failed');
    assert.match(tree.message, /: 2 of 3 URLs answered, 1 failed$/);
    assert.equal(problems(document).length, 1);
  });

  it('writes its verdicts behind the URLs, and says them in the hover', async () => {
    const shown = [...(await verdicts(document)).values()].map(text => text.replace(/[\d.,]+ m?s$/, '… ms'));
    assert.deepEqual(shown, ['answered · 200 · … ms', '404 Not Found', 'answered · 200 · … ms']);
    const [verdict] = await hoverAt(document, 0);
    assert.match(verdict?.value ?? '', /\nAnswered\n/);
    assert.doesNotMatch(verdict?.value ?? '', /mention/i);
  });

  it('shows both groups, even if nothing failed', async () => {
    document = await openList(site.url('/page'));
    await run('check');
    assert.deepEqual([...(await groups()).keys()], ['Answered (1)', 'Failed (0)']);
  });

  it('is repeated as a check', async () => {
    const { sessions } = await parts();
    const before = sessions.shown;
    await run('scanAgain');
    assert.notEqual(sessions.shown, before);
    assert.equal(sessions.shown?.summary, '2 of 3 URLs answered, 1 failed');
    await run('rescanFailed');
    assert.equal(sessions.shown?.summary, '2 of 3 URLs answered, 1 failed');
  });

  it('is not searched by a toggle, which applies to the next scan', async () => {
    const { sessions } = await parts();
    const before = site.requests.length;
    await run('matchCase');
    try {
      assert.equal(sessions.shown?.summary, '2 of 3 URLs answered, 1 failed');
      assert.equal(site.requests.length, before);
      await run('scanForPython');
      assert.equal(sessions.shown?.term.matchCase, true);
    } finally {
      await run('matchCase');
    }
  });

  it('looks for the sections of URLs if a setting says so, and warns of the line without one', async () => {
    const settings = vscode.workspace.getConfiguration('scanUrls');
    await settings.update('checkFragments', true, vscode.ConfigurationTarget.Global);
    try {
      document = await openList(
        `${site.url('/page')}#gone\n${site.url('/page')}#here\n${site.url('/page')}\n`,
      );
      await run('check');
      assert.deepEqual([...(await groups()).keys()], ['Answered (2)', 'Failed (1)']);
      const [problem, ...others] = problems(document);
      assert.deepEqual(others, []);
      assert.deepEqual(
        [problem?.message, problem?.code, problem?.severity, problem?.range.start.line],
        ['The page has no #gone', 'FRAGMENT_MISSING', vscode.DiagnosticSeverity.Warning, 0],
      );
      await run('rescanFailed');
      assert.equal(problems(document).length, 1);
    } finally {
      await settings.update('checkFragments', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('keeps no page, so a search of its results has nothing to search', async () => {
    const { scanner, sessions } = await parts();
    const session = sessions.shown ?? assert.fail();
    const term = { text: 'heron', matchCase: false, wholeWord: false, regularExpression: false };
    const end = await scanner.search(session, term, { ...session.options, totalTimeout: 5_000 });
    assert.equal(end, 'gone');
    assert.equal(session.summary, '2 of 3 URLs answered, 1 failed');
  });
});
