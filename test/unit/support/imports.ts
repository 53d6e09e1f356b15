/** Reads the imports of the files of a folder from their sources. */

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** The imports of the files below a folder. All paths are relative to it. */
export class Imports {
  readonly root: string;
  /** Every TypeScript file. */
  readonly files: readonly string[];
  readonly #ofFile: ReadonlyMap<string, readonly string[]>;

  constructor(root: string) {
    this.root = root;
    this.files = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts') && !name.split('/').includes('node_modules'))
      .sort();
    this.#ofFile = new Map(this.files.map(file => [file, this.#read(file)]));
  }

  /** The imports of a file, imports of types included: files by path, packages by name. */
  of(file: string): readonly string[] {
    return this.#ofFile.get(file) ?? [];
  }

  /** All direct and indirect imports of a file. */
  reach(file: string, reach = new Set<string>()): Set<string> {
    for (const name of this.of(file)) {
      if (reach.has(name)) continue;
      reach.add(name);
      this.reach(name, reach);
    }
    return reach;
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

  #read(file: string): string[] {
    const source = readFileSync(join(this.root, file), 'utf8');
    const names = source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g);
    return [...names].map(([, name = '']) =>
      name.startsWith('.') ? relative(this.root, join(this.root, dirname(file), name)) : name,
    );
  }
}
