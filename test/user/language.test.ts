import { after, before, describe, it } from 'node:test';
import { type Sponsors, startSponsors } from '../web/sponsors/server.ts';
import { Person } from './person.ts';

interface Words {
  readonly welcome: string;
  readonly scan: string;
  readonly matchCase: string;
  readonly summary: RegExp;
  readonly mentions: string;
  readonly failed: string;
  readonly problem: string;
  readonly bar: RegExp;
  readonly setting: string;
}

const LANGUAGES: Readonly<Record<string, Words>> = {
  de: {
    welcome: 'Welche Seiten einer Liste erwähnen ein Wort',
    scan: 'URLs nach Python scannen',
    matchCase: 'Groß-/Kleinschreibung beachten',
    summary: /urls\.txt: 62 Antworten für 64 URLs, 20 erwähnen „Python“/,
    mentions: 'Erwähnen „Python“ (20)',
    failed: 'Fehlgeschlagen (2)',
    problem: 'Der Server hat mit 403 Forbidden geantwortet',
    bar: /20 erwähnen „Python“ · 2 fehlgeschlagen/,
    setting: 'Legt fest, ob die Groß-/Kleinschreibung beachtet wird.',
  },
  'zh-cn': {
    welcome: '列表中的哪些页面提及某个词',
    scan: '扫描 URL 以查找 Python',
    matchCase: '区分大小写',
    summary: /urls\.txt：64 个 URL 得到 62 个响应，20 个页面提及“Python”/,
    mentions: '提及“Python” (20)',
    failed: '失败 (2)',
    problem: '服务器响应 403 Forbidden',
    bar: /20 个页面提及“Python” · 2 个失败/,
    setting: '是否区分大小写。',
  },
};

for (const [language, words] of Object.entries(LANGUAGES)) {
  describe(`A person whose VS Code speaks ${language}`, () => {
    let sponsors: Sponsors;
    let person: Person;

    before(async () => {
      sponsors = await startSponsors({ latency: 0, names: true });
      person = await Person.sitsDown({ 'urls.txt': sponsors.list }, {}, false, language);
    });

    after(async () => {
      await person?.leaves();
      await sponsors?.close();
    });

    it('is welcomed in it', async () => {
      await person.activityBar.click();
      await person.page.getByText(words.welcome).first().waitFor();
    });

    it('finds the command by its name there, and by the English one', async () => {
      await person.runs('View: Show Explorer');
      await person.opens('urls.txt');
      await person.finds('Scan URLs for Python', words.scan);
      await person.page.keyboard.press('Escape');
      const command = await person.finds(words.scan);
      await command.click();
    });

    it('reads what was found, from this process and from that of the engine', async () => {
      await person.row(words.mentions).waitFor();
      await person.row(words.failed).waitFor();
      await person.page.getByText(words.summary).first().waitFor();
      await person.statusBar.filter({ hasText: words.bar }).waitFor();
      await person.page.getByRole('button', { name: words.matchCase }).first().waitFor();
      await person.showsProblems();
      await person.problems.filter({ hasText: words.problem }).first().waitFor();
    });

    it('has the settings described in it', async () => {
      await person.page.keyboard.press('Control+,');
      await person.page.locator('.settings-editor .suggest-input-container').click();
      await person.page.keyboard.type('@id:scanUrls.matchCase');
      await person.page.locator('.settings-editor').getByText(words.setting).first().waitFor();
    });
  });
}

it('A language that there are no texts in is English', async () => {
  const person = await Person.sitsDown({ 'urls.txt': 'https://example.com/\n' }, {}, false, 'fr');
  try {
    await person.activityBar.click();
    await person.page.getByText('Which of the pages on a list mention a word').first().waitFor();
  } finally {
    await person.leaves();
  }
});
