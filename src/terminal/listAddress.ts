/** The name and the location of the list in exported documents. */

import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** The address of what is scanned: that of the only list, or a name for several. */
export function addressOf(paths: readonly string[]): { name: string; uri: string } {
  const [only = '-', ...more] = paths;
  return more.length ? { name: `${paths.length} files`, uri: '' } : listAddress(only);
}

/**
 * @param source path of the list, or `-` for standard input
 * @returns `uri` is relative for files below the working directory, as code scanning services expect for files of a
 *   repository; otherwise it is a file: URI
 */
export function listAddress(source: string): { name: string; uri: string } {
  if (source === '-') return { name: 'standard input', uri: 'stdin' };
  const relative = path.relative('', source);
  const isBelow = relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
  const uri = isBelow
    ? relative.split(path.sep).map(encodeURIComponent).join('/')
    : pathToFileURL(source).href;
  return { name: source, uri };
}
