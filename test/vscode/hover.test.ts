import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { adviceFor } from '../../src/editor/wording/advice.ts';
import { FAILURE_CODES, failure } from '../../src/engine/model/failure.ts';
import { type Site, startSite } from '../web/ordinary.ts';
import { cleanUp, hoverAt, openList, scanForPython } from './support.ts';

describe('The hover', () => {
  let site: Site;

  before(async () => {
    site = await startSite({
      '/old': { status: 301, headers: { location: '/new' } },
      '/new': { body: Array.from({ length: 7 }, (_, index) => `<p>Python ${index}</p>`).join('\n') },
      '/no': { body: 'a heron' },
      '/gone': { status: 410 },
    });
  });

  afterEach(cleanUp);
  after(() => site.close());

  it('tells all that is known of a page', async () => {
    const document = await openList(`${site.url('/old')}\n${site.url('/no')}`);
    await scanForPython();
    const parts = await hoverAt(document, 0);
    const text = parts.map(({ value }) => value).join('\n');
    assert.match(text, /7 × Python/);
    assert.match(text, /1: <p>Python 0<\/p>\n2: <p>Python 1/);
    assert.match(text, /and 2 more lines/);
    assert.match(text, /200 OK · text\/html; utf-8 · \d+ bytes · \d+ ms/i);
    assert.ok(text.includes(`${site.url('/old')}\n→ ${site.url('/new')}`), text);
    assert.match((await hoverAt(document, 1)).map(({ value }) => value).join('\n'), /No mention of Python/);
  });

  it('says what the time went into', async () => {
    const slow = await startSite({ '/slow': { body: 'Python', delay: 60 } });
    try {
      const document = await openList(slow.url('/slow'));
      await scanForPython();
      const text = (await hoverAt(document, 0))
        .map(({ value }) => value.replaceAll('&nbsp;', ' '))
        .join('\n');
      assert.match(text, /first byte [5-9]\d ms|first byte \d{3} ms/);
    } finally {
      await slow.close();
    }
  });

  it('says what a person can do about a failure', async () => {
    const document = await openList(`${site.url('/gone')}\nhttp://`);
    await scanForPython();
    const [failed, rejected] = await Promise.all(
      [0, 1].map(async line => {
        const values = (await hoverAt(document, line)).map(({ value }) => value.replaceAll('&nbsp;', ' '));
        return values.join('\n');
      }),
    );
    assert.match(failed ?? '', /The server answered 410 Gone/);
    assert.match(failed ?? '', /Open it in the browser to see whether the page is gone/);
    assert.match(rejected ?? '', /Correct the URL/);
  });

  it('has advice for each failure', () => {
    for (const code of FAILURE_CODES) assert.match(adviceFor(failure(code, 'x')), /^[A-Z].*\.$/);
    assert.match(adviceFor(failure('ROBOT_WALL', 'x')), /refuses robots/);
  });

  it('links to commands of ours alone, with the place of the line as their argument', async () => {
    const document = await openList(site.url('/old'));
    await scanForPython();
    const all = await hoverAt(document, 0);
    const trusted = all.filter(({ isTrusted }) => isTrusted);
    assert.equal(trusted.length, 1);
    const [links] = trusted;
    assert.deepEqual(links?.isTrusted, {
      enabledCommands: [
        'scanUrls.openMatch',
        'scanUrls.rescan',
        'scanUrls.openInBrowser',
        'scanUrls.copyUrl',
      ],
    });
    const targets = [...(links?.value ?? '').matchAll(/\]\(command:([\w.]+)\?([^)]*)\)/g)];
    assert.equal(targets.length, 4);
    for (const [, , argument = ''] of targets) {
      const [address] = JSON.parse(decodeURIComponent(argument));
      assert.equal(address.list, document.uri.toString());
      assert.equal(address.index, 0);
      assert.ok(!argument.includes('127.0.0.1'));
    }
  });

  it('has links that do what they say', async () => {
    const document = await openList(`# a list\n${site.url('/old')}`);
    await scanForPython();
    const address = { list: document.uri.toString(), index: 0 };
    await vscode.commands.executeCommand('scanUrls.copyUrl', address);
    assert.equal(await vscode.env.clipboard.readText(), site.url('/old'));
    const before = site.requests.length;
    await vscode.commands.executeCommand('scanUrls.rescan', address);
    assert.equal(site.requests.length, before + 2);
    await vscode.commands.executeCommand('scanUrls.openMatch', { ...address, match: 0 });
    assert.equal(vscode.window.activeTextEditor?.document.uri.scheme, 'scan-urls-page');
    // An argument that is not the address of a scanned line has no effect.
    for (const wrong of [
      { list: 'file:///etc/passwd', index: 0 },
      { ...address, index: 9 },
      { index: 0 },
      'x',
      5,
      null,
    ]) {
      await vscode.commands.executeCommand('scanUrls.openMatch', wrong);
      await vscode.commands.executeCommand('scanUrls.rescan', wrong);
      await vscode.commands.executeCommand('scanUrls.openInBrowser', wrong);
    }
    assert.equal(site.requests.length, before + 2);
  });

  it('is gone from a URL that was edited', async () => {
    const document = await openList(site.url('/no'));
    await scanForPython();
    assert.ok((await hoverAt(document, 0)).length);
    const editor = vscode.window.activeTextEditor ?? assert.fail('no editor');
    await editor.edit(edit => edit.insert(document.lineAt(0).range.end, '?x'));
    assert.deepEqual(await hoverAt(document, 0), []);
  });
});
