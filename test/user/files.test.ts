/** Several files and a notebook, as a person finds the commands for them. */

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { type Site, startSite } from '../web/ordinary.ts';
import { Person } from './person.ts';

describe('A person scans several files', () => {
  let site: Site;
  let person: Person;

  before(async () => {
    site = await startSite({ '/yes': { body: 'Python' }, '/no': { body: 'a heron' } });
    const cells = [
      { cell_type: 'markdown', metadata: {}, source: [`[one](${site.url('/yes')})`] },
      { cell_type: 'code', metadata: {}, execution_count: null, outputs: [], source: ['pass'] },
      {
        cell_type: 'code',
        metadata: {},
        execution_count: null,
        outputs: [],
        source: [`get("${site.url('/gone')}")`],
      },
    ];
    person = await Person.sitsDown(
      {
        'a.md': `[yes](${site.url('/yes')}) and [gone](${site.url('/gone')})\n`,
        'b.html': `<a href="${site.url('/yes')}">yes</a>\n`,
        'c.json': `{ "url": "${site.url('/no')}" }\n`,
        'n.ipynb': JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 2 }),
      },
      // The Explorer selects a file that is opened, and loses a selection of several.
      { 'explorer.autoReveal': false },
    );
  });

  afterEach(async () => {
    await person.clears();
    await person.runs('View: Close All Editors');
    await person.runs('View: Show Explorer');
    await person.file('a.md').waitFor();
  });

  after(async () => {
    await person?.leaves();
    await site?.close();
  });

  it('that are selected in the Explorer, as one scan', async () => {
    await person.file('a.md').click();
    await person.tab('a.md').waitFor();
    await person.file('c.json').click({ modifiers: ['Shift'] });
    const selected = person.page.locator('.explorer-folders-view [role=treeitem][aria-selected=true]');
    await selected.nth(2).waitFor();
    const entries = await person.rightClicks(person.file('b.html'));
    await person.chooses(entries, 'Check URLs');
    await person.page.getByText('3 files: 3 of 4 URLs answered, 1 failed').first().waitFor();
    await person.row('a.md (2)').waitFor();
    await person.row('b.html (1)').waitFor();
    await person.row('c.json (1)').waitFor();
    assert.equal(site.requests.filter(({ path }) => path === '/yes').length, 1);
  });

  it('and a single document that is no list', async () => {
    const entries = await person.rightClicks(person.file('a.md'));
    assert.equal(await entries.filter({ hasText: 'Scan URLs for…' }).count(), 1);
    await person.chooses(entries, 'Check URLs');
    await person.page.getByText('a.md: 1 of 2 URLs answered, 1 failed').first().waitFor();
  });

  it('and a notebook, from the menu of its title, and goes to the cell of a failure', async () => {
    await person.file('n.ipynb').dblclick();
    // It lies above the editor.
    const notebook = person.page.locator('.notebookOverlay');
    await notebook.getByText('/gone').first().waitFor();
    await person.editor
      .locator('.editor-actions')
      .getByRole('button', { name: /^More Actions/ })
      .click();
    const menu = person.page.locator('.monaco-menu');
    await menu.waitFor();
    await person.chooses(menu.getByRole('menuitem'), 'Check URLs');
    await person.page.getByText('n.ipynb: 1 of 2 URLs answered, 1 failed').first().waitFor();
    await person.row('Cell 1 (1)').waitFor();
    await person.unfolds(person.row('Cell 3 (1)'));
    await person.row('404').first().click();
    // The verdict is the content of a pseudo-element.
    const contents =
      "[...document.querySelectorAll('.notebookOverlay .view-line span')].map(span => getComputedStyle(span, '::after').content)";
    await person.page.waitForFunction(`/404.Not.Found/.test(${contents}.join())`);
    await notebook.locator('.code-cell-row.focused').filter({ hasText: '/gone' }).waitFor();
  });
});
