/** The pages of past scans, kept so that they can be read where they mention the term. */

import { decode } from './charset.ts';
import type { ScanId } from './messages.ts';
import type { PageText } from './pageText.ts';

type Kept = Pick<PageText, 'bytes' | 'charset'>;

/** Keeps the youngest pages within a bound on their size; an older page makes room for a younger one. */
export class KeptPages {
  readonly #most: number;
  readonly #pages = new Map<string, Kept>();
  #length = 0;

  /** @param most bytes that are kept, over all scans */
  constructor(most: number) {
    this.#most = most;
  }

  keep(scan: ScanId, target: number, { bytes, charset }: Kept): void {
    this.#drop(keyOf(scan, target));
    if (bytes.length > this.#most) return;
    // The text is made again when somebody reads it. A part of a larger buffer would keep all of that.
    const own = bytes.buffer.byteLength > 2 * bytes.length ? Buffer.from(bytes) : bytes;
    this.#pages.set(keyOf(scan, target), { bytes: own, charset });
    this.#length += bytes.length;
    for (const oldest of this.#pages.keys()) {
      if (this.#length <= this.#most) break;
      this.#drop(oldest);
    }
  }

  get(scan: ScanId, target: number): string | undefined {
    const page = this.#pages.get(keyOf(scan, target));
    return page && decode(page.bytes, page.charset);
  }

  forget(scan: ScanId): void {
    for (const key of this.#pages.keys()) if (key.startsWith(`${scan}:`)) this.#drop(key);
  }

  #drop(key: string): void {
    this.#length -= this.#pages.get(key)?.bytes.length ?? 0;
    this.#pages.delete(key);
  }
}

function keyOf(scan: ScanId, target: number): string {
  return `${scan}:${target}`;
}
