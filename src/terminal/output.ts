/** The output of the terminal command: standard output, or a file. */

import { fileErrorText } from '../engine/files/fileErrors.ts';
import { isSameFile } from '../engine/files/sameFile.ts';
import { openWholeFile, type WholeFile } from '../engine/files/wholeFile.ts';
import { endForOutput, printText } from './standardStreams.ts';
import { UsageError } from './usageError.ts';

/** Where the output cannot be written, its methods end the command. */
export interface Output {
  write(text: string): void;
  /** Writes what is left. Must be called after the last `write`. A file is in its place only then. */
  end(): void;
}

/** A file that the command reads, and that its output must not replace. */
export interface Input {
  /** e.g. `the list` */
  readonly name: string;
  /** `-` for standard input. */
  readonly path: string;
}

/** Size of the buffer, in UTF-16 units. Without a buffer, each line would be a system call. */
const BUFFER_SIZE = 64 * 1024;

/**
 * Opens the output, so that an error occurs before the scan. A file keeps its content until {@link Output.end}.
 * @param path of the file; `undefined` for standard output
 * @throws {UsageError} the file cannot be written, or is one of the inputs
 */
export function openOutput(path: string | undefined, inputs: readonly Input[]): Output {
  const place = path ?? process.stdout.fd;
  const input = inputs.find(each => isSameFile(place, each.path === '-' ? process.stdin.fd : each.path));
  if (input) throw new UsageError(`the output cannot be written: it would overwrite ${input.name}`);
  return path === undefined ? standardOutput() : fileOutput(path);
}

/** Writes the buffer at the end of each turn of the event loop, so that the reader of a pipe gets lines at once. */
function standardOutput(): Output {
  let isScheduled = false;
  const { flush, write } = buffered(printText);
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
  const file = opened(path);
  process.once('exit', () => file.discard());
  const { flush, write } = buffered(text => checked(() => file.write(text)));
  return {
    write,
    end() {
      flush();
      checked(() => file.commit());
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

function opened(path: string): WholeFile {
  try {
    return openWholeFile(path);
  } catch (error) {
    throw new UsageError(`the output cannot be written: ${fileErrorText(error)}`);
  }
}

function checked(action: () => void): void {
  try {
    action();
  } catch (error) {
    endForOutput(error);
  }
}
