/** Errors of the file system in words. */

import { getSystemErrorMessage } from 'node:util';

/**
 * The reason, without the path, which may be the one of a temporary file: `no space left on device (ENOSPC)`. In English,
 * as the system has it.
 */
export function fileErrorText(error: unknown): string {
  const { code, errno, message } = error as NodeJS.ErrnoException;
  if (code === undefined || errno === undefined) return message;
  return `${getSystemErrorMessage(errno) ?? message} (${code})`;
}
