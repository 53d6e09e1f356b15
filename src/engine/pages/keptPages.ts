/**
 * The pages of past scans, kept so that they can be read and searched again: the youngest as they are, in memory, the
 * others compressed, on disk where there is a folder for them.
 */

import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { PageText } from '../content/pageText.ts';
import type { Failure } from '../model/failure.ts';
import type { KeepLimits } from '../model/keepLimits.ts';
import type { Facts } from '../model/outcome.ts';
import type { ScanId } from '../model/progress.ts';
import { type FilePart, PageFile } from './pageFile.ts';

/** A page with the id of its target and what is known of its request, so that it can be judged again. */
export interface KeptPage {
  readonly target: number;
  readonly page: PageText;
  readonly facts: Facts;
}

/** Pages that were compressed together: much smaller than each by itself, and soon unpacked. */
interface Pack {
  readonly targets: ReadonlySet<number>;
  readonly size: number;
  /** The bytes, or where in the scan's file they are. */
  readonly content: Buffer | FilePart;
}

interface Kept {
  /** The oldest first. */
  readonly pages: Map<number, KeptPage>;
  packs: Pack[];
  file?: PageFile | undefined;
}

/** What a pack says of each of its pages, in front of the bytes of all. */
interface Label {
  readonly target: number;
  readonly length: number;
  readonly charset: string;
  readonly note?: string;
  readonly cut?: Failure;
  readonly facts: Facts;
}

/** Unpacked bytes of a pack: compressed in about a millisecond. */
const PACK_SIZE = 1024 ** 2;

export class KeptPages {
  readonly #limits: KeepLimits;
  /** The oldest scan first. */
  readonly #scans = new Map<ScanId, Kept>();
  #isWritable: boolean;
  #inMemory = 0;
  #packed = 0;
  #onDisk = 0;

  constructor(limits: KeepLimits) {
    this.#limits = limits;
    this.#isWritable = limits.folder !== undefined;
  }

