import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { type Sponsors, startSponsors } from '../web/sponsors/server.ts';
import { Person } from './person.ts';

describe('A person starts a scan', () => {
  let sponsors: Sponsors;
  let person: Person;

  before(async () => {
    sponsors = await startSponsors({ latency: 0, names: true });
    const some = sponsors.list.split('\n').slice(0, 8).join('\n');
    person = await Person.sitsDown({
      'urls.txt': sponsors.list,
      'some.urls.txt': some,
      'partners-urls.txt': some,
      'links.urls': some,
      'empty.urls.txt': '# nothing yet\n',
      'notes.txt': some,
      'program.py': 'URL = "https://example.org/"\n',
    });
  });

  afterEach(async () => {
    await person.clears();
    await person.runs('View: Close All Editors');
    await person.runs('View: Show Explorer');
    await person.file('urls.txt').waitFor();
  });

  after(async () => {
    await person?.leaves();
    await sponsors?.close();
  });

  it('by a right-click on a urls.txt that is not open', async () => {
    const entries = await person.rightClicks(person.file('urls.txt'));
    await person.chooses(entries, 'Scan URLs for Python');
    await person.row('Mentions “Python” (20)').waitFor();
    await person.row('Failed (2)').waitFor();
    assert.equal(await person.tab('urls.txt').count(), 0, 'no editor was opened');
  });

  for (const name of ['some.urls.txt', 'partners-urls.txt', 'links.urls']) {
    it(`by a right-click on ${name}`, async () => {
      const entries = await person.rightClicks(person.file(name));
      await person.chooses(entries, 'Scan URLs for Python');
      await person.page.getByText(`${name}: 8 responses for 8 URLs`).first().waitFor();
    });
  }

  it('but is not offered one on a file that is no document', async () => {
    const entries = await person.rightClicks(person.file('program.py'));
    await entries.filter({ hasText: 'Rename' }).waitFor();
    assert.equal(await entries.filter({ hasText: 'Scan URLs' }).count(), 0);
    await person.page.keyboard.press('Escape');
  });

  it('on any text from the Command Palette', async () => {
    await person.opens('notes.txt');
    await person.runs('Scan URLs for Python');
    await person.page.getByText('notes.txt: 8 responses for 8 URLs').first().waitFor();
  });

  it('by the button in the title of its editor', async () => {
    await person.opens('some.urls.txt');
    await person.editor.getByRole('button', { name: 'Scan URLs for Python' }).click();
    await person.page.getByText('some.urls.txt: 8 responses for 8 URLs').first().waitFor();
  });

  it('by a right-click in its editor', async () => {
    await person.opens('some.urls.txt');
    const entries = await person.rightClicks(person.editor.locator('.view-line').nth(1));
    await person.chooses(entries, 'Scan URLs for Python');
    await person.page.getByText('some.urls.txt: 8 responses for 8 URLs').first().waitFor();
  });

  it('for another word, with the last one filled in', async () => {
    await person.opens('some.urls.txt');
    await person.runs('Scan URLs for…');
    const input = person.page.locator('.quick-input-widget input.input');
    await person.page.getByText('Which word do you look for').waitFor();
    assert.equal(await input.inputValue(), 'Python');
    await input.fill('');
    await person.page.getByText('There is nothing to look for').waitFor();
    await input.fill('sample');
    await person.page.keyboard.press('Enter');
    await person.row('Mentions “sample” (8)').waitFor();
    await person.runs('Scan URLs for…');
    await person.page.getByText('Which word do you look for').waitFor();
    assert.equal(await input.inputValue(), 'sample');
    await person.page.keyboard.press('Escape');
  });

  it('without a list, and is told what to do', async () => {
    await person.runs('Scan URLs for Python');
    const toast = person.notification('Open a list of URLs, or any text with links');
    await toast.waitFor();
    await toast.getByRole('button', { name: 'Open File…' }).waitFor();
    await person.runs('Notifications: Clear All Notifications');
  });

  it('of an empty list, and is told what to do', async () => {
    await person.opens('empty.urls.txt');
    await person.runs('Scan URLs for Python');
    await person.notification('empty.urls.txt has no URLs').waitFor();
    await person.runs('Notifications: Clear All Notifications');
  });

  it('from the welcome text of the view', async () => {
    await person.opens('some.urls.txt');
    await person.activityBar.click();
    await person.page.getByRole('button', { name: 'Scan URLs for Python' }).last().click();
    await person.page.getByText('some.urls.txt: 8 responses for 8 URLs').first().waitFor();
  });

  it('and has the results grouped and sorted as before when the window is loaded again', async () => {
    const hosts = person.row(/^\S+\.localhost:\d+ \(1\)/);
    await person.opens('some.urls.txt');
    await person.runs('Scan URLs for Python');
    await person.runs('Scan URLs: Group by Host');
    await hosts.nth(7).waitFor();
    await person.runs('Scan URLs: Sort by Host');
    const names = () => hosts.locator('.label-name').allTextContents();
    // The list is not sorted by host, so this order comes from the view.
    await person.page.waitForFunction(
      `(names => names.length === 8 && names.join() === names.toSorted().join())(
        [...document.querySelectorAll('.tree-explorer-viewlet-tree-view .label-name')].map(each => each.textContent))`,
    );
    const before = await names();
    const loaded = person.page.waitForEvent('load');
    await person.runs('Developer: Reload Window');
    await loaded;
    await person.tab('some.urls.txt').waitFor();
    await person.activityBar.waitFor();
    await person.runs('Scan URLs for Python');
    await hosts.nth(7).waitFor();
    assert.deepEqual(await names(), before);
    await person.runs('Scan URLs: Group by Verdict');
    await person.runs('Scan URLs: Sort by List Order');
  });
});
