/** Where the terminal command writes: standard output, or a file. */

import { closeSync, openSync, writeSync } from 'node:fs';
import { UsageError } from './arguments.ts';

export interface Output {
  write(text: string): void;
  /** Nothing is written behind this. */
  end(): void;
}

/** UTF-16 units after which what was gathered is written: lines one by one would be a system call each. */
const ENOUGH = 64 * 1024;

/**
 * @param path of the file, which is replaced at once, so that a scan is not made in vain; standard output without
 * @throws {UsageError} the file cannot be written
 */
export function openOutput(path: string | undefined): Output {
  return path === undefined ? standardOutput() : fileOutput(path);
}

/** Whoever reads a pipe has each line in the turn of the event loop that it was written in. */
function standardOutput(): Output {
  let isAwaited = false;
  const { flush, write } = gatherer(text => void process.stdout.write(text));
  return {
    write(text) {
      write(text);
      if (isAwaited) return;
      isAwaited = true;
      setImmediate(() => {
        isAwaited = false;
        flush();
      });
    },
    end: flush,
  };
}

function fileOutput(path: string): Output {
  const file = checked(() => openSync(path, 'w'));
  const { flush, write } = gatherer(text => {
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

function gatherer(writeOut: (text: string) => void): { write(text: string): void; flush(): void } {
  let gathered = '';
  const flush = () => {
    const text = gathered;
    gathered = '';
    if (text) writeOut(text);
  };
  return {
    flush,
    write(text) {
      gathered += text;
      if (gathered.length > ENOUGH) flush();
    },
  };
}

function checked<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new UsageError(`the output cannot be written: ${(error as Error).message}`);
  }
}
