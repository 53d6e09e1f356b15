/** The pages of past scans, kept so that they can be read where they mention the term. */

import type { ScanId } from './messages.ts';

/** Keeps the youngest pages within a bound on their size; an older page makes room for a younger one. */
export class KeptPages {
  readonly #most: number;
  readonly #pages = new Map<string, string>();
  #length = 0;

  /** @param most UTF-16 units of text that are kept, over all scans */
  constructor(most: number) {
    this.#most = most;
  }

  keep(scan: ScanId, target: number, text: string): void {
    this.#drop(keyOf(scan, target));
    if (text.length > this.#most) return;
    this.#pages.set(keyOf(scan, target), text);
    this.#length += text.length;
    for (const oldest of this.#pages.keys()) {
      if (this.#length <= this.#most) break;
      this.#drop(oldest);
    }
  }

  get(scan: ScanId, target: number): string | undefined {
    return this.#pages.get(keyOf(scan, target));
  }

  forget(scan: ScanId): void {
    for (const key of this.#pages.keys()) if (key.startsWith(`${scan}:`)) this.#drop(key);
  }

  #drop(key: string): void {
    this.#length -= this.#pages.get(key)?.length ?? 0;
    this.#pages.delete(key);
  }
}

function keyOf(scan: ScanId, target: number): string {
  return `${scan}:${target}`;
}
