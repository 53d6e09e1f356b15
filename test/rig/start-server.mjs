// npm start where VS Code's server runs: in the browser that the person has.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { workbenchUrl } from './browser.mjs';
import { packageExtension } from './package-extension.mjs';
import { prepareVSCode } from './prepare.mjs';
import { installExtension, startServer } from './server.mjs';
import { writeSettings } from './settings.mjs';
import { howToScan } from './start-hints.mjs';
import { temporaryFolder } from './temporary.mjs';

/**
 * Shows VS Code until it is interrupted.
 * @param {{ folder: string, port: number, open: boolean }} options
 */
export async function showInBrowser({ folder, port, open }) {
  await prepareVSCode({ browser: false });
  const vsix = await packageExtension();
  const data = temporaryFolder('vscode-user');
  const extensionsDir = path.join(data.path, 'extensions');
  writeSettings(data.path);
  await installExtension(vsix, extensionsDir);
  const server = await startServer({ userData: data.path, extensionsDir, port, proxies: true });
  const address = workbenchUrl(server.port, { folder });
  const opened = open && openAddress(address);
  console.log(`\nVS Code with Scan URLs ${opened ? 'opens in your browser:' : 'is at'}\n\n  ${address}\n`);
  console.log(`${howToScan}\nCtrl+C here ends it.`);
  await server.ended;
  // Interrupted, the process is ending already; otherwise the server has crashed.
  await new Promise(resolve => setTimeout(resolve, 1_000));
  throw new Error("VS Code's server ended by itself");
}

/**
 * @param {string} address
 * @returns {boolean} whether there is a desktop to open it on
 */
function openAddress(address) {
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return false;
  // Without xdg-open the person has the address.
  spawn('xdg-open', [address], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
  return true;
}
