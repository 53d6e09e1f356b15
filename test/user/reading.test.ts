import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Site, startSite } from '../web/ordinary.ts';
import { type SilentServer, silentServer } from '../web/silentServer.ts';
import { Person } from './person.ts';

/** The DOM types that these tests use. They are compiled without the DOM library. */
interface PageElement {
  getBoundingClientRect(): { readonly top: number };
  querySelectorAll(selector: string): Iterable<PageElement>;
}
declare const document: PageElement;
declare function getComputedStyle(element: PageElement, pseudo: string): { readonly content: string };

/** Matches the CSS `content` of a line without a verdict. */
const NOTHING = /^(?:none|normal)*$/;

describe('A person reads a scan', () => {
  let site: Site;
  let busy: Site;
  let walled: Site;
  let silent: SilentServer;
  let person: Person;

  before(async () => {
    site = await startSite({
      '/old': { status: 301, headers: { location: '/two' } },
      '/two': { body: '<title>Python</title><p>python</p>' },
      '/no': { body: 'a heron' },
      '/gone': { status: 410 },
    });
    busy = await startSite({ '*': () => ({ status: 429, headers: { 'retry-after': '25' } }) });
    walled = await startSite({ '*': () => ({ status: 403, headers: { 'cf-mitigated': 'challenge' } }) });
    silent = await silentServer();
    person = await Person.sitsDown({
      'urls.txt': ['/old', '/no', '/gone'].map(path => site.url(path)).join('\n'),
      'slow.urls': [silent.url, ...[1, 2, 3, 4, 5, 6].map(path => busy.url(`/${path}`))].join('\n'),
      'walled.urls': [1, 2, 3, 4].map(path => walled.url(`/${path}`)).join('\n'),
    });
  });

  after(async () => {
    await person?.leaves();
    await Promise.all([site, busy, walled, silent].map(each => each?.close()));
  });

  /** Waits until the text at the end of a line of the editor matches. Lines count from 0. */
  async function verdictIs(line: number, pattern: RegExp): Promise<void> {
    await person.page.waitForFunction(
      ({ index, source }) => {
        const top = (element: PageElement) => element.getBoundingClientRect().top;
        const lines = [...document.querySelectorAll('.editor-group-container.active .view-line')];
        const spans = lines.sort((a, b) => top(a) - top(b))[index]?.querySelectorAll('span') ?? [];
        const behind = [...spans].map(span => getComputedStyle(span, '::after').content).join('');
        return new RegExp(source).test(behind.replaceAll('\u00a0', ' '));
      },
      { index: line, source: pattern.source },
    );
  }

  it('on the lines of the list', async () => {
    await person.opens('urls.txt');
    await person.runs('Scan URLs for Python');
    await person.statusBar.getByText('1 mentions “Python” · 1 failed').waitFor();
    await verdictIs(0, /2 × Python · 200 · \d+ ms/);
    await verdictIs(1, /no mention · 200 · \d+ ms/);
    await verdictIs(2, /410 Gone/);
  });

  it('and sees a verdict go with the URL it was for', async () => {
    await person.editor.locator('.view-line').nth(1).click();
    await person.page.keyboard.press('End');
    await person.page.keyboard.type('x');
    await verdictIs(1, NOTHING);
    await person.page.keyboard.press('Control+Z');
    await verdictIs(1, /no mention/);
  });

  it('and by pointing at a URL, where all of it is told', async () => {
    await person.editor
      .locator('.view-line')
      .first()
      .locator('span')
      .last()
      .hover({ position: { x: 60, y: 5 } });
    const hover = person.page.locator('.monaco-hover:not(.hidden)');
    await hover.getByText('→').first().waitFor();
    await hover.getByText('2 × (1 title, 1 text) Python').first().waitFor();
    for (const name of ['Open Page at Match', 'Scan This URL Again', 'Open in Browser', 'Copy URL']) {
      await hover.getByRole('link', { name }).or(hover.getByText(name)).first().waitFor();
    }
    await hover.getByText('Open Page at Match').click();
    await person.tab('127.0.0.1.txt').waitFor();
    await person.tab('urls.txt').click();
  });

  it('and from the keyboard: filters the tree, and clears the filter', async () => {
    await person.runs('Scan URLs: Focus on Scan URLs View');
    await person.row('Failed (1)').click();
    await person.page.keyboard.press('Control+F');
    await person.question.getByText('Filter Results').waitFor();
    await person.page.keyboard.type('/old');
    await person.row('Failed (0)').waitFor();
    await person.page.keyboard.press('Enter');
    await person.row('Mentions “Python” (1)').waitFor();
    await person.page.getByText('The filter shows 1 of 3.').first().waitFor();
    await person.runs('Scan URLs: Clear Filter');
    await person.row('Failed (1)').waitFor();
  });

  it('and by host, and as a list, which stay as they were chosen', async () => {
    await person.runs('Scan URLs: Group by Host');
    await person.row(`127.0.0.1:${site.port} (3)`).waitFor();
    await person.runs('Scan URLs: Show as List');
    await person.row(/\/gone/).waitFor();
    assert.equal(await person.tree.getByRole('treeitem', { level: 1 }).count(), 3);
    await person.runs('Scan URLs: Group by Verdict');
    await person.row('No mention (1)').waitFor();
  });

  it('and by names that a screen reader speaks', async () => {
    const labels = await person.tree
      .getByRole('treeitem')
      .evaluateAll(rows => rows.map(row => row.getAttribute('aria-label') ?? ''));
    assert.ok(labels.includes('Mentions “Python”: 1 URL'), labels.join('\n'));
    assert.ok(
      labels.some(label => /\/gone, failed: The server answered 410 Gone$/.test(label)),
      labels.join('\n'),
    );
    assert.match(
      (await person.statusBar.locator('a').getAttribute('aria-label')) ?? '',
      /^Scan URLs: 2 responses/,
    );
  });

  it('while it runs: what is under way, who asked to wait, and skips it', async () => {
    await person.runs('View: Show Explorer');
    await person.opens('slow.urls');
    await person.runs('Scan URLs for Python');
    await person.row(/^Under way \(/).waitFor();
    await person.unfolds(person.row(/^Under way \(/));
    const host = person.row(/2 URLs waiting \d+ s, the server asked for it \(429\)/);
    await host.waitFor();
    await verdictIs(1, /waiting \d+ s \(429\)/);
    await verdictIs(0, /under way for \d+ s/);
    await host.hover();
    await host.getByRole('button', { name: 'Skip' }).click();
    await person.row('Not scanned (6)').waitFor();
    const running = person.row(new RegExp(`^127\\.0\\.0\\.1:${silent.port}`));
    assert.match((await running.getAttribute('aria-label')) ?? '', /, under way for \d+ s$/);
    const entries = await person.rightClicks(running);
    await person.chooses(entries, 'Skip');
    await person.statusBar.getByText('0 mention “Python”').waitFor();
    await person.row('Not scanned (7)').waitFor();
    assert.equal(await person.row(/^Under way/).count(), 0);
    for (const line of [0, 1, 6]) await verdictIs(line, /Skipped/);
  });

  it('and is told once what most failures have in common, with what helps', async () => {
    await person.runs('View: Show Explorer');
    await person.opens('walled.urls');
    await person.runs('Scan URLs for Python');
    const hint = person.page
      .getByRole('dialog')
      .filter({ hasText: '4 of 4 failures are sites that refuse robots.' });
    await hint.first().waitFor();
    await person.page
      .locator('.pane-body')
      .getByText('4 of 4 failures are sites that refuse robots.')
      .first()
      .waitFor();
    await hint.first().getByRole('button', { name: 'Set User-Agent' }).click();
    await person.page.locator('.settings-editor').getByText('Scan Urls: User Agent').first().waitFor();
    await person.page.keyboard.press('Escape');
    assert.equal(await hint.count(), 0);
  });

  it('and turns the verdicts in the editor off', async () => {
    await person.runs('View: Show Explorer');
    await person.opens('urls.txt');
    await verdictIs(2, /410 Gone/);
    await person.runs('Preferences: Open User Settings (JSON)');
    const modal = person.page.locator('.monaco-modal-editor-block');
    await modal.locator('.view-lines').click();
    await person.page.keyboard.press('Control+A');
    await person.page.keyboard.insertText('{ "scanUrls.lineVerdicts": false }');
    await person.page.keyboard.press('Control+S');
    await person.page.keyboard.press('Escape');
    await modal.waitFor({ state: 'hidden' });
    await verdictIs(2, NOTHING);
  });
});
