/** The panels *Timeline* and *Concurrency Models*, as a person uses them. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Locator } from '../rig/vscode/playwright.mjs';
import { type Sponsors, startSponsors } from '../web/sponsors/server.ts';
import { Person } from './person.ts';

describe('To see what concurrency buys, a person', { timeout: 300_000 }, () => {
  let sponsors: Sponsors;
  let person: Person;
  /** Requests of webviews to other servers than VS Code's own, and errors of webviews. */
  const strays: string[] = [];

  before(async () => {
    sponsors = await startSponsors({ names: true });
    const list = sponsors.list.replace(/ {2}#.*$/gm, '');
    const hostile = `${list.split('\n').slice(0, 4).join('\n')}\n${list.split('\n')[0]}?q=<img+src=x+onerror=alert(1)>\u202eevil\n`;
    person = await Person.sitsDown({ 'urls.txt': list, 'hostile.urls.txt': hostile });
    person.page.on('request', request => {
      const { hostname } = new URL(request.url());
      const isOurs =
        hostname === 'localhost' || hostname === '127.0.0.1' || hostname.endsWith('.vscode-cdn.net');
      if (!isOurs && /^https?:/.test(request.url())) strays.push(request.url());
    });
    person.page.on('pageerror', error => strays.push(String(error)));
    person.page.on('console', message => {
      if (/Content Security Policy/i.test(message.text())) strays.push(message.text());
    });
    await person.page.setViewportSize({ width: 1280, height: 900 });
    await person.opens('urls.txt');
  });

  after(async () => {
    await person?.leaves();
    await sponsors?.close();
  });

  /** The page of the visible panel, which must have this title. */
  async function panel(title: RegExp): Promise<Locator> {
    const page = person.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    return page.locator('body');
  }

  async function opens(name: string): Promise<void> {
    await person.runs('View: Show Explorer');
    await person.opens(name);
  }

  it('opens the timeline while the scan runs, and watches it fill', async () => {
    sponsors.pause();
    await person.runs('Scan URLs for Python');
    await sponsors.waitForRequests(60);
    await person.runs('Scan URLs: Show Timeline');
    const main = await panel(/^urls\.txt: Python$/);
    const picture = main.getByRole('application', { name: /Timeline of the scan\. 64 URLs in .*under way/ });
    await picture.waitFor();
    sponsors.resume();
    await main.getByText('62 responses for 64 URLs, 20 mention “Python”').first().waitFor();
    await main.getByRole('application', { name: /64 URLs in .*62 responses for 64 URLs/ }).waitFor();
  });

  it('reads in numbers what the picture shows', async () => {
    const main = await panel(/^urls\.txt: Python$/);
    const table = main.getByRole('table', { name: /Time of each phase/ });
    assert.deepEqual(await table.getByRole('columnheader').allInnerTexts(), [
      'Phase',
      'Queue',
      'Wait before a retry',
      'Name',
      'Connect',
      'TLS',
      'First byte',
      'Body',
      'Match',
    ]);
    const urls = await table.getByRole('row').filter({ hasText: 'URLs' }).getByRole('cell').allInnerTexts();
    assert.deepEqual([urls[0], urls[1], urls[4], urls[5]], ['64', '–', '–', '64']);
    await main.getByRole('img', { name: /^Requests at once over time, 6\d at most$/ }).waitFor();
  });

  it('walks it by the keyboard, is told each row, and goes to its line', async () => {
    const main = await panel(/^urls\.txt: Python$/);
    await main.getByRole('application').focus();
    for (let row = 0; row < 3; row++) await person.page.keyboard.press('ArrowDown');
    const spoken = main.locator('[aria-live=polite]').last();
    await spoken.filter({ hasText: /^URL 3 of 64, http:/ }).waitFor();
    assert.match((await spoken.textContent()) ?? '', /First byte: \d+/);
    await person.page.keyboard.press('End');
    await spoken.filter({ hasText: /^URL 64 of 64/ }).waitFor();
    await person.page.keyboard.press('+');
    await person.page.keyboard.press('Enter');
    await person.page
      .getByText(/^Ln 64, Col \d+/)
      .first()
      .waitFor();
  });

  it('points at a row and is told, and a click goes to its line', async () => {
    await person.runs('Scan URLs: Show Timeline');
    const main = await panel(/^urls\.txt: Python$/);
    await main.getByRole('button', { name: 'Show All' }).click();
    const canvas = main.getByRole('application');
    const box = (await canvas.boundingBox()) ?? assert.fail('no picture');
    // The rows are below an axis of 18 pixels.
    const y = 18 + ((box.height - 18) / 64) * 9.5;
    await canvas.hover({ position: { x: box.width / 2, y } });
    const tip = main.getByRole('tooltip');
    await tip.waitFor();
    const tenth = (sponsors.list.split('\n')[9] ?? '').replace(/ {2}#.*$/, '');
    assert.ok(((await tip.textContent()) ?? '').includes(new URL(tenth).hostname));
    assert.match((await tip.textContent()) ?? '', /Queue: [\d.]+ m?s/);
    await canvas.click({ position: { x: box.width / 2, y } });
    await person.page
      .getByText(/^Ln 10, Col \d+/)
      .first()
      .waitFor();
  });

  it('saves the picture', async () => {
    await person.runs('Scan URLs: Show Timeline');
    const main = await panel(/^urls\.txt: Python$/);
    for (const [button, file] of [
      ['Save as SVG…', 'timeline.svg'],
      ['Save as PNG…', 'timeline.png'],
    ] as const) {
      await main.getByRole('button', { name: button }).click();
      // The dialog takes a moment to propose a name.
      await person.page.waitForFunction(
        `document.querySelector('.quick-input-widget input.input')?.value.endsWith('/${file}')`,
      );
      await person.page.keyboard.press('Enter');
      await person.runs('View: Show Explorer');
      await person.file(file).waitFor();
    }
  });

  it('finds what a list says to be text', async () => {
    await opens('hostile.urls.txt');
    await person.runs('Scan URLs for Python');
    await person.statusBar.getByText(/^\s*\d+ mention/).waitFor();
    await person.runs('Scan URLs: Show Timeline');
    const main = await panel(/^hostile\.urls\.txt: Python$/);
    await main.getByRole('application').focus();
    await person.page.keyboard.press('End');
    const spoken = main.locator('[aria-live=polite]').last();
    await spoken.filter({ hasText: /^URL 5 of 5/ }).waitFor();
    const text = (await spoken.textContent()) ?? '';
    assert.match(text, /img/);
    assert.ok(!text.includes('\u202e'));
    assert.equal(await main.locator('img').count(), 0);
  });

  it('compares the models, and sees that they agree', async () => {
    await opens('hostile.urls.txt');
    await person.runs('Scan URLs: Compare Concurrency Models…');
    await person.palette.filter({ hasText: 'A pool of processes' }).waitFor();
    assert.equal(await person.palette.count(), 6);
    await person.page.keyboard.press('Enter');
    const main = await panel(/^Concurrency Models: hostile\.urls\.txt, Python$/);
    await main.getByRole('button', { name: 'Stop' }).waitFor({ state: 'hidden', timeout: 120_000 });
    await main.getByText('All models agree on every URL.').first().waitFor();
    const table = main.getByRole('table', { name: 'Waiting for the network' });
    const rows = await table.getByRole('row').allInnerTexts();
    assert.equal(rows.length, 7);
    assert.match(rows[1] ?? '', /^One at a time\s+for url in urls\s+1 × 1\s/);
    const numbers = rows.slice(1).map(row => row.trim().split(/\s+/).slice(-3));
    assert.equal(new Set(numbers.map(String)).size, 1, 'the same responses, mentions and failures');
    await main.getByRole('img', { name: /^Time of each model for the whole list: One at a time/ }).waitFor();
    const second = main.getByRole('table', { name: 'Burning the processor' });
    assert.equal(await second.getByRole('row').count(), 8);
    await main.getByText('Threads with shared memory').first().waitFor();
  });

  it('stops a comparison, and keeps what was done', async () => {
    await opens('hostile.urls.txt');
    sponsors.pause();
    await person.runs('Scan URLs: Compare Concurrency Models…');
    await person.palette.filter({ hasText: 'A pool of processes' }).waitFor();
    await person.page.keyboard.press('Enter');
    const main = await panel(/^Concurrency Models: hostile\.urls\.txt, Python$/);
    await main.getByRole('button', { name: 'Stop' }).click();
    await main.getByText('It was stopped.').first().waitFor();
    await main.getByRole('button', { name: 'Stop' }).waitFor({ state: 'hidden' });
    sponsors.resume();
  });

  it('finds both there again after a reload of the window', async () => {
    await person.runs('Scan URLs: Show Timeline');
    await panel(/^hostile\.urls\.txt: Python$/);
    // VS Code's command saves which editors are open before the reload.
    await Promise.all([person.page.waitForEvent('load'), person.runs('Developer: Reload Window')]);
    await person.activityBar.waitFor();
    const main = await panel(/^hostile\.urls\.txt: Python$/);
    await main.getByText('as it was before the window was reloaded').first().waitFor();
    await main.getByRole('application').focus();
    await person.page.keyboard.press('ArrowDown');
    await person.page.keyboard.press('ArrowDown');
    await person.page.keyboard.press('Enter');
    await person.page
      .getByText(/^Ln 2, Col \d+/)
      .first()
      .waitFor();
    await person.tab('Concurrency Models').click();
    const comparison = await panel(/^Concurrency Models: hostile\.urls\.txt, Python$/);
    await comparison.getByText('It was stopped.').first().waitFor();
  });

  it('has asked nobody else for anything', () => {
    assert.deepEqual(strays, []);
  });
});
