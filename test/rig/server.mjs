// Starts and ends VS Code's server.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { endWithThisProcess } from './ending.mjs';
import { nodeHome, rig, vscodeServer } from './paths.mjs';
import { endGroup, runQuietly, signalGroup } from './processes.mjs';
import { temporaryFolder } from './temporary.mjs';

const node = path.join(nodeHome, 'bin/node');
const main = path.join(vscodeServer, 'out/server-main.js');

/**
 * @typedef {object} ServerOptions
 * @property {string} userData folder with User/settings.json
 * @property {string} extensionsDir
 * @property {boolean} [driver] lets a page run tests inside VS Code. It also hides all notification toasts, and without
 * it VS Code takes no extension from a development path
 * @property {boolean} [trust] asks whether the folder's authors are trusted, as VS Code does by default; off unless said
 * @property {boolean} [proxies] leaves HTTP_PROXY and the like in the environment, for scans of the live web
 * @property {NodeJS.ProcessEnv} [env] over this process's environment; undefined removes a variable
 * @property {string} [language] VS Code's own, which `addLanguage` has made known
 * @property {number} [port] 0 for any
 * @property {(text: string) => void} [log] gets what the server prints
 */

/**
 * @typedef {object} Server
 * @property {number} port
 * @property {Promise<void>} ended settles when the server ends, by itself or not
 * @property {() => Promise<void>} stop
 */

/**
 * Starts VS Code's server on a port of the loopback interface. It ends with this process, however that ends.
 * @param {ServerOptions} options
 * @returns {Promise<Server>} when it listens
 * @throws {Error} with all the server printed, when it ends before that
 */
export async function startServer(options) {
  const own = temporaryFolder('vscode');
  const child = spawn(
    node,
    ['--import', path.join(rig, 'end-with-parent.mjs'), main, ...serverArguments(options, own.path)],
    {
      env: serverEnvironment(options, own.path),
      // The open pipe to stdin tells the server that this process lives.
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    },
  );
  /** @type {Promise<void>} */
  const ended = new Promise(resolve => child.once('close', () => resolve()));
  const stop = async () => {
    // The server would wait hours for a browser to come back. It only gets a moment, to end the extension host.
    await endGroup(child, ended, 2_000);
    release();
    own.remove();
  };
  const release = endWithThisProcess({ close: stop, kill: () => signalGroup(child, 'SIGKILL') });
  try {
    return { port: await listening(child, options.log), ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * @param {ServerOptions} options
 * @param {string} own
 */
function serverArguments({ userData, extensionsDir, driver, trust, language, port = 0 }, own) {
  return [
    ...[
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--without-connection-token',
      '--accept-server-license-terms',
    ],
    ...['--telemetry-level', 'off', '--server-data-dir', own],
    ...['--user-data-dir', userData, '--extensions-dir', extensionsDir],
    ...(driver ? ['--enable-smoke-test-driver'] : []),
    ...(trust ? [] : ['--disable-workspace-trust']),
    ...(language ? ['--locale', language] : []),
  ];
}

/**
 * @param {ServerOptions} options
 * @param {string} own
 * @returns {NodeJS.ProcessEnv}
 */
function serverEnvironment({ proxies, env }, own) {
  const inherited = Object.entries(process.env).filter(([name]) => {
    if (/^(all|https?|no)_proxy$/i.test(name)) return proxies;
    // Variables that VS Code's terminal, npm and Node's test runner set for their own children.
    return !/^(VSCODE_|ELECTRON_|npm_|NODE_TEST_CONTEXT$)/.test(name);
  });
  return {
    ...Object.fromEntries(inherited),
    // No gallery, so no look-ups there. An empty string would mean the default one.
    EXTENSIONS_GALLERY: '{}',
    XDG_RUNTIME_DIR: own,
    ...env,
  };
}

/**
 * @param {import('node:child_process').ChildProcessWithoutNullStreams} child
 * @param {((text: string) => void) | undefined} log
 * @returns {Promise<number>} the port
 */
function listening(child, log) {
  return new Promise((resolve, reject) => {
    let printed = '';
    let known = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', text => {
        log?.(text);
        if (known) return;
        printed += text;
        const port = /Extension host agent listening on (\d+)/.exec(printed)?.[1];
        if (!port) return;
        known = true;
        resolve(Number(port));
      });
    }
    child.once('error', reject);
    child.once('close', (code, signal) =>
      reject(new Error(`VS Code's server ended (${code ?? signal})\n${printed}`)),
    );
  });
}

/**
 * Installs a packaged extension.
 * @param {string} vsix
 * @param {string} extensionsDir
 * @throws {Error} with what VS Code says, when it refuses the package
 */
export async function installExtension(vsix, extensionsDir) {
  await manageExtensions(['--extensions-dir', extensionsDir, '--install-extension', vsix]);
}

/**
 * Runs one of VS Code's commands that end by themselves, such as --install-extension.
 * @param {string[]} args
 * @returns {Promise<string>} what it printed
 */
export async function manageExtensions(args) {
  const own = temporaryFolder('vscode');
  try {
    return await runQuietly(
      node,
      [main, '--accept-server-license-terms', '--server-data-dir', own.path, ...args],
      {
        env: { ...process.env, EXTENSIONS_GALLERY: '{}', XDG_RUNTIME_DIR: own.path },
      },
    );
  } finally {
    own.remove();
  }
}
