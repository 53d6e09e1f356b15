import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Sponsors, startSponsors } from '../web/sponsors/server.ts';
import { Person } from './person.ts';

describe('A person scans the 64 sponsors from the Command Palette', () => {
  let sponsors: Sponsors;
  let person: Person;

  before(async () => {
    sponsors = await startSponsors({ latency: 0.2, names: true });
    person = await Person.sitsDown({ 'urls.txt': `${sponsors.list}http://\n`, 'notes.md': '# Notes\n' });
    await person.opens('urls.txt');
    await person.runs('Scan URLs for Python');
  });

  after(async () => {
    await person?.leaves();
    await sponsors?.close();
  });

  it('and reads the result in the status bar', async () => {
    await person.statusBar.getByText('20 mention “Python” · 3 failed').waitFor();
    assert.match(
      (await person.statusBar.locator('a').getAttribute('aria-label')) ?? '',
      /62 responses for 64 URLs, 20 mention “Python”, 1 line rejected/,
    );
  });

  it('and sees the tree at once, with three groups', async () => {
    await person.row('Mentions “Python” (20)').waitFor();
    await person.row('No mention (42)').waitFor();
    await person.row('Failed (3)').waitFor();
    await person.page.getByText('urls.txt: 62 responses for 64 URLs, 20 mention “Python”').first().waitFor();
    const labels = await person.tree.getByRole('treeitem', { level: 2 }).evaluateAll(rows => {
      return rows.map(row => row.getAttribute('aria-label') ?? '');
    });
    assert.ok(
      labels.some(label => /^http:\/\/adimian\.com\.localhost:\d+\/, 1 match$/.test(label)),
      labels.join('\n'),
    );
    assert.ok(labels.some(label => /^http:\/\/, rejected: Not a valid URL: the host is missing/.test(label)));
  });

  it('and sees how many failed on the icon of the view', async () => {
    await person.activityBar.locator('.badge-content').getByText('3', { exact: true }).waitFor();
  });

  it('and finds the failures in Problems', async () => {
    await person.showsProblems();
    await person.problems.filter({ hasText: 'The server answered 403 Forbidden' }).nth(1).waitFor();
    await person.problems.filter({ hasText: 'the host is missing' }).waitFor();
    assert.equal(await person.problems.filter({ hasText: 'Scan URLs' }).count(), 3);
    await person.page.keyboard.press('Control+Shift+M');
  });

  it('and sees the refused lines underlined in the list', async () => {
    await person.editor.locator('.squiggly-warning').first().waitFor();
  });

  it('and unfolds a page to its matched lines, with the word highlighted', async () => {
    await person.unfolds(person.row(/^adimian\.com\.localhost/));
    const line = person.row(/Auf dem Türschild/);
    await line.waitFor();
    assert.equal(await line.locator('.highlight').textContent(), 'Python');
  });

  it('and opens the page at the match by a click', async () => {
    await person.row(/Auf dem Türschild/).click();
    await person.tab('adimian.com.localhost.txt').waitFor();
    await person.page.getByText('(6 selected)').waitFor();
    await person.editor.getByText('Auf dem Türschild').first().waitFor();
    assert.match((await person.tab('adimian.com.localhost.txt').getAttribute('aria-label')) ?? '', /adimian/);
    await person.statusBar.getByText('20 mention “Python”').waitFor();
  });

  it('and goes back to the line of the list by a click on the URL', async () => {
    await person.row(/^www\.acties\.nl/).click();
    await person.tab('urls.txt').and(person.page.locator('.active')).waitFor();
    await person.page.getByText(/Ln 35, Col \d+ \(\d+ selected\)/).waitFor();
  });

  it('and reads the summary in the log', async () => {
    await person.runs('Scan URLs: Show Log');
    await person.page
      .locator('.panel .view-lines')
      .getByText('62 responses for 64 URLs, 20 mention “Python”')
      .waitFor();
    await person.page.keyboard.press('Control+j');
  });

  it('and is offered to copy the failed URLs, and to open one in the browser', async () => {
    const ofGroup = await person.rightClicks(person.row('Failed (3)'));
    await ofGroup.filter({ hasText: 'Copy All URLs' }).waitFor();
    await person.page.keyboard.press('Escape');
    const ofUrl = await person.rightClicks(person.row(/^www\.acties\.nl/));
    for (const entry of ['Open in Browser', 'Copy URL', 'Scan This URL Again']) {
      await ofUrl.filter({ hasText: entry }).waitFor();
    }
    await person.page.keyboard.press('Escape');
    await person.row(/^www\.acties\.nl/).hover();
    await person.page
      .locator('.workbench-hover')
      .getByText(/403 · text\/html · \d/)
      .waitFor();
    await person
      .row(/^www\.acties\.nl/)
      .getByRole('button', { name: 'Open in Browser' })
      .waitFor();
  });

  it('and clears the results, and sees the welcome text again', async () => {
    await person.runs('Scan URLs: Clear Results');
    await person.page.getByText('Which of the pages on a list mention a word').waitFor();
    await person.statusBar.waitFor({ state: 'hidden' });
    assert.equal(await person.editor.locator('.squiggly-error').count(), 0);
  });
});
