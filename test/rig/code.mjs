#!/usr/bin/env node
// Stands in for VS Code's executable, for `runTests({ vscodeExecutablePath })` of @vscode/test-electron: takes its
// arguments, runs VS Code's server and a headless Chromium, prints what the tests print, ends with their exit code.
// It ignores --disable-extensions and --inspect-extensions.
//   RIG_TIMEOUT_SECONDS  ends a run that hangs, with exit code 124 (600 unless set)
//   RIG_VERBOSE          prints VS Code's own log as well
//   RIG_SCREENSHOT       a .png file to write before the end
import path from 'node:path';
import { launchBrowser, workbenchUrl } from './browser.mjs';
import { readOptions } from './code-options.mjs';
import { rig } from './paths.mjs';
import { prepareVSCode } from './prepare.mjs';
import { manageExtensions, startServer } from './server.mjs';
import { writeSettings } from './settings.mjs';
import { temporaryFolder } from './temporary.mjs';

/** Put by host.cjs before each line of the tests. */
const mark = '\u2063';

const verbose = Boolean(process.env.RIG_VERBOSE);
const seconds = Number(process.env.RIG_TIMEOUT_SECONDS ?? 600);

try {
  await prepareVSCode();
  const args = process.argv.slice(2);
  const options = readOptions(args);
  process.exitCode = options.isCommand ? await runCommand(args) : await runWindow(options);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** @param {string[]} args */
async function runCommand(args) {
  // The server has another layout of this folder.
  const known = args.filter(argument => !argument.startsWith('--user-data-dir'));
  process.stdout.write(await manageExtensions(known));
  return 0;
}

/**
 * @param {ReturnType<typeof readOptions>} options
 * @returns {Promise<number>} the exit code
 */
async function runWindow(options) {
  const data = temporaryFolder('vscode-user');
  const userData = options.userData ?? data.path;
  writeSettings(userData);
  const starting = startServer({
    userData,
    extensionsDir: options.extensionsDir ?? path.join(userData, 'extensions'),
    driver: true,
    trust: options.trust,
    env: options.extensionTestsPath ? { RIG_TESTS: options.extensionTestsPath } : {},
    log: text => void (verbose && process.stderr.write(text)),
  });
  const launching = launchBrowser();
  try {
    const [server, browser] = await Promise.all([starting, launching]);
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const run = await watchRun(page, server);
    const { folder, extensionDevelopmentPath, extensionTestsPath } = options;
    const address = workbenchUrl(server.port, {
      ...(folder && { folder }),
      extensionDevelopmentPath,
      ...(extensionTestsPath && { extensionTestsPath: path.join(rig, 'host.cjs') }),
    });
    await page.goto(address, { waitUntil: 'commit' });
    const code = await run.end(extensionTestsPath !== undefined);
    const screenshot = process.env.RIG_SCREENSHOT;
    if (screenshot) await page.screenshot({ path: screenshot }).catch(error => console.error(String(error)));
    return code;
  } finally {
    // Both, even when only one of them could start.
    await Promise.allSettled([
      launching.then(browser => browser.close()),
      starting.then(server => server.stop()),
    ]);
    data.remove();
  }
}

/**
 * Prints what the tests print and learns how they end.
 * @param {import('./vscode/playwright.mjs').Page} page not yet at VS Code's address
 * @param {import('./server.mjs').Server} server
 */
async function watchRun(page, server) {
  /** @type {string[]} */
  const errors = [];
  let complete = false;
  let over = false;
  /** @type {(code: number) => void} */
  let finish = () => {};
  const finished = new Promise(resolve => {
    finish = resolve;
  });
  /**
   * @param {string} reason
   * @param {number} code
   */
  const giveUp = (reason, code) => {
    if (over) return;
    console.error(reason);
    finish(code);
  };

  /**
   * @param {string} type
   * @param {unknown[]} values
   */
  const onLog = (type, values) => {
    const text = values.map(value => (typeof value === 'string' ? value : JSON.stringify(value))).join(' ');
    if (text.startsWith(mark + mark)) complete = true;
    else if (text.startsWith(mark)) printLine(type, text.slice(mark.length));
    else if (verbose) console.error(`[${type}] ${text}`);
    // This server has no service worker; VS Code complains about that in every run.
    else if (type === 'error' && !text.startsWith('[Service Worker]'))
      errors.push(text.split('\n').slice(0, 4).join('\n'));
  };
  // The two functions that VS Code looks for in its page when its server was started with a driver.
  await page.exposeFunction('codeAutomationLog', onLog);
  await page.exposeFunction('codeAutomationExit', finish);
  page.on('crash', () => giveUp('The page of VS Code crashed', 1));
  void server.ended.then(() => giveUp("VS Code's server ended", 1));
  const limit = setTimeout(() => giveUp(`The run did not end in ${seconds} s`, 124), seconds * 1000);

  return {
    /** @param {boolean} tests whether there are tests, which must come to their end */
    async end(tests) {
      const code = /** @type {number} */ (await finished);
      over = true;
      clearTimeout(limit);
      // VS Code reports 0 when its extension host dies in the middle of the tests.
      const died = code === 0 && tests && !complete;
      if (died) console.error('The extension host ended before the tests did');
      if (code !== 0) for (const error of errors.slice(-10)) console.error(error);
      return died ? 1 : code;
    },
  };
}

/**
 * @param {string} type
 * @param {string} line
 */
function printLine(type, line) {
  const stream = type === 'error' || type === 'warn' ? process.stderr : process.stdout;
  stream.write(`${line}\n`);
}
