/** A file of compressed pages. Only its process can open it, and it is deleted when the process ends. */

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

/** A part of the file, in bytes. */
export interface FilePart {
  readonly start: number;
  readonly length: number;
}

/** Names of the files: the process id, and random digits. No other files in the folder are deleted. */
const NAME = /^pages-(\d+)-[0-9a-f]{8}\.zst$/;

/** In ms. An older file counts as left behind, because pages are kept only while a window is open. */
const LONGEST_LIFE = 7 * 24 * 60 * 60 * 1000;

export class PageFile {
  readonly #file: number;
  /** Path of the file, if the system cannot delete an open file (Windows). */
  readonly #path: string | undefined;
  #length = 0;

  /** @throws {Error} of the file system, like all methods */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    removeLeftovers(folder);
    const path = join(folder, `pages-${process.pid}-${randomBytes(4).toString('hex')}.zst`);
    this.#file = openSync(path, 'wx+', 0o600);
    // Deletes the name while the file is open. So the system frees the file even if this process crashes.
    this.#path = tryToRemove(path) ? undefined : path;
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
    if (this.#path !== undefined) tryToRemove(this.#path);
  }
}

/** Deletes the files of processes that have ended, and files that are too old. */
export function removeLeftovers(folder: string): void {
  for (const name of namesIn(folder)) {
    const [, pid] = NAME.exec(name) ?? [];
    const path = join(folder, name);
    if (pid && (!isAlive(Number(pid)) || ageOf(path) > LONGEST_LIFE)) tryToRemove(path);
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
    // The process runs, but belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** @returns whether the file was deleted */
function tryToRemove(path: string): boolean {
  try {
    unlinkSync(path);
    return true;
  } catch {
    return false;
  }
}
