import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { out } from '../rig/paths.mjs';
import { type Site, startSite } from '../web/ordinary.ts';
import { startProxy, type TestProxy } from '../web/proxy.ts';
import { Person } from './person.ts';

/** Settings of a hostile folder. */
const HOSTILE_SETTINGS = {
  'scanUrls.term': '[click](command:workbench.action.quit) $(bug)',
  'scanUrls.regularExpression': true,
  'scanUrls.concurrency': 1024,
  'scanUrls.perHostConcurrency': 64,
  'scanUrls.hostInterval': 0,
  'scanUrls.retries': 5,
  'scanUrls.connectTimeout': 0.1,
  'scanUrls.totalTimeout': 0.1,
  'scanUrls.maxPageSize': 0.01,
  'scanUrls.userAgent': 'hostile',
  'scanUrls.allowPrivateAddresses': true,
  'scanUrls.dnsServers': ['127.0.0.1:1'],
  'http.proxy': 'http://127.0.0.1:1',
  'http.proxyStrictSSL': false,
  'http.noProxy': ['*'],
};

/** Takes a picture for people to look at. No test compares it. */
async function picture(person: Person, name: string): Promise<void> {
  mkdirSync(out, { recursive: true });
  await person.page.screenshot({ path: path.join(out, `${name}.png`), animations: 'disabled' });
}

/** Opens a list from the Explorer, also when another view is open. */
async function opens(person: Person, name: string): Promise<void> {
  await person.page.keyboard.press('Control+Shift+e');
  await person.opens(name);
}

async function scans(person: Person): Promise<void> {
  await person.runs('Scan URLs for Python');
}

