/** Tells whether two names lead to one file. */

import { type BigIntStats, fstatSync, statSync } from 'node:fs';

/** A path, or the number of an open file. */
type FileName = string | number;

/**
 * Whether two names lead to one file, e.g. by a link, or by names that differ in case. False for what is no file, such as
 * a pipe, and for what cannot be read. Never throws.
 */
export function isSameFile(one: FileName, other: FileName): boolean {
  const [a, b] = [statOf(one), statOf(other)];
  return a?.isFile() === true && b?.isFile() === true && a.dev === b.dev && a.ino === b.ino;
}

function statOf(file: FileName): BigIntStats | undefined {
  try {
    return typeof file === 'string' ? statSync(file, { bigint: true }) : fstatSync(file, { bigint: true });
  } catch {
    return undefined;
  }
}
