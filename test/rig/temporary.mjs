import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { endWithThisProcess } from './ending.mjs';

/**
 * Makes a folder that is removed when this process ends, or earlier.
 * @param {string} name how the folder's name begins. Short, where VS Code puts its sockets: their paths are limited to
 * some hundred characters
 */
export function temporaryFolder(name) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `${name}-`));
  const remove = () => {
    release();
    // A process that is ending may still write a last file.
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const release = endWithThisProcess({ close: remove, kill: remove });
  return { path: folder, remove };
}
