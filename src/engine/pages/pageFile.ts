/** A file of compressed pages, which nobody but its process can open, and which is gone when the process is. */

import { randomBytes } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** Where something stands in the file, in bytes. */
export interface FilePart {
  readonly start: number;
  readonly length: number;
}

/** Names are ours alone: the process, and what tells its files apart. */
const NAME = /^pages-(\d+)-[0-9a-f]{8}\.zst$/;

/** In ms. No scan is kept for longer than a window is open; a file of that age has been left behind. */
const LONGEST_LIFE = 7 * 24 * 60 * 60 * 1000;

export class PageFile {
  readonly #file: number;
  /** The path where the file could not be taken out of its folder while it is open. */
  readonly #left: string | undefined;
  #length = 0;

  /** @throws {Error} of the file system, here and below */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    removeLeftovers(folder);
    const path = join(folder, `pages-${process.pid}-${randomBytes(4).toString('hex')}.zst`);
    this.#file = openSync(path, 'wx+', 0o600);
    // Without a name it needs no cleaning up, whatever ends this process.
    this.#left = isRemoved(path) ? undefined : path;
  }

  append(bytes: Buffer): FilePart {
    const part = { start: this.#length, length: bytes.length };
    let written = 0;
    while (written < bytes.length) {
      written += writeSync(this.#file, bytes, written, bytes.length - written, part.start + written);
    }
    this.#length += bytes.length;
    return part;
  }

  read({ start, length }: FilePart): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    let read = 0;
    while (read < length) {
      const more = readSync(this.#file, bytes, read, length - read, start + read);
      if (more === 0) throw new Error('The file of kept pages is shorter than it was written');
      read += more;
    }
    return bytes;
  }

  close(): void {
    closeSync(this.#file);
    if (this.#left !== undefined) isRemoved(this.#left);
  }
}

/** Files of processes that ended without closing them, and those that are too old to be of use to anybody. */
export function removeLeftovers(folder: string): void {
  for (const name of namesIn(folder)) {
    const [, pid] = NAME.exec(name) ?? [];
    const path = join(folder, name);
    if (pid && (!isAlive(Number(pid)) || ageOf(path) > LONGEST_LIFE)) isRemoved(path);
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function ageOf(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process, which is none of ours; but its number may not be asked for.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isRemoved(path: string): boolean {
  try {
    unlinkSync(path);
    return true;
  } catch {
    return false;
  }
}
