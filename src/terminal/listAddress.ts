/** What the list is called in a document, and where. */

import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * @param source the list's path, or `-`
 * @returns the URI is a reference relative to the working directory for what lies below it, as services expect of a
 *   repository's files
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
