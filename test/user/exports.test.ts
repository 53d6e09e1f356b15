import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Sponsors, startSponsors } from '../web/sponsors/server.ts';
import { Person } from './person.ts';

describe('A person takes the results along', () => {
  let sponsors: Sponsors;
  let person: Person;

  before(async () => {
    sponsors = await startSponsors({ latency: 0, names: true });
    person = await Person.sitsDown({ 'urls.txt': sponsors.list });
    await person.opens('urls.txt');
    await person.runs('Scan URLs for Python');
    await person.row('Failed (2)').waitFor();
    await person.statusBar.getByText('20 mention “Python” · 2 failed').waitFor();
  });

  after(async () => {
    await person?.leaves();
    await sponsors?.close();
  });

  it('as a new list of what failed, which is not saved yet', async () => {
    await person.runs('Scan URLs: New List from Failures');
    await person.tab('Untitled-1').waitFor();
    const lines = person.editor.locator('.view-line').filter({ hasText: 'http' });
    await lines.nth(1).waitFor();
    assert.equal(await lines.count(), 2);
    await person.runs('View: Revert and Close Editor');
    await person.tab('Untitled-1').waitFor({ state: 'detached' });
  });

  it('as a new list from the menu of a group', async () => {
    const entries = await person.rightClicks(person.row('Mentions “Python” (20)'));
    await person.chooses(entries, 'New List from These Lines');
    await person.tab('Untitled-1').waitFor();
    await person.editor.locator('.view-line').filter({ hasText: 'activestate' }).waitFor();
    await person.runs('View: Revert and Close Editor');
    await person.tab('Untitled-1').waitFor({ state: 'detached' });
  });

  it('as a report, in the format and the file of their choice', async () => {
    await person.tab('urls.txt').click();
    await person.runs('Scan URLs: Export Results…');
    const formats = person.question.locator('.monaco-list-row');
    await formats.nth(5).waitFor();
    assert.deepEqual(
      (await formats.locator('.quick-input-list-row:first-child .label-name').allTextContents()).map(text =>
        text.trim(),
      ),
      ['CSV', 'JSON', 'Markdown', 'HTML report', 'SARIF', 'JUnit XML'],
    );
    await formats.filter({ hasText: 'HTML report' }).click();
    await person.savesAs(/urls-results\.html$/);
    await person.notification('64 lines were exported to urls-results.html').waitFor();
    await person.runs('View: Show Explorer');
    await person.file('urls-results.html').waitFor();
  });

  it('and is asked before the same file is written again', async () => {
    await person.runs('Notifications: Clear All Notifications');
    await person.runs('Scan URLs: Export Results…');
    const formats = person.question.locator('.monaco-list-row');
    await formats.nth(5).waitFor();
    assert.match((await formats.first().textContent()) ?? '', /HTML report/, 'the last choice comes first');
    await formats.first().click();
    await person.savesAs(/urls-results\.html$/);
    await person.question.getByText(/already exists/).waitFor();
    // The first Escape goes back to the file name; the second closes the dialog.
    await person.page.keyboard.press('Escape');
    await person.question.getByText(/already exists/).waitFor({ state: 'hidden' });
    await person.page.keyboard.press('Escape');
    await person.question.waitFor({ state: 'hidden' });
    assert.equal(await person.notification('lines were exported').count(), 0);
  });
});

describe('A person who is new', () => {
  let person: Person;

  before(async () => {
    person = await Person.sitsDown({ 'urls.txt': 'https://example.com/\n' });
  });

  after(() => person?.leaves());

  it('sees what to open while no list is open, and what to scan when one is', async () => {
    await person.activityBar.click();
    const welcome = person.page.locator('.welcome-view-content:visible');
    await welcome.getByRole('button', { name: 'Open a List…' }).waitFor();
    assert.equal(await welcome.getByRole('button', { name: 'Scan URLs for Python' }).count(), 0);
    await person.runs('View: Show Explorer');
    await person.opens('urls.txt');
    await person.activityBar.click();
    await welcome.getByRole('button', { name: 'Scan URLs for Python' }).waitFor();
    assert.equal(await welcome.getByRole('button', { name: 'Open a List…' }).count(), 0);
  });

  it('is led through three steps, each with a picture', async () => {
    await person.page.locator('.welcome-view-content:visible').getByText('Three steps').click();
    const steps = person.page.locator('.getting-started-step');
    await steps.nth(2).waitFor();
    assert.deepEqual(
      (await steps.locator('.step-title').allTextContents()).map(text => text.trim()),
      ['Open a list of URLs', 'Scan it for a word', 'Read the answer, and take it along'],
    );
    const picture = person.page
      .frameLocator('.getting-started-media iframe')
      .frameLocator('iframe#active-frame')
      .locator('svg');
    for (const [index, title] of [
      'A text with one URL on each line',
      'The button in the title of the list starts the scan, and the status bar shows how far it is',
      'Pages that mention the word with the matched lines, pages that do not, and pages that failed',
    ].entries()) {
      await steps.nth(index).click();
      await picture.getByText(title).waitFor({ state: 'attached' });
    }
  });

  it('begins a list of their own', async () => {
    await person.page.locator('.getting-started-step').first().click();
    await person.page.locator('.getting-started-step').first().getByText('begin a new one').click();
    await person.tab('Untitled-1').waitFor();
    await person.editor.locator('.view-line').filter({ hasText: 'https://www.python.org/' }).waitFor();
  });
});
