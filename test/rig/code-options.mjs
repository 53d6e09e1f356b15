// The command line of VS Code's executable, as far as code.mjs honours it.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const one = /** @type {const} */ ({ type: 'string' });
const several = /** @type {const} */ ({ type: 'string', multiple: true });
const flag = /** @type {const} */ ({ type: 'boolean' });

/**
 * Reads VS Code's options, and passes over those it does not know, as VS Code does.
 * @param {string[]} args
 */
export function readOptions(args) {
  const { values, positionals } = parseArgs({
    args,
    strict: false,
    allowPositionals: true,
    options: {
      extensionDevelopmentPath: several,
      extensionTestsPath: one,
      'user-data-dir': one,
      'extensions-dir': one,
      'folder-uri': one,
      'disable-workspace-trust': flag,
      version: flag,
      'list-extensions': flag,
      'install-extension': several,
      'uninstall-extension': several,
    },
  });
  const folderUri = text(values['folder-uri']);
  const tests = text(values.extensionTestsPath);
  return {
    extensionDevelopmentPath: texts(values.extensionDevelopmentPath).map(place => path.resolve(place)),
    extensionTestsPath: tests && path.resolve(tests),
    userData: text(values['user-data-dir']),
    extensionsDir: text(values['extensions-dir']),
    folder: positionals[0] ? path.resolve(positionals[0]) : folderUri && fileURLToPath(folderUri),
    trust: values['disable-workspace-trust'] !== true,
    /** Whether VS Code only answers or manages extensions, and opens no window. */
    isCommand: Boolean(
      values.version ||
        values['list-extensions'] ||
        values['install-extension'] ||
        values['uninstall-extension'],
    ),
  };
}

/** @param {unknown} value */
function text(value) {
  return typeof value === 'string' ? value : undefined;
}

/** @param {unknown} value */
function texts(value) {
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}
