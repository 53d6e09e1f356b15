/** Reads the links of many files and folders. */

import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pMapIterable } from 'p-map';
import type { ReadOptions } from '../links/readOptions.ts';
import { findFiles, IgnoredFiles } from './findFiles.ts';
import type { Format } from './formats.ts';
import { type ReadFile, readFile, readKnownText } from './readFile.ts';

/** Files that are read at once. While one is parsed, the others come from the disk. */
const FILES_AT_ONCE = 8;

/** The text of a file as an editor holds it, saved or not. */
export interface OpenText {
  readonly path: string;
  readonly text: string;
  /** VS Code's identifier of its language. */
  readonly languageId: string;
}

export interface FilesToRead {
  /** Paths of files and folders. */
  readonly paths: readonly string[];
  /** Texts of some of the paths. They are read instead of the files, which need not be on a disk. */
  readonly openTexts?: readonly OpenText[] | undefined;
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
  { extensions, format, openTexts = [], options, paths, root }: FilesToRead,
  signal: AbortSignal,
): AsyncGenerator<NamedFile> {
  const open = new Map(openTexts.map(each => [each.path, each]));
  const read = async (path: string): Promise<NamedFile> => {
    const known = open.get(path);
    const file = known
      ? await readKnownText({ ...known, name: path }, options, format)
      : await readFile(path, options, format);
    return { ...file, path };
  };
  const ignored = root === undefined ? undefined : new IgnoredFiles(resolve(root));
  const isFolder = async (path: string) => !open.has(path) && (await isDirectory(path));
  const files = filesOf(paths, extensions, isFolder, ignored);
  for await (const file of pMapIterable(files, read, { concurrency: FILES_AT_ONCE })) {
    if (signal.aborted) return;
    yield file;
  }
}

async function* filesOf(
  paths: readonly string[],
  extensions: readonly string[],
  isFolder: (path: string) => Promise<boolean>,
  ignored: IgnoredFiles | undefined,
): AsyncGenerator<string> {
  const seen = new Set<string>();
  for (const path of paths) {
    for await (const file of (await isFolder(path)) ? findFiles(path, extensions) : [path]) {
      const place = resolve(file);
      if (seen.has(place)) continue;
      seen.add(place);
      if (!(await ignored?.has(place))) yield file;
    }
  }
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    found => found.isDirectory(),
    () => false,
  );
}
