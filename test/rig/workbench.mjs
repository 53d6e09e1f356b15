// Opens VS Code as users have it: with the packaged extension, an open folder and notifications.
import path from 'node:path';
import { launchBrowser, workbenchUrl } from './browser.mjs';
import { addLanguage } from './language-pack.mjs';
import { installExtension, startServer } from './server.mjs';
import { writeSettings } from './settings.mjs';
import { temporaryFolder } from './temporary.mjs';

/**
 * @typedef {object} Workbench
 * @property {import('./vscode/playwright.mjs').Page} page
 * @property {string} userData the folder that holds the user's settings
 * @property {() => Promise<void>} close ends VS Code and the browser and removes their data
 */

/**
 * Opens VS Code. Call `prepareVSCode` before.
 * @param {object} options
 * @param {string} [options.folder] what is open
 * @param {string[]} [options.extensions] packaged ones, .vsix files
 * @param {Record<string, unknown>} [options.settings] of the user, beside the quiet ones
 * @param {boolean} [options.trust] whether VS Code asks for trust in the folder
 * @param {NodeJS.ProcessEnv} [options.env] of the extension host; undefined removes a variable
 * @param {string} [options.language] VS Code's, e.g. `zh-cn`; its own texts stay English
 * @param {{ width: number, height: number }} [options.viewport] in pixels
 * @param {number} [options.patience] milliseconds that an action on the page may take
 * @returns {Promise<Workbench>} as soon as the page starts to load; its locators wait for the rest
 */
export async function openWorkbench({
  folder,
  extensions = [],
  settings = {},
  trust = false,
  env = {},
  language,
  viewport = { width: 1400, height: 900 },
  patience = 20_000,
}) {
  const data = temporaryFolder('vscode-user');
  const userData = data.path;
  const extensionsDir = path.join(userData, 'extensions');
  /** @type {(() => Promise<unknown>)[]} */
  const closers = [async () => data.remove()];
  const close = async () => {
    for (const step of closers.splice(0).reverse()) await step();
  };
  try {
    writeSettings(userData, settings);
    if (language) addLanguage(userData, language);
    for (const vsix of extensions) await installExtension(vsix, extensionsDir);
    const starting = [
      startServer({ userData, extensionsDir, trust, env, ...(language ? { language } : {}) }).then(server => {
        closers.push(server.stop);
        return server;
      }),
      launchBrowser().then(browser => {
        closers.push(() => browser.close());
        return browser;
      }),
    ];
    await Promise.allSettled(starting);
    const [server, browser] =
      /** @type {[import('./server.mjs').Server, import('./vscode/playwright.mjs').Browser]} */ (
        await Promise.all(starting)
      );
    const page = await browser.newPage({ viewport, reducedMotion: 'reduce' });
    page.setDefaultTimeout(patience);
    await page.goto(workbenchUrl(server.port, folder === undefined ? {} : { folder }), {
      waitUntil: 'commit',
    });
    return { page, userData, close };
  } catch (error) {
    await close();
    throw error;
  }
}
