/**
 * Keeps the pages of past scans, so that they can be shown and searched again. The newest pages are in memory. The others
 * are compressed, and on disk if there is a folder for them.
 */

import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { PageText } from '../content/pageText.ts';
import type { Failure } from '../model/failure.ts';
import type { KeepLimits } from '../model/keepLimits.ts';
import type { Facts } from '../model/outcome.ts';
import type { ScanId } from '../model/progress.ts';
import { type PageFrames, withFrameTexts } from '../search/framedSearch.ts';
import { type FilePart, PageFile } from './pageFile.ts';

/** A page with the id of its target and the facts of its request, so that another search can give a new outcome. */
export interface KeptPage {
  readonly target: number;
  readonly page: PageText;
  readonly facts: Facts;
  /** The pages that it shows in frames, if they were fetched. */
  readonly frames?: PageFrames | undefined;
}

/** Pages that are compressed together. This is much smaller than each page alone, and still fast to unpack. */
interface Pack {
  readonly targets: ReadonlySet<number>;
  readonly size: number;
  /** The bytes, or their place in the scan's file. */
  readonly content: Buffer | FilePart;
}

/** The pages of one scan. */
interface KeptScan {
  /** Pages in memory, by the ids of their targets; the oldest first. */
  readonly pages: Map<number, KeptPage>;
  packs: Pack[];
  file?: PageFile | undefined;
}

/** Describes a text in a pack. */
interface TextLabel {
  readonly length: number;
  readonly charset: string;
  readonly note?: string;
  readonly cut?: Failure;
}

/** Describes a page in a pack. A pack begins with the labels of all its pages. The text of a page precedes its frames. */
interface Label extends TextLabel {
  readonly target: number;
  readonly facts: Facts;
  readonly frames?: PageFrames<TextLabel>;
}

/** Size of a pack before compression, in bytes. Compressing it takes about 1 ms. */
const PACK_SIZE = 1024 ** 2;

export class KeptPages {
  readonly #limits: KeepLimits;
  /** The oldest scan first. */
  readonly #scans = new Map<ScanId, KeptScan>();
  /** Whether packs are written to disk. */
  #isWritable: boolean;
  // Sizes in bytes, over all scans.
  #inMemory = 0;
  #packed = 0;
  #onDisk = 0;

  constructor(limits: KeepLimits) {
    this.#limits = limits;
    this.#isWritable = limits.folder !== undefined;
  }

