import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { type Sponsors, startSponsors } from '../web/sponsors/server.ts';
import { Person } from './person.ts';

describe('While a scan runs, a person', () => {
  let quick: Sponsors;
  let held: Sponsors;
  let person: Person;

  before(async () => {
    quick = await startSponsors({ latency: 0 });
    held = await startSponsors({ latency: 0 });
    const list = [...quick.list.split('\n').slice(0, 40), ...held.list.split('\n').slice(0, 24)].join('\n');
    person = await Person.sitsDown({ 'urls.txt': list });
    await person.opens('urls.txt');
  });

  beforeEach(async () => {
    held.pause();
    await person.runs('Scan URLs for Python');
    await person.statusBar.getByText('40/64').waitFor();
  });

  afterEach(async () => {
    held.resume();
    await person.statusBar.getByText(/^\s*\d+ mention/).waitFor();
  });

  after(async () => {
    await person?.leaves();
    await quick?.close();
    await held?.close();
  });

  it('sees how far it is, everywhere', async () => {
    assert.match((await person.statusBar.textContent()) ?? '', /40\/64 · \d+ mention “Python” · 2 failed/);
    await person.page.getByText('urls.txt: 40 of 64 done').first().waitFor();
    await person.row(/^Mentions “Python” \([1-9]/).waitFor();
    await person.page
      .locator('.pane-body .monaco-progress-container.active, .monaco-progress-container.active')
      .first()
      .waitFor({ state: 'attached' });
  });

  it('stops it by a click on the status bar, and keeps what was done', async () => {
    await person.statusBar.click();
    await person.row('Not scanned (24)').waitFor();
    await person.row('Failed (2)').waitFor();
    await person.page.getByText('38 responses for 64 URLs').first().waitFor();
  });

  it('stops it by the button of the view', async () => {
    await person.page.getByRole('button', { name: 'Stop', exact: true }).click();
    await person.row('Not scanned (24)').waitFor();
    await person.page.getByRole('button', { name: 'Scan Again' }).waitFor();
  });

  it('stops it from the Command Palette', async () => {
    await person.runs('Scan URLs: Stop');
    await person.row('Not scanned (24)').waitFor();
  });

  it('starts it over, and gets one result', async () => {
    held.resume();
    await person.runs('Scan URLs for Python');
    await person.statusBar.getByText(/^\s*\d+ mention/).waitFor();
    assert.equal(await person.row('Not scanned').count(), 0);
  });
});
