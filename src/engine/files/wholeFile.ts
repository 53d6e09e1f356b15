/** Writes files so that the old content lives until the new one is whole. */

import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  ftruncateSync,
  lstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

export interface WholeFile {
  /** @throws {NodeJS.ErrnoException} e.g. `ENOSPC` */
  write(content: string | Uint8Array): void;
  /** Puts the file in its place. Nothing may be written afterwards. @throws {NodeJS.ErrnoException} */
  commit(): void;
  /** Removes what is written. Does nothing after {@link commit}. Never throws. */
  discard(): void;
}

/**
 * Opens a file to write it anew. It is written beside its place, and renamed when it is whole. A link stays a link; the
 * mode stays the same. What is no file, such as a pipe or a device, is written directly; so is a file in a folder where
 * no other can be made, from the first text on.
 * @throws {NodeJS.ErrnoException} it cannot be written there, e.g. `EISDIR`, `ENOENT`, `EACCES`
 */
export function openWholeFile(place: string): WholeFile {
  const old = statSync(place, { throwIfNoEntry: false });
  if (old && (!old.isFile() || isDevice(place))) return openFile(openSync(place, 'w'), {});
  const target = old ? realpathSync(place) : missingTarget(place);
  if (old) accessSync(target, constants.W_OK);
  // Without this, a name that cannot be used would only be noticed at the end.
  else closeAndRemove(openSync(target, 'wx'), target);
  const beside = path.join(path.dirname(target), `.scan-urls-${randomBytes(8).toString('hex')}.tmp`);
  let file: number;
  try {
    file = openSync(beside, 'wx');
  } catch (error) {
    if (!old || !isForbidden(error)) throw error;
    return overwrittenFile(openSync(target, 'r+'));
  }
  const remove = () => rmSync(beside, { force: true });
  try {
    if (old) keepOwnerAndMode(file, old);
  } catch (error) {
    closeSync(file);
    remove();
    throw error;
  }
  return openFile(file, { commit: () => renameSync(beside, target), discard: remove });
}

/** Writes all bytes: a system call may write fewer, for example where a disk is almost full. */
export function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

/** A file that is open. `commit` and `discard` are called after it is closed */
function openFile(file: number, { commit, discard }: { commit?(): void; discard?(): void }): WholeFile {
  let isOpen = true;
  const close = () => {
    isOpen = false;
    closeSync(file);
  };
  return {
    write: content => writeAll(file, typeof content === 'string' ? Buffer.from(content) : content),
    commit() {
      try {
        // Some file systems report a full disk only now.
        close();
        commit?.();
      } catch (error) {
        discard?.();
        throw error;
      }
    },
    discard() {
      if (!isOpen) return;
      try {
        close();
      } catch {
        // It is thrown away.
      }
      discard?.();
    },
  };
}

/** A file that is overwritten. Its old content lives until the first text comes. */
function overwrittenFile(file: number): WholeFile {
  let isEmptied = false;
  const empty = () => {
    if (!isEmptied) ftruncateSync(file);
    isEmptied = true;
  };
  const { commit, discard, write } = openFile(file, {});
  return {
    write(content) {
      empty();
      write(content);
    },
    commit() {
      empty();
      commit();
    },
    discard,
  };
}

/** The file of standard output has a name there, too, but is already open. */
function isDevice(place: string): boolean {
  return /^\/(?:dev|proc)\//.test(path.resolve(place));
}

/** The place of a file that does not exist yet, at the end of links. */
function missingTarget(place: string): string {
  const isLink = lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink();
  return isLink ? missingTarget(path.resolve(path.dirname(place), readlinkSync(place))) : place;
}

function closeAndRemove(file: number, place: string): void {
  closeSync(file);
  unlinkSync(place);
}

function isForbidden(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function keepOwnerAndMode(file: number, { gid, mode, uid }: Stats): void {
  try {
    fchownSync(file, uid, gid);
  } catch {
    // Only root gives files away.
  }
  fchmodSync(file, mode & 0o7777);
}
