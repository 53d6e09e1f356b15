/** Reads the imports of the files of a folder from their sources. */

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ANY_IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g;

/** Statements begin a line; `import type` and `export type` leave nothing to load. */
const STATIC_IMPORT = /^(?:import|export)\s+(?!type\b)(?:[\w$*{][^'";()=]*?\bfrom\s*)?'([^']+)'/gm;

/** The imports of the files below a folder. All paths are relative to it. */
export class Imports {
  readonly root: string;
  /** Every TypeScript file. */
  readonly files: readonly string[];
  readonly #ofFile: ReadonlyMap<string, readonly string[]>;
  readonly #loadedBy: ReadonlyMap<string, readonly string[]>;

  constructor(root: string) {
    this.root = root;
    this.files = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts') && !name.split('/').includes('node_modules'))
      .sort();
    this.#ofFile = new Map(this.files.map(file => [file, this.#read(file, ANY_IMPORT)]));
    this.#loadedBy = new Map(this.files.map(file => [file, this.#read(file, STATIC_IMPORT)]));
  }

  /** The imports of a file, imports of types included: files by path, packages by name. */
  of(file: string): readonly string[] {
    return this.#ofFile.get(file) ?? [];
  }

  /** What is loaded together with a file: neither types nor what it loads later by `import()`. */
  loadedBy(file: string): readonly string[] {
    return this.#loadedBy.get(file) ?? [];
  }

  /** Everything that a file imports, and what that imports, and so on. */
  reach(file: string): Set<string> {
    return reachOf(file, name => this.of(name));
  }

  /** Everything that is loaded together with a file, and what is loaded with that, and so on. */
  staticReach(file: string): Set<string> {
    return reachOf(file, name => this.loadedBy(name));
  }

  /** Circles of imports, each once. The first file of a circle is repeated at its end. */
  circles(): string[][] {
    const circles: string[][] = [];
    const done = new Set<string>();
    const path: string[] = [];
    const visit = (file: string) => {
      const start = path.indexOf(file);
      if (start >= 0) circles.push([...path.slice(start), file]);
      if (start >= 0 || done.has(file)) return;
      path.push(file);
      for (const name of this.of(file)) visit(name);
      path.pop();
      done.add(file);
    };
    for (const file of this.files) visit(file);
    return circles;
  }

  #read(file: string, pattern: RegExp): string[] {
    const source = readFileSync(join(this.root, file), 'utf8');
    const names = source.matchAll(pattern);
    return [...names].map(([, name = '']) =>
      name.startsWith('.') ? relative(this.root, join(this.root, dirname(file), name)) : name,
    );
  }
}

function reachOf(
  file: string,
  importsOf: (file: string) => readonly string[],
  reach = new Set<string>(),
): Set<string> {
  for (const name of importsOf(file)) {
    if (reach.has(name)) continue;
    reach.add(name);
    reachOf(name, importsOf, reach);
  }
  return reach;
}
