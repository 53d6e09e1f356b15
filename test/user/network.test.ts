import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Person } from './person.ts';

describe('A person behind a proxy that only VS Code can use', () => {
  let person: Person;

  before(async () => {
    person = await Person.sitsDown({
      'urls.txt': 'http://one.invalid/\nhttp://two.invalid/\nhttp://three.invalid/\n',
    });
  });

  after(() => person?.leaves());

  it('is told so once, and can let VS Code carry the requests', async () => {
    const hint = person.page.getByRole('dialog').filter({ hasText: 'No page could be reached' });
    await person.opens('urls.txt');
    await person.runs('Scan URLs for Python');
    await hint.first().waitFor();
    await hint.first().getByRole('button', { name: "Use VS Code's Network" }).click();
    await person.row('Failed (3)').waitFor();
    await person.runs('Preferences: Open User Settings (JSON)');
    await person.editor.getByText('"scanUrls.transport": "vscode"').first().waitFor();
    const second = hint.filter({ hasText: "VS Code's own network carried the requests" });
    await second.first().waitFor();
    assert.equal(await second.getByRole('button', { name: "Use VS Code's Network" }).count(), 0);
  });
});
