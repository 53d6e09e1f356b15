import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder with files. */
export interface Folder extends AsyncDisposable {
  readonly path: string;
  /** The path of a file in it. */
  at(name: string): string;
}

/**
 * Writes files into a new folder, which is removed at the end of the block.
 * @param files the content by the path from the folder, with `/`; folders come with their files
 */
export async function temporaryFolder(files: Readonly<Record<string, string | Uint8Array>>): Promise<Folder> {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'scan-urls-')));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), content);
  }
  return {
    path,
    at: name => join(path, name),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true }),
  };
}
