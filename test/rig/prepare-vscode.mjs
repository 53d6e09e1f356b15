// Installs a VS Code that needs no desktop: the server of code-server's npm package, and a headless Chromium for it.
import fs from 'node:fs';
import path from 'node:path';
import { nodeHome, vscodePackage, vscodeServer } from './paths.mjs';
import { prepareChromium } from './prepare-chromium.mjs';
import { installedNode } from './prepare-node.mjs';
import { npm } from './processes.mjs';
import { installPackages, step } from './step.mjs';

/**
 * Whether this VS Code exists for this platform. Where it does not, use the one that @vscode/test-electron downloads.
 */
export function isSupported() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * Installs VS Code, and Chromium unless the person's own browser is used.
 * @param {{ browser?: boolean }} [options]
 * @throws {Error} when a part cannot be installed, or Chromium lacks a library of the system
 */
export async function prepareVSCode({ browser = true } = {}) {
  if (!isSupported())
    throw new Error(`This VS Code is for Linux on x64, not ${process.platform} on ${process.arch}`);
  await installedNode();
  await installBrowserPackages();
  await step('Installing the packages of VS Code', {
    lock: 'vscode',
    isDone: () => fs.existsSync(path.join(vscodeServer, 'node_modules/.package-lock.json')),
    // VS Code's lock file leaves out one peer dependency, which plain `npm ci` takes for an error.
    run: () => npm(['ci', '--omit=dev', '--ignore-scripts', '--legacy-peer-deps'], { cwd: vscodeServer }),
  });
  await buildNativeModules();
  if (browser) await prepareChromium();
}

/** Installs the packages that hold VS Code, Chromium and Playwright, without making them run. */
export async function installBrowserPackages() {
  await installPackages('Installing VS Code and Chromium', vscodePackage, 'vscode');
}

/** Where npm leaves what node-gyp builds, the module without which output channels stay empty last. */
const nativeModules = ['native-watchdog/build/Release/watchdog.node', 'spdlog/build/Release/spdlog.node'];

/** Output of the compiler after a failed build. The build is not repeated until something changes. */
const compilerReport = path.join(vscodeServer, 'node_modules/.cache/native-modules.txt');

/**
 * Builds the two native modules that have no prebuilt binaries. A machine without a compiler is not an error: without
 * them, only the Output panel stays empty, and an extension host survives a server that was killed.
 */
async function buildNativeModules() {
  const built = nativeModules.map(file => path.join(vscodeServer, 'node_modules/@vscode', file));
  const isDone = () => fs.existsSync(compilerReport) || built.every(file => fs.existsSync(file));
  if (isDone()) return;
  const cost = 'Output channels stay empty in this VS Code; everything else works.';
  const missing = missingTools();
  if (missing.length > 0) {
    process.stderr.write(`No ${missing.join(', no ')} to build VS Code's log module with. ${cost}\n`);
    return;
  }
  await step('Building the native modules of VS Code', {
    lock: 'vscode',
    isDone,
    run: async () => {
      try {
        await npm(['rebuild', '@vscode/native-watchdog', '@vscode/spdlog', '--ignore-scripts=false'], {
          cwd: vscodeServer,
          // For the Node.js that loads them. Unoptimized code of these modules is fast enough, and compiles in half the time.
          env: { npm_config_nodedir: nodeHome, CXXFLAGS: '-O0 -g0', JOBS: '2' },
        });
      } catch (error) {
        fs.mkdirSync(path.dirname(compilerReport), { recursive: true });
        fs.writeFileSync(compilerReport, String(error));
        process.stderr.write(`not built, for the reasons in ${compilerReport}. ${cost} `);
      }
    },
  });
}

/** @returns {string[]} what node-gyp needs and this machine does not have */
function missingTools() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return ['g++', 'make', 'python3'].filter(
    tool => !folders.some(folder => fs.existsSync(path.join(folder, tool))),
  );
}
