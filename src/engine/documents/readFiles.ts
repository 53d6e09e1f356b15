/** Reads the links of many files and folders. */

import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pMapIterable } from 'p-map';
import type { ReadOptions } from '../links/readOptions.ts';
import { findFiles, IgnoredFiles } from './findFiles.ts';
import type { Format } from './formats.ts';
import { type ReadFile, readFile } from './readFile.ts';

/** Files that are read at once. While one is parsed, the others come from the disk. */
const FILES_AT_ONCE = 8;

export interface FilesToRead {
  /** Paths of files and folders. */
  readonly paths: readonly string[];
  readonly options: ReadOptions;
  /** The format of all files; recognised if absent. */
  readonly format?: Format | undefined;
  /** The folder of the files, if those that `.gitignore` names are left out. In folders among the paths, they always are. */
  readonly root?: string | undefined;
  /** Extensions of the files of folders that are read, in lower case, without a dot. */
  readonly extensions: readonly string[];
}

export type NamedFile = ReadFile & { readonly path: string };

/** Each file once, in the order of the paths, and in folders in the order of their names. */
export async function* readFiles(
  { extensions, format, options, paths, root }: FilesToRead,
  signal: AbortSignal,
): AsyncGenerator<NamedFile> {
  const read = async (path: string): Promise<NamedFile> => ({
    ...(await readFile(path, options, format)),
    path,
  });
  const files = filesOf(paths, extensions, root === undefined ? undefined : new IgnoredFiles(resolve(root)));
  for await (const file of pMapIterable(files, read, { concurrency: FILES_AT_ONCE })) {
    if (signal.aborted) return;
    yield file;
  }
}

async function* filesOf(
  paths: readonly string[],
  extensions: readonly string[],
  ignored: IgnoredFiles | undefined,
): AsyncGenerator<string> {
  const seen = new Set<string>();
  for (const path of paths) {
    const isFolder = await stat(path).then(
      found => found.isDirectory(),
      () => false,
    );
    for await (const file of isFolder ? findFiles(path, extensions) : [path]) {
      const place = resolve(file);
      if (seen.has(place)) continue;
      seen.add(place);
      if (!(await ignored?.has(place))) yield file;
    }
  }
}
