/**
 * Standard output and standard error. A reader that has gone, as `head` does, ends the command without a word; the exit
 * status tells. Any other fault of the output, such as a full disk, ends it with a sentence and another exit status.
 */

import { fstatSync } from 'node:fs';
import { clearLine, cursorTo } from 'node:readline';
import { fileErrorText } from '../engine/files/fileErrors.ts';
import { writeAll } from '../engine/files/wholeFile.ts';
import { safeText } from '../engine/wording/safeText.ts';

/** Exit status: the output could not be written. */
export const OUTPUT_FAILED = 3;

/** Exit status: the reader of the output has gone. 128 and the number of SIGPIPE, as shells count. */
const READER_GONE = 141;

let hasLostErrors = false;

process.stdout.on('error', endForOutput);
process.stderr.on('error', loseErrors);

/** Prints to standard output. */
export const printText = printer(process.stdout, endForOutput);

/** Prints to standard error. If that cannot be, the command goes on. */
export const printError = printer(process.stderr, loseErrors);

/** Ends the command because its output cannot be written. */
export function endForOutput(error: unknown): never {
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(READER_GONE);
  hideProgress();
  printError(`scan-urls: the output cannot be written: ${safeText(fileErrorText(error))}\n`);
  process.exit(OUTPUT_FAILED);
}

/** The exit status of a command that has printed all. @param status what it would be otherwise */
export function exitStatus(status: number): number {
  return hasLostErrors && status < OUTPUT_FAILED ? OUTPUT_FAILED : status;
}

/** Removes the line of progress. Does nothing if standard error is no terminal. */
export function hideProgress(): void {
  if (!process.stderr.isTTY) return;
  clearLine(process.stderr, 0);
  cursorTo(process.stderr, 0);
}

function printer(
  stream: NodeJS.WriteStream & { fd: number },
  onError: (error: unknown) => void,
): (text: string) => void {
  if (!isFile(stream)) return text => void stream.write(text);
  return text => {
    try {
      // The stream would ignore that a file has taken only a part.
      writeAll(stream.fd, Buffer.from(text));
    } catch (error) {
      onError(error);
    }
  };
}

/** Whether a stream leads to a file or a device, but not to a terminal, a pipe or a socket. */
function isFile({ fd, isTTY }: NodeJS.WriteStream & { fd: number }): boolean {
  if (isTTY) return false;
  try {
    const stat = fstatSync(fd);
    return stat.isFile() || stat.isCharacterDevice();
  } catch {
    return false;
  }
}

/** Failures that are printed nowhere would look like success. But nobody wants to read them where the reader has gone. */
function loseErrors(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'EPIPE') hasLostErrors = true;
}
