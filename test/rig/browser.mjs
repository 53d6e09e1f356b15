// A headless Chromium, driven by Playwright, and the addresses it opens.
import { chromiumEnvironment, chromiumPath } from './prepare-chromium.mjs';

/** Turns off everything that needs the network, a graphics card, or permissions that containers lack. */
const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/**
 * Starts Chromium. It ends with this process. Call `prepareVSCode` before.
 * @param {import('./vscode/playwright.mjs').LaunchOptions} [options] more of Playwright's options
 * @returns {Promise<import('./vscode/playwright.mjs').Browser>}
 */
export async function launchBrowser(options = {}) {
  // Not imported above: there is no Playwright before `prepareVSCode`.
  const { chromium } = await import('./vscode/playwright.mjs');
  return chromium.launch({
    executablePath: chromiumPath,
    env: chromiumEnvironment(),
    // Playwright's own signal handlers exit at once, before the server is ended in order.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    ...options,
    args: [...flags, ...(options.args ?? [])],
  });
}

/**
 * The address of a workbench.
 * @param {number} port the server's
 * @param {object} [options]
 * @param {string} [options.folder] or .code-workspace file; without it the workbench is empty
 * @param {string[]} [options.extensionDevelopmentPath] only honoured by a server with a driver
 * @param {string} [options.extensionTestsPath] a module with a `run` function, loaded inside VS Code
 */
export function workbenchUrl(port, { folder, extensionDevelopmentPath = [], extensionTestsPath } = {}) {
  // Webviews need the name: their service worker is refused at 127.0.0.1.
  const origin = `localhost:${port}`;
  /** @type {[string, string][]} */
  const payload = [['skipWelcome', 'true']];
  for (const place of extensionDevelopmentPath) {
    payload.push(['extensionDevelopmentPath', `vscode-remote://${origin}${place}`]);
  }
  if (extensionTestsPath)
    payload.push(['extensionTestsPath', `vscode-remote://${origin}${extensionTestsPath}`]);
  const query = new URLSearchParams();
  if (!folder) query.set('ew', 'true');
  else query.set(folder.endsWith('.code-workspace') ? 'workspace' : 'folder', folder);
  query.set('payload', JSON.stringify(payload));
  return `http://${origin}/?${query}`;
}
