/** Links in documents and folders, and a list that is typed, as a person meets them. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Site, startSite } from '../web/ordinary.ts';
import { Person } from './person.ts';

describe('A person looks after the links of a project', () => {
  let site: Site;
  let person: Person;

  before(async () => {
    site = await startSite({
      '/start': { body: 'Python and Python' },
      '/picture': { body: 'nothing of the kind' },
      '/manual': { body: 'Python' },
    });
    const [start, picture, manual, gone] = ['/start', '/picture', '/manual', '/gone'].map(path =>
      site.url(path),
    );
    person = await Person.sitsDown({
      'README.md': `# Project\n\nFrom [here](${start}) to ![there](${picture}).\n\n- <${manual}>\n- [next](docs/next.md)\n`,
      'docs/guide.md': `# Guide\n\n[Start](${start}), [Gone](${gone})\n`,
      'docs/table.csv': `name,url\nStart,"${start}"\nManual,${manual}\n`,
      'urls.txt': 'https://example.org/a\nexample.org/b\nhttps://example.org/c.\nhttps://example.org/a\n',
    });
  });

  after(async () => {
    await person?.leaves();
    await site?.close();
  });

  it('scans a README, and reads the verdicts behind its links', async () => {
    await person.opens('README.md');
    await person.runs('Scan URLs for Python');
    await person.statusBar.getByText('2 mention “Python”').waitFor();
    // The verdict is the content of a pseudo-element.
    const contents =
      "[...document.querySelectorAll('.view-line span')].map(span => getComputedStyle(span, '::after').content)";
    await person.page.waitForFunction(`/1.×.Python.·.200/.test(${contents}.join())`);
    await person.page.getByText('Not scanned: 1 relative link').first().waitFor();
    await person.row('Mentions “Python” (2)').waitFor();
    await person.row('No mention (1)').waitFor();
  });

  it('scans the folder by a right-click, and sees each file with its links', async () => {
    await person.runs('View: Show Explorer');
    const entries = await person.rightClicks(person.file('docs'));
    await person.chooses(entries, 'Scan URLs in Folder…');
    const term = person.question.locator('input.input');
    await term.waitFor();
    await term.press('Enter');
    await person.row('guide.md (2)').waitFor();
    await person.row('table.csv (2)').waitFor();
    await person.page.getByText('docs: 3 responses for 4 URLs, 3 mention “Python”').first().waitFor();
    assert.equal(site.requests.filter(({ path }) => path === '/start').length, 2, 'once for each scan');
  });

  it('goes to the broken link, in the file that it stands in', async () => {
    await person.unfolds(person.row('guide.md (2)'));
    await person.row('404').first().click();
    await person.tab('guide.md').waitFor();
    await person.page.getByText(/Ln 3, Col \d+ \(\d+ selected\)/).waitFor();
    await person.showsProblems();
    await person.problems.filter({ hasText: 'The server answered 404' }).waitFor();
    await person.page.keyboard.press('Control+Shift+M');
  });

  it('only asks whether the pages answer', async () => {
    await person.runs('View: Show Explorer');
    const entries = await person.rightClicks(person.file('docs'));
    await person.chooses(entries, 'Check URLs');
    await person.page.getByText('docs: 3 of 4 URLs answered, 1 failed').first().waitFor();
  });

  it('sees what is wrong with a list without a scan, and mends all of it at once', async () => {
    await person.runs('View: Show Explorer');
    await person.opens('urls.txt');
    await person.showsProblems();
    await person.problems.filter({ hasText: 'The scheme is missing' }).waitFor();
    await person.problems.filter({ hasText: '“.” at the end of the URL' }).waitFor();
    await person.page.keyboard.press('Control+Shift+M');
    await person.runs('Fix All');
    await person.editor.getByText('https://example.org/b').waitFor();
    const lines = await person.editor.locator('.view-line').allInnerTexts();
    assert.deepEqual(
      lines.map(line => line.trim()),
      ['https://example.org/a', 'https://example.org/b', 'https://example.org/c', ''],
    );
  });
});
