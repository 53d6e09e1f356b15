/** Takes the pictures of the README in the real workbench, with the 64 pages, and more pictures for people to look at. */

import path from 'node:path';
import { packageExtension } from '../rig/package-extension.mjs';
import { out } from '../rig/paths.mjs';
import { prepareVSCode } from '../rig/prepare.mjs';
import { startSite } from '../web/ordinary.ts';
import { silentServer } from '../web/silentServer.ts';
import { startSponsors } from '../web/sponsors/server.ts';
import { Person } from './person.ts';

/** The first of the ports, which are fixed so that all pictures show the same URLs. */
const FIRST_PORT = 8100;

const THEMES = {
  dark: 'Dark 2026',
  light: 'Light 2026',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
};

await prepareVSCode();
process.env.VSIX = await packageExtension();
const sponsors = await startSponsors({ names: true, port: FIRST_PORT });
// A server that never answers, and one that asks to wait.
const silent = await silentServer(FIRST_PORT - 1);
const busy = await startSite(
  { '*': { status: 429, headers: { 'retry-after': '25' } } },
  { port: FIRST_PORT - 2 },
);
const waiting = [silent.url, ...[1, 2, 3, 4, 5, 6].map(path => busy.url(`/${path}`))].join('\n');
const list = sponsors.list.replace(/ {2}#.*$/gm, '');
try {
  for (const [name, theme] of Object.entries(THEMES)) await takePictures(name, theme);
} finally {
  await Promise.all([sponsors.close(), silent.close(), busy.close()]);
}

/** The README shows two of the themes. Pictures of the others are for the development of the views. */
function folderOf(name: string): string {
  return name === 'dark' || name === 'light' ? 'media' : out;
}

async function takePictures(name: string, theme: string): Promise<void> {
  const person = await Person.sitsDown(
    { 'urls.txt': list, 'waiting.urls': waiting },
    { 'workbench.colorTheme': theme, 'editor.minimap.enabled': false, 'breadcrumbs.enabled': false },
  );
  const { page } = person;
  const picture = async (file: string) => {
    await page.mouse.move(900, 500);
    await page.screenshot({ path: file, animations: 'disabled' });
    console.log(path.relative(process.cwd(), file));
  };
  try {
    await page.setViewportSize({ width: 1280, height: 800 });
    await person.opens('urls.txt');
    await person.activityBar.click();
    await page.getByText('Which of the pages on a list mention a word').waitFor();
    await picture(path.join(out, `welcome-${name}.png`));
    await widenSideBar();
    await person.runs('Scan URLs for Python');
    await person.statusBar.getByText(/^\s*[1-9]\d*\/64/).waitFor();
    await person.row(/^Mentions “Python” \([1-9]/).waitFor();
    await picture(path.join(out, `running-${name}.png`));
    await person.row('Mentions “Python” (20)').waitFor();
    await person.unfolds(person.row(/^www\.activestate\.com/));
    await person.row('<title>').first().waitFor();
    await person.showsProblems();
    await person.problems.filter({ hasText: '403' }).nth(1).waitFor();
    await person.statusBar.getByText('20 mention “Python” · 2 failed').waitFor();
    await picture(path.join(folderOf(name), `scan-${name}.png`));
    await page.keyboard.press('Control+Shift+M');
    await person.row('<title>').first().click();
    await page.getByText('(6 selected)').waitFor();
    await picture(path.join(folderOf(name), `page-${name}.png`));
    await person.runs('Scan URLs: Show Timeline');
    const panel = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await panel.getByText('62 responses for 64 URLs').first().waitFor();
    await picture(path.join(out, `timeline-${name}.png`));
    await person.tab('urls.txt').click();
    await person.runs('Scan URLs: Compare Concurrency Models…');
    await person.palette.filter({ hasText: 'A pool of processes' }).waitFor();
    await page.keyboard.press('Enter');
    await panel.getByRole('heading', { level: 1, name: /^Concurrency Models: / }).waitFor();
    await panel.getByRole('button', { name: 'Stop' }).waitFor({ state: 'hidden', timeout: 120_000 });
    await picture(path.join(out, `comparison-${name}.png`));
    await person.tab('urls.txt').click();
    await person.runs('Scan URLs: Group by Host');
    await person
      .row(/localhost/)
      .first()
      .waitFor();
    const url = person.editor.locator('.view-line').filter({ hasText: 'www.activestate' });
    await url.click({ position: { x: 60, y: 5 } });
    await person.runs('Show or Focus Hover');
    await page.locator('.monaco-hover').getByText('Open Page at Match').first().waitFor();
    await page.screenshot({ path: path.join(out, `hover-${name}.png`), animations: 'disabled' });
    await person.runs('Scan URLs: Group by Verdict');
    await person.runs('View: Show Explorer');
    await person.opens('waiting.urls');
    await person.runs('Scan URLs for Python');
    await person.unfolds(person.row(/^Under way \(/));
    await person.row('the server asked for it').first().waitFor();
    await person.row('the server asked for it').first().hover();
    await page.screenshot({ path: path.join(out, `waiting-${name}.png`), animations: 'disabled' });
    await person.runs('Scan URLs: Stop');
  } finally {
    await person.leaves();
  }

  async function widenSideBar(): Promise<void> {
    const box = (await page.locator('.part.sidebar').boundingBox()) ?? {
      x: 48,
      y: 0,
      width: 300,
      height: 800,
    };
    await page.mouse.move(box.x + box.width, 400);
    await page.mouse.down();
    await page.mouse.move(box.x + 440, 400, { steps: 5 });
    await page.mouse.up();
  }
}
