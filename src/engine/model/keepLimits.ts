/** How much of the pages of past scans is kept. */

/** In bytes, for each process, over all scans. */
export interface KeepLimits {
  /** Pages as they are, in memory. */
  readonly memory: number;
  /** Compressed pages in memory, where there is no folder. */
  readonly packed: number;
  /** Compressed pages on disk. */
  readonly disk: number;
  /** Where files may be written; nothing is written without one. */
  readonly folder?: string;
}

const MEGABYTE = 1024 ** 2;

/** Enough for some hundred pages as they are, and for some ten thousand compressed ones. */
export const KEEP: Omit<KeepLimits, 'folder'> = {
  memory: 16 * MEGABYTE,
  packed: 32 * MEGABYTE,
  disk: 256 * MEGABYTE,
};
