import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Sponsors, startSponsors } from '../web/sponsors/server.ts';
import { Person } from './person.ts';

describe('A person reads the pages of a scan, and looks for another word without the network', () => {
  let sponsors: Sponsors;
  let person: Person;

  before(async () => {
    sponsors = await startSponsors({ latency: 0, names: true });
    person = await Person.sitsDown({ 'urls.txt': sponsors.list });
    await person.opens('urls.txt');
    await person.runs('Scan URLs for Python');
    await person.row('Mentions “Python” (20)').waitFor();
    await sponsors.close();
  });

  after(() => person?.leaves());

  const button = (name: string | RegExp) =>
    person.page.locator('.sidebar').getByRole('button', { name, exact: true });
  const count = async () =>
    Number(
      /\((\d+)\)/.exec(
        (await person
          .row(/^Mentions/)
          .first()
          .textContent()) ?? '',
      )?.[1],
    );

  it('opens a page at a match and sees every match highlighted', async () => {
    await person.unfolds(person.row(/^www\.activestate\.com/));
    await person.row('<title>').first().click();
    await person.tab('www.activestate.com.localhost.txt').waitFor();
    await person.page.getByText('(6 selected)').waitFor();
    await person.editor.locator('.view-overlays [class*="ced-"]').nth(1).waitFor();
  });

  it('and goes to the next match and back by keys, from the tree and from the page', async () => {
    const line = async () => {
      const text = await person.page.getByText(/^Ln \d+, Col \d+ \(6 selected\)$/).textContent();
      return Number(/Ln (\d+)/.exec(text ?? '')?.[1]);
    };
    const first = await line();
    await person.page.keyboard.press('F4');
    await person.page.getByText(/^Match 2 of \d+$/).waitFor();
    assert.ok((await line()) > first);
    await person.editor.locator('.view-lines').click();
    await person.page.keyboard.press('Shift+F4');
    await person.page
      .getByText(/^Match \d+ of \d+$/)
      .first()
      .waitFor();
    await person.editor.getByRole('button', { name: /^Go to Next Match/ }).waitFor();
  });

  it('and reads its text, and its source again', async () => {
    await person.editor.getByRole('button', { name: 'Show Text' }).click();
    await person.tab('www.activestate.com.localhost (text).txt').waitFor();
    await person.editor.getByText('Open the third drawer: Python').first().waitFor();
    assert.doesNotMatch((await person.editor.locator('.view-lines').textContent()) ?? '', /<title>/);
    await person.editor.getByRole('button', { name: 'Show Source' }).click();
    await person.tab('www.activestate.com.localhost.txt').waitFor();
    await person.editor.getByText('<title>').first().waitFor();
  });

  it('and toggles Match Case: the results are sorted anew, and say so', async () => {
    await button('Match Case (Alt+C)').or(button('Match Case')).first().click();
    await button(/^Match Case \(On\)/).waitFor();
    await person.page
      .getByText(/mention “Python” \(Match Case\)/)
      .first()
      .waitFor();
    await person.row(/^Mentions “Python” \((?!20\))/).waitFor();
    const exact = await count();
    assert.ok(exact > 0 && exact < 20, `${exact} with match case`);
    await person.statusBar.getByText(`${exact} mention “Python”`).waitFor();
    await person.row('Mentions').first().click();
    await person.page.keyboard.press('Alt+C');
    await person.row('Mentions “Python” (20)').waitFor();
  });

  it('and is told in the input box what is wrong with an expression, then looks for another word', async () => {
    await person.runs('Scan URLs: Search Results Again…');
    const input = person.question.locator('input.input');
    await input.waitFor();
    assert.equal(await input.inputValue(), 'Python');
    await person.question.getByRole('button', { name: 'Use Regular Expression' }).click();
    await person.question.getByRole('button', { name: 'Use Regular Expression (On)' }).waitFor();
    await input.fill('P(');
    await person.question.getByText(/Not a valid regular expression/).waitFor();
    await input.fill('P(erl|HP)');
    await person.question.getByText(/Searches the pages that are already fetched/).waitFor();
    await input.press('Enter');
    await person.row('Mentions “P(erl|HP)”').waitFor();
    await person.page
      .getByText(/\(Use Regular Expression\)/)
      .first()
      .waitFor();
    await person.row('Failed (2)').waitFor();
  });

  it('and finds that word in the input box the next time', async () => {
    await person.runs('Scan URLs for…');
    const input = person.question.locator('input.input');
    await input.waitFor();
    assert.equal(await input.inputValue(), 'P(erl|HP)');
    await input.press('Escape');
    await button(/^Use Regular Expression \(On\)/).click();
    await button(/^Use Regular Expression( \(Alt\+R\))?$/).waitFor();
    await person.row('Mentions “P(erl|HP)” (0)').waitFor();
  });
});