  /** @param page of a target of which none is kept yet */
  keep(scan: ScanId, { target, page, facts }: KeptPage): void {
    let kept = this.#scans.get(scan);
    if (!kept) {
      kept = { pages: new Map(), packs: [] };
      this.#scans.set(scan, kept);
    }
    const { bytes, charset, note, cut } = page;
    // The text is made again when somebody reads it. A part of a larger buffer would keep all of that.
    const own = bytes.buffer.byteLength > 2 * bytes.length ? Buffer.from(bytes) : bytes;
    kept.pages.set(target, { target, page: new PageText(own, charset, note, cut), facts });
    this.#inMemory += bytes.length;
    for (const each of this.#scans.values()) {
      while (this.#inMemory > this.#limits.memory && each.pages.size) this.#pack(each);
    }
  }

  get(scan: ScanId, target: number): KeptPage | undefined {
    const kept = this.#scans.get(scan);
    const young = kept?.pages.get(target);
    if (young || !kept) return young && fresh(young);
    const pack = kept.packs.find(({ targets }) => targets.has(target));
    return pack && this.#unpack(kept, pack).find(each => each.target === target);
  }

  /** All that are kept of a scan when it is called, from one pack after the other; those dropped meanwhile are left out. */
  *all(scan: ScanId): Generator<KeptPage> {
    const kept = this.#scans.get(scan);
    if (!kept) return;
    const young = [...kept.pages.values()];
    for (const pack of kept.packs) yield* this.#unpack(kept, pack);
    // Their texts are not kept with them: they would take twice the room.
    for (const page of young) yield fresh(page);
  }

  forget(scan: ScanId): void {
    const kept = this.#scans.get(scan);
    if (!kept) return;
    this.#scans.delete(scan);
    for (const { page } of kept.pages.values()) this.#inMemory -= page.bytes.length;
    this.#dropPacks(kept);
  }

  /** Leaves no file behind. */
  clear(): void {
    for (const scan of [...this.#scans.keys()]) this.forget(scan);
  }

  /** Compresses the oldest pages of a scan that are still as they were. */
  #pack(kept: Kept): void {
    const pages: KeptPage[] = [];
    let length = 0;
    for (const each of kept.pages.values()) {
      if (pages.length && length + each.page.bytes.length > PACK_SIZE) break;
      pages.push(each);
      length += each.page.bytes.length;
    }
    for (const { target } of pages) kept.pages.delete(target);
    this.#inMemory -= length;
    const content = packed(pages);
    const pack = { targets: new Set(pages.map(({ target }) => target)), size: content.length };
    const place = this.#write(kept, content);
    if (place) {
      kept.packs.push({ ...pack, content: place });
      this.#onDisk += content.length;
    } else if (!this.#isWritable) {
      kept.packs.push({ ...pack, content });
      this.#packed += content.length;
      this.#makeRoom();
    }
  }

  /** @returns `undefined` when there is no room on the disk, or no disk to write to */
  #write(kept: Kept, content: Buffer): FilePart | undefined {
    const { disk, folder } = this.#limits;
    if (!this.#isWritable || folder === undefined || content.length > disk) return undefined;
    for (const [, other] of this.#scans) {
      if (this.#onDisk + content.length <= disk) break;
      // Space in the middle of a file is not had back, so that the oldest scans give up all of theirs.
      if (other !== kept) this.#dropPacks(other);
    }
    if (this.#onDisk + content.length > disk) return undefined;
    try {
      kept.file ??= new PageFile(folder);
      return kept.file.append(content);
    } catch {
      // A full disk or a folder that is gone: what comes from now on stays in memory.
      this.#isWritable = false;
      return undefined;
    }
  }

  #makeRoom(): void {
    for (const kept of this.#scans.values()) {
      while (this.#packed > this.#limits.packed) {
        const index = kept.packs.findIndex(({ content }) => Buffer.isBuffer(content));
        if (index < 0) break;
        this.#packed -= kept.packs[index]?.size ?? 0;
        // Whoever reads the packs has the list as it was.
        kept.packs = kept.packs.toSpliced(index, 1);
      }
    }
  }

  #dropPacks(kept: Kept): void {
    for (const { content, size } of kept.packs) {
      if (Buffer.isBuffer(content)) this.#packed -= size;
      else this.#onDisk -= size;
    }
    kept.packs = [];
    kept.file?.close();
    kept.file = undefined;
  }

  #unpack(kept: Kept, { content }: Pack): KeptPage[] {
    try {
      const bytes = Buffer.isBuffer(content) ? content : kept.file?.read(content);
      return bytes ? unpacked(bytes) : [];
    } catch {
      // Whatever became of the file, its pages are not kept any more.
      return [];
    }
  }
}

/** The page without the text that was made of it. */
function fresh({ target, page: { bytes, charset, note, cut }, facts }: KeptPage): KeptPage {
  return { target, page: new PageText(bytes, charset, note, cut), facts };
}

function packed(pages: readonly KeptPage[]): Buffer {
  const labels = pages.map(({ target, facts, page: { bytes, charset, note, cut } }): Label => {
    return {
      target,
      length: bytes.length,
      charset,
      ...(note ? { note } : {}),
      ...(cut ? { cut } : {}),
      facts,
    };
  });
  const head = Buffer.from(JSON.stringify(labels));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  return zstdCompressSync(Buffer.concat([length, head, ...pages.map(({ page }) => page.bytes)]));
}

function unpacked(content: Buffer): KeptPage[] {
  const bytes = zstdDecompressSync(content);
  let at = 4 + bytes.readUInt32LE(0);
  const labels = JSON.parse(bytes.toString('utf8', 4, at)) as Label[];
  return labels.map(({ target, length, charset, note, cut, facts }) => {
    const page = new PageText(bytes.subarray(at, at + length), charset, note, cut);
    at += length;
    return { target, page, facts };
  });
}
