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
  if (path === undefined) {
    return { write: text => void process.stdout.write(text), end() {} };
  }
  const file = checked(() => openSync(path, 'w'));
  let gathered = '';
  const flush = () => {
    const bytes = Buffer.from(gathered);
    gathered = '';
    for (let at = 0; at < bytes.length; ) at += checked(() => writeSync(file, bytes, at));
  };
  return {
    write(text) {
      gathered += text;
      if (gathered.length > ENOUGH) flush();
    },
    end() {
      flush();
      closeSync(file);
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