describe('In a folder that is not trusted, a person', () => {
  let site: Site;
  let proxy: TestProxy;
  let person: Person;

  before(async () => {
    const filler = '<p>a heron</p>'.repeat(4_000);
    site = await startSite({
      '/slow': { delay: 500, body: `${filler}Python` },
      '/inside': () => ({ status: 302, headers: { location: site.url('/private') } }),
      '/private': { body: 'Python' },
    });
    proxy = await startProxy({
      routes: Object.fromEntries(['a', 'b', 'c'].map(name => [`${name}.example:80`, site.port])),
    });
    const list = [
      'http://a.example/slow',
      'http://a.example/slow?2',
      'http://b.example/slow',
      'http://c.example/inside',
      site.url('/private'),
      `http://localhost:${site.port}/private`,
      `http://0x7f.1:${site.port}/private`,
      `http://[::ffff:127.0.0.1]:${site.port}/private`,
    ];
    person = await Person.sitsDown(
      { 'urls.txt': list.join('\n'), '.vscode/settings.json': JSON.stringify(HOSTILE_SETTINGS) },
      {
        'security.workspace.trust.startupPrompt': 'never',
        'security.workspace.trust.untrustedFiles': 'open',
        'http.proxy': proxy.url,
      },
      true,
    );
    await person.page.getByText('Restricted Mode').first().waitFor();
    await person.opens('urls.txt');
  });

  after(async () => {
    await person?.leaves();
    await proxy?.close();
    await site?.close();
  });

  it('is asked before a scan, with the numbers of URLs and hosts', async () => {
    await scans(person);
    await person.dialog.getByText('Scan 7 URLs on 6 hosts?').waitFor();
    await person.dialog.getByText('This folder is not trusted').waitFor();
    await picture(person, 'trust-dialog');
  });

  it('cancels, and nothing was requested', async () => {
    await person.dialog.getByRole('button', { name: 'Cancel' }).click();
    await person.dialog.waitFor({ state: 'hidden' });
    assert.deepEqual([proxy.requests.length, site.requests.length], [0, 0]);
    assert.equal(await person.statusBar.count(), 0);
  });

  it('sets a header for a host, which is kept until the folder is trusted', async () => {
    await person.runs('Scan URLs: Set Header for a Host…');
    await person.question.locator('input').fill('http://a.example');
    await person.page.keyboard.press('Enter');
    await person.question.getByText('(2/3)').waitFor();
    await person.page.keyboard.press('Enter');
    await person.question.getByText('(3/3)').waitFor();
    await person.question.locator('input').fill('Bearer canary');
    await person.page.keyboard.press('Enter');
    await person.notification('once you trust this folder').waitFor();
  });

  it('agrees, and gets answers, but none from inside the network', async () => {
    await scans(person);
    await person.dialog.getByRole('button', { name: 'Scan', exact: true }).click();
    await person.statusBar.getByText('3 mention “Python” · 5 failed').waitFor();
    await person
      .row(/ADDR_PRIVATE/)
      .nth(3)
      .waitFor();
    await person.row(/REDIRECT_PRIVATE/).waitFor();
    assert.deepEqual(
      site.requests.filter(({ path: asked }) => asked === '/private'),
      [],
    );
  });

  it('and the folder had no say in how, nor got a header', async () => {
    assert.ok(proxy.requests.length >= 4);
    for (const { headers } of proxy.requests) {
      assert.match(String(headers['user-agent']), /^ScanUrls\//);
      assert.equal(headers.authorization, undefined);
    }
  });

  it('is not offered a link or an icon by the term of the folder', async () => {
    await person.runs('Scan URLs for…');
    await person.question.locator('input').waitFor();
    await person.question.locator('input').fill('[x](command:workbench.action.quit)$(bug)(');
    await picture(person, 'hostile-term');
    assert.equal(await person.question.locator('a[href^="command"], .quick-input-message a').count(), 0);
    await person.page.keyboard.press('Escape');
  });
});

describe('In a folder that is trusted, a person', () => {
  const HOSTILE_NAME = '[click](command:workbench.action.quit)$(bug).urls.txt';
  let site: Site;
  let person: Person;

  before(async () => {
    site = await startSite({ '*': { body: 'Python' } });
    person = await Person.sitsDown({
      'two.urls.txt': `http://localhost:${site.port}/\n${site.url('/')}\n`,
      'many.urls.txt': Array.from(
        { length: 1_001 },
        (_, index) => `http://h${index}.localhost:${site.port}/`,
      ).join('\n'),
      [HOSTILE_NAME]: '# nothing\n',
      '.vscode/settings.json': JSON.stringify({
        'scanUrls.term': '([click](command:workbench.action.quit) $(bug)',
        'scanUrls.regularExpression': true,
      }),
    });
  });

  afterEach(() => person.clears());

  after(async () => {
    await person?.leaves();
    await site?.close();
  });

  it('is asked before a scan of more than 1,000 hosts only', async () => {
    await person.opens('many.urls.txt');
    await scans(person);
    await person.dialog.getByText('Scan 1001 URLs on 1001 hosts?').waitFor();
    assert.equal(await person.dialog.getByText('not trusted').count(), 0);
    await picture(person, 'many-hosts-dialog');
    await person.page.keyboard.press('Escape');
    await person.dialog.waitFor({ state: 'hidden' });
    assert.equal(site.requests.length, 0);
  });

  it('sets a header for a host of the list, which is sent there and nowhere else, and removes it', async () => {
    await opens(person, 'two.urls.txt');
    await person.runs('Scan URLs: Set Header for a Host…');
    const { question } = person;
    await question.getByText(`http://127.0.0.1:${site.port}`).waitFor();
    await picture(person, 'header-host');
    await question.locator('input').fill('no host');
    await question.getByText('This is not a host name or address').waitFor();
    await person.page.keyboard.press('Enter');
    await question.locator('input').fill(`http://127.0.0.1:${site.port}`);
    // A click, because Enter may accept the entry that was active before the list changed.
    await question.getByText('not encrypted').click();
    await question.getByText('(2/3)').waitFor();
    await question.locator('input').fill('Host');
    await question.getByText('Host cannot be set').waitFor();
    await picture(person, 'header-name');
    await question.locator('input').fill('X-Key');
    await person.page.keyboard.press('Enter');
    await question.getByText('(3/3)').waitFor();
    assert.equal(await question.locator('input').getAttribute('type'), 'password');
    await question.locator('input').fill('Bearer canary');
    await picture(person, 'header-value');
    await person.page.keyboard.press('Enter');
    await person.notification(`X-Key is sent to http://127.0.0.1:${site.port}`).waitFor();
    const before = site.requests.length;
    await scans(person);
    await person.statusBar.getByText('2 mention “Python”').waitFor();
    const sent = site.requests.slice(before).map(({ headers }) => [headers.host, headers['x-key']]);
    assert.deepEqual(sent.sort(), [
      [`127.0.0.1:${site.port}`, 'Bearer canary'],
      [`localhost:${site.port}`, undefined],
    ]);
    await person.runs('Scan URLs: Remove Header of a Host…');
    await question.getByText('X-Key').click();
    await scans(person);
    await person.statusBar.getByText('2 mention “Python”').waitFor();
    assert.equal(site.requests.filter(({ headers }) => headers['x-key']).length, 1);
    assert.doesNotMatch((await person.page.locator('body').textContent()) ?? '', /canary/);
  });

  it('gets no link and no icon from the name of a list or from a term', async () => {
    await opens(person, HOSTILE_NAME);
    await scans(person);
    const toast = person.notification('has no URLs');
    await toast.waitFor();
    await picture(person, 'hostile-name');
    assert.match((await toast.textContent()) ?? '', /\[click\]/);
    assert.equal(await toast.locator('a[href^="command"]').count(), 0);
    await opens(person, 'two.urls.txt');
    await person.runs('Scan URLs for…');
    await person.question.locator('input').fill('([x](command:workbench.action.quit) $(bug)');
    await person.question.getByText('Unterminated group').waitFor();
    await picture(person, 'hostile-pattern');
    assert.equal(await person.question.locator('a[href^="command"], .codicon-bug').count(), 0);
    await person.question.locator('input').fill('$(bug)[x](command:workbench.action.quit)');
    await person.page.keyboard.press('Enter');
    await person.statusBar.getByText('0 mention').waitFor();
    assert.equal(await person.statusBar.locator('.codicon-bug').count(), 0);
    assert.equal(await person.tree.locator('.codicon-bug, a[href^="command"]').count(), 0);
    await picture(person, 'hostile-status');
  });
});
