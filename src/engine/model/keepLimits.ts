/** How many pages of past scans are kept. */

/** Limits in bytes. They apply to each engine process, over all scans. */
export interface KeepLimits {
  /** Uncompressed pages in memory. */
  readonly memory: number;
  /** Compressed pages in memory. Used if there is no folder. */
  readonly packed: number;
  /** Compressed pages on disk. */
  readonly disk: number;
  /** Folder for the files of compressed pages. Without a folder nothing is written to disk. */
  readonly folder?: string;
}

const MEGABYTE = 1024 ** 2;

/** The default limits: enough for about a hundred uncompressed and about ten thousand compressed pages. */
export const KEEP: Omit<KeepLimits, 'folder'> = {
  memory: 16 * MEGABYTE,
  packed: 32 * MEGABYTE,
  disk: 256 * MEGABYTE,
};