  /** Keeps a page. The target must not have one already. */
  keep(scan: ScanId, given: KeptPage): void {
    let kept = this.#scans.get(scan);
    if (!kept) {
      kept = { pages: new Map(), packs: [] };
      this.#scans.set(scan, kept);
    }
    const page = withTexts(given, ownText);
    kept.pages.set(page.target, page);
    this.#inMemory += sizeOf(page);
    for (const each of this.#scans.values()) {
      while (this.#inMemory > this.#limits.memory && each.pages.size) this.#pack(each);
    }
  }

  get(scan: ScanId, target: number): KeptPage | undefined {
    const kept = this.#scans.get(scan);
    const inMemory = kept?.pages.get(target);
    if (inMemory || !kept) return inMemory && withoutText(inMemory);
    const pack = kept.packs.find(({ targets }) => targets.has(target));
    return pack && this.#unpack(kept, pack).find(each => each.target === target);
  }

  /** All pages that a scan has at the time of the call, pack by pack. Pages that are dropped later are left out. */
  *all(scan: ScanId): Generator<KeptPage> {
    const kept = this.#scans.get(scan);
    if (!kept) return;
    const inMemory = [...kept.pages.values()];
    for (const pack of kept.packs) yield* this.#unpack(kept, pack);
    for (const page of inMemory) yield withoutText(page);
  }

  forget(scan: ScanId): void {
    const kept = this.#scans.get(scan);
    if (!kept) return;
    this.#scans.delete(scan);
    for (const page of kept.pages.values()) this.#inMemory -= sizeOf(page);
    this.#dropPacks(kept);
  }

  /** Drops all pages, and deletes their files. */
  clear(): void {
    for (const scan of [...this.#scans.keys()]) this.forget(scan);
  }

  /** Compresses the oldest pages of a scan that are in memory. */
  #pack(kept: KeptScan): void {
    const pages: KeptPage[] = [];
    let length = 0;
    for (const each of kept.pages.values()) {
      const size = sizeOf(each);
      if (pages.length && length + size > PACK_SIZE) break;
      pages.push(each);
      length += size;
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

  /** @returns the place in the file; `undefined` if the limit is reached, or nothing can be written */
  #write(kept: KeptScan, content: Buffer): FilePart | undefined {
    const { disk, folder } = this.#limits;
    if (!this.#isWritable || folder === undefined || content.length > disk) return undefined;
    for (const [, other] of this.#scans) {
      if (this.#onDisk + content.length <= disk) break;
      // A file does not shrink when a pack in its middle is dropped, so the oldest scans lose all their packs.
      if (other !== kept) this.#dropPacks(other);
    }
    if (this.#onDisk + content.length > disk) return undefined;
    try {
      kept.file ??= new PageFile(folder);
      return kept.file.append(content);
    } catch {
      // The disk is full, or the folder was deleted. Later packs stay in memory.
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
        // A new array, because `all` may be iterating over the old one.
        kept.packs = kept.packs.toSpliced(index, 1);
      }
    }
  }

  #dropPacks(kept: KeptScan): void {
    for (const { content, size } of kept.packs) {
      if (Buffer.isBuffer(content)) this.#packed -= size;
      else this.#onDisk -= size;
    }
    kept.packs = [];
    kept.file?.close();
    kept.file = undefined;
  }

  #unpack(kept: KeptScan, { content }: Pack): KeptPage[] {
    try {
      const bytes = Buffer.isBuffer(content) ? content : kept.file?.read(content);
      return bytes ? unpacked(bytes) : [];
    } catch {
      // The file cannot be read, so its pages count as not kept.
      return [];
    }
  }
}

/** A copy of the page without its decoded text, which would double its memory as long as the page is kept. */
function withoutText(page: KeptPage): KeptPage {
  return withTexts(page, ({ bytes, charset, note, cut }) => new PageText(bytes, charset, note, cut));
}

/** The text with bytes of its own: if they are part of a larger buffer, that would stay in memory. */
function ownText({ bytes, charset, note, cut }: PageText): PageText {
  const own = bytes.buffer.byteLength > 2 * bytes.length ? Buffer.from(bytes) : bytes;
  return new PageText(own, charset, note, cut);
}

/** The page with other texts, its own and those of its frames. */
function withTexts(kept: KeptPage, change: (text: PageText) => PageText): KeptPage {
  const { frames, page } = kept;
  return { ...kept, page: change(page), ...(frames ? { frames: withFrameTexts(frames, change) } : {}) };
}

/** The texts of a page: its own and those of its frames. */
function textsOf({ frames, page }: KeptPage): PageText[] {
  return [page, ...(frames?.pages ?? []).flatMap(each => each.page ?? [])];
}

/** In bytes. */
function sizeOf(kept: KeptPage): number {
  return textsOf(kept).reduce((sum, { bytes }) => sum + bytes.length, 0);
}

function packed(pages: readonly KeptPage[]): Buffer {
  const labels = pages.map(({ target, facts, frames, page }): Label => {
    const label = { target, ...labelOf(page), facts };
    return frames ? { ...label, frames: withFrameTexts(frames, labelOf) } : label;
  });
  const head = Buffer.from(JSON.stringify(labels));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  return zstdCompressSync(Buffer.concat([length, head, ...pages.flatMap(textsOf).map(({ bytes }) => bytes)]));
}

function labelOf({ bytes, charset, cut, note }: PageText): TextLabel {
  return { length: bytes.length, charset, ...(note ? { note } : {}), ...(cut ? { cut } : {}) };
}

function unpacked(content: Buffer): KeptPage[] {
  const bytes = zstdDecompressSync(content);
  let at = 4 + bytes.readUInt32LE(0);
  const labels = JSON.parse(bytes.toString('utf8', 4, at)) as Label[];
  const next = ({ length, charset, note, cut }: TextLabel): PageText => {
    const start = at;
    at += length;
    return new PageText(bytes.subarray(start, at), charset, note, cut);
  };
  return labels.map(label => {
    const { target, facts, frames } = label;
    const kept = { target, page: next(label), facts };
    return frames ? { ...kept, frames: withFrameTexts(frames, next) } : kept;
  });
}
