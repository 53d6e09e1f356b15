/** The output of the terminal command: standard output, or a file. */

import { closeSync, openSync, writeSync } from 'node:fs';
import { UsageError } from './arguments.ts';

export interface Output {
  write(text: string): void;
  /** Writes what is left. Must be called after the last `write`. */
  end(): void;
}

/** Size of the buffer, in UTF-16 units. Without a buffer, each line would be a system call. */
const BUFFER_SIZE = 64 * 1024;

/**
 * Opens the output.
 * @param path of the file; `undefined` for standard output. The file is emptied now, so that an error occurs before
 *   the scan
 * @throws {UsageError} the file cannot be written
 */
export function openOutput(path: string | undefined): Output {
  return path === undefined ? standardOutput() : fileOutput(path);
}

/** Writes the buffer at the end of each turn of the event loop, so that the reader of a pipe gets lines at once. */
function standardOutput(): Output {
  let isScheduled = false;
  const { flush, write } = buffered(text => void process.stdout.write(text));
  return {
    write(text) {
      write(text);
      if (isScheduled) return;
      isScheduled = true;
      setImmediate(() => {
        isScheduled = false;
        flush();
      });
    },
    end: flush,
  };
}

function fileOutput(path: string): Output {
  const file = checked(() => openSync(path, 'w'));
  const { flush, write } = buffered(text => {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) at += checked(() => writeSync(file, bytes, at));
  });
  return {
    write,
    end() {
      flush();
      closeSync(file);
    },
  };
}

function buffered(writeOut: (text: string) => void): { write(text: string): void; flush(): void } {
  let buffer = '';
  const flush = () => {
    const text = buffer;
    buffer = '';
    if (text) writeOut(text);
  };
  return {
    flush,
    write(text) {
      buffer += text;
      if (buffer.length > BUFFER_SIZE) flush();
    },
  };
}

/** Runs an action on the file. @throws {UsageError} the action failed */
function checked<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new UsageError(`the output cannot be written: ${(error as Error).message}`);
  }
}
