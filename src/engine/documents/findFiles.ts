/** Finds the files of folders that may hold links. */

import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Folders of tools, which hold no documents of one's own. */
const NEVER: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', 'node_modules']);

/** The rules of the `.gitignore` files from a folder upwards, the innermost first. */
interface Rules {
  readonly folder: string;
  readonly rules: Ignore;
  readonly outer?: Rules | undefined;
}

/** A folder to look into. */
interface Folder {
  readonly path: string;
  readonly rules: Rules | undefined;
}

/**
 * The paths of the files of a folder and of its folders, in the order of their names. Files that `.gitignore` names,
 * symbolic links and folders that cannot be read are left out.
 * @param extensions in lower case, without a dot
 */
export async function* findFiles(root: string, extensions: readonly string[]): AsyncGenerator<string> {
  const wanted = new Set(extensions);
  const folders: Folder[] = [{ path: root, rules: await rulesAbove(root) }];
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    const entries = await readdir(folder.path, { withFileTypes: true }).catch(() => []);
    const rules = await rulesOf(folder.path, folder.rules);
    const inner: Folder[] = [];
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const place = path.join(folder.path, entry.name);
      if (entry.isDirectory()) {
        if (!NEVER.has(entry.name) && !isIgnored(place, true, rules)) inner.push({ path: place, rules });
      } else if (entry.isFile() && wanted.has(extensionOf(entry.name)) && !isIgnored(place, false, rules))
        yield place;
    }
    folders.push(...inner.reverse());
  }
}

export function extensionOf(name: string): string {
  return path.extname(name).slice(1).toLowerCase();
}

/** Tells which files of a folder `.gitignore` names. Each file of rules is read once. */
export class IgnoredFiles {
  readonly #root: string;
  readonly #rules = new Map<string, Promise<Rules | undefined>>();

  /** @param root absolute path of the folder */
  constructor(root: string) {
    this.#root = root;
  }

  /** @param file an absolute path below the folder */
  async has(file: string): Promise<boolean> {
    return isIgnored(file, false, await this.#rulesIn(path.dirname(file)));
  }

  #rulesIn(folder: string): Promise<Rules | undefined> {
    const known = this.#rules.get(folder);
    if (known) return known;
    const isInner = folder.startsWith(this.#root + path.sep);
    const outer = isInner ? this.#rulesIn(path.dirname(folder)) : rulesAbove(this.#root);
    const rules = outer.then(found => rulesOf(folder, found));
    this.#rules.set(folder, rules);
    return rules;
  }
}

/** The rules above a folder that hold for its files. Who asks for an ignored folder wants its files. */
async function rulesAbove(root: string): Promise<Rules | undefined> {
  const outer = await outerRules(root);
  return isIgnored(path.resolve(root), true, outer) ? undefined : outer;
}

async function isRepository(folder: string): Promise<boolean> {
  return stat(path.join(folder, '.git')).then(
    () => true,
    () => false,
  );
}

/** The rules above a folder, up to the root of its Git repository. */
async function outerRules(folder: string): Promise<Rules | undefined> {
  const above: string[] = [];
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (await isRepository(at)) break;
    // Without a repository, no file above the folder says anything about it.
    if (path.dirname(at) === at) return undefined;
    above.push(path.dirname(at));
  }
  let rules: Rules | undefined;
  for (const each of above.reverse()) rules = await rulesOf(each, rules);
  return rules;
}

async function rulesOf(folder: string, outer: Rules | undefined): Promise<Rules | undefined> {
  const text = await readFile(path.join(folder, '.gitignore'), 'utf8').catch(() => undefined);
  if (text === undefined) return outer;
  return { folder, rules: ignore({ allowRelativePaths: true }).add(text), outer };
}

/** Whether the innermost rule that names a path says that it is ignored. */
function isIgnored(place: string, isFolder: boolean, innermost: Rules | undefined): boolean {
  for (let each = innermost; each; each = each.outer) {
    const relative = path.relative(each.folder, place).split(path.sep).join('/');
    const { ignored, unignored } = each.rules.test(isFolder ? `${relative}/` : relative);
    if (ignored || unignored) return ignored;
  }
  return false;
}
