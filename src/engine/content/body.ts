/** Reads the body of a response: unpacks it, and stops at the size limit. */

import * as l10n from '@vscode/l10n';
import { type Failure, FailureError, failure } from '../model/failure.ts';
import { size } from '../wording/units.ts';
import { ByteInput } from './byteInput.ts';
import { ChunkList } from './chunkList.ts';
import { ChunkQueue, type Source } from './chunkQueue.ts';
import { looksBinary } from './mediaType.ts';
import { CodingError, codingByMagic, codingNamed, HEAD_LENGTH, trueCoding } from './recognizeCoding.ts';
import { StageTooBigError, unpack } from './unpack.ts';

export type { Source } from './chunkQueue.ts';

export interface Body {
  /** The unpacked bytes, at most as many as the cap. */
  readonly bytes: Buffer;
  /** Why the body is incomplete. Absent if it is complete. */
  readonly cut?: Failure;
  /** One sentence about a wrong label of the compression that was corrected. */
  readonly note?: string;
  /** An unknown coding that the header names. The bytes are only usable if they are text. */
  readonly unknownCoding?: string;
}

/** Limit for layers of compression, as in browsers and curl. More layers are an attack (CVE-2026-22036). */
const MOST_CODINGS = 5;

/** Number of bytes that {@link codingByMagic} needs. */
const MAGIC_LENGTH = 4;

const NO_BYTES = Buffer.alloc(0);
const NO_CODINGS: readonly string[] = [];

/** Bodies larger than this, in bytes, are collected in one buffer that has the size of the cap. */
const LARGE_BODY = 512 * 1024;

export class BodyReader {
  /** Settles at the end of the body, at the cap, or at a failure. @throws {FailureError} */
  readonly body: Promise<Body>;

  /** The codings that the header names, the outermost first. */
  readonly #codings: readonly string[];
  readonly #cap: number;
  readonly #source: Source;
  readonly #isText: boolean;
  readonly #chunks = new ChunkList();
  /** The buffer of a large body. */
  #whole: Buffer | undefined;
  #length = 0;
  #lastWrite = performance.now();
  /** Packed bytes that wait to be unpacked; `undefined` unless the body is known to be packed. */
  #queue: ChunkQueue | undefined;
  /** The first bytes of a body without a known coding; `undefined` once {@link MAGIC_LENGTH} of them were inspected. */
  #head: Buffer | undefined;
  #note: string | undefined;
  #settled = false;
  #resolve!: (body: Body) => void;
  #reject!: (error: Error) => void;

  /**
   * @param contentEncoding the header as received (RFC 9110, section 8.4); transfer codings may follow
   * @param cap limit for the unpacked bytes
   * @param isText whether the response is labelled as text. If so, gzip without a label is unpacked
   * @throws {FailureError} DECODE_UNSUPPORTED
   */
  constructor(contentEncoding: string, cap: number, source: Source, isText = false) {
    this.#codings = contentEncoding ? labelsOf(contentEncoding) : NO_CODINGS;
    this.#cap = cap;
    this.#source = source;
    this.#isText = isText;
    if (this.#codings.length > MOST_CODINGS) {
      throw new FailureError(
        failure(
          'DECODE_UNSUPPORTED',
          l10n.t(
            'The page is compressed {0} times; at most {1} layers are unpacked',
            this.#codings.length,
            MOST_CODINGS,
          ),
        ),
      );
    }
    this.body = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // The exchange may fail before the body is awaited: without this, that would be an unhandled rejection.
    this.body.catch(() => {});
    if (this.#codings.some(codingNamed)) this.#startUnpacking();
    else if (isText || this.#codings.length) this.#head = NO_BYTES;
  }

  /** Time since the last chunk, in ms. */
  get silence(): number {
    return performance.now() - this.#lastWrite;
  }

  /** Number of unpacked bytes so far. */
  get length(): number {
    return this.#length;
  }

  write(chunk: Buffer): void {
    // An empty chunk, as of an empty DATA frame of HTTP/2, is no sign of life.
    if (!chunk.length) return;
    this.#lastWrite = performance.now();
    if (this.#settled) return;
    if (this.#queue) this.#queue.push(chunk);
    else if (this.#head) this.#inspectHead(this.#head.length ? Buffer.concat([this.#head, chunk]) : chunk);
    else this.#append(chunk);
  }

  end(): void {
    if (this.#queue) this.#queue.end();
    else this.#settle();
  }

  /** Ends the body early. It resolves with the bytes received so far, or rejects if there are none. */
  fail(reason: Failure): void {
    if (this.#queue) this.#queue.end(new FailureError(reason));
    else this.#settle(reason);
  }

  #inspectHead(head: Buffer): void {
    this.#head = head;
    if (head.length < MAGIC_LENGTH) return;
    this.#head = undefined;
    const unknown = this.#unknownCoding;
    if (codingByMagic(head)) this.#startUnpacking().push(head);
    else if (unknown && looksBinary(head)) this.#settle(unsupported(unknown));
    else this.#append(head);
  }

  #startUnpacking(): ChunkQueue {
    this.#queue = new ChunkQueue(this.#source, this.#stageLimit);
    void this.#unpackAll(this.#queue);
    return this.#queue;
  }

  /** Limit for the bytes between two codings. Compression makes incompressible data a little larger than the cap. */
  get #stageLimit(): number {
    return this.#cap + Math.max(64 * 1024, this.#cap / 64);
  }

  /** Never rejects: errors settle {@link body}. */
  async #unpackAll(queue: ChunkQueue): Promise<void> {
    try {
      for await (const chunk of await this.#unpacked(new ByteInput(queue.chunks()))) {
        this.#append(chunk);
        if (this.#settled) return;
      }
      this.#settle();
    } catch (error) {
      const cut = this.#failureOf(error);
      if (cut) this.#settle(cut);
      else this.#reject(error as Error);
    }
  }

  async #unpacked(packed: ByteInput): Promise<ByteInput> {
    let input = packed;
    let layers = 0;
    for (const label of this.#codings) {
      layers++;
      const known = codingNamed(label);
      const start = known ? await input.peek(MAGIC_LENGTH) : NO_BYTES;
      if (!known || !start.length) continue;
      // Magic bytes identify a coding at once; only without them is more of the body needed.
      const coding = codingByMagic(start) ?? trueCoding(known, await input.peek(HEAD_LENGTH));
      if (coding !== known) {
        this.#note ??= coding
          ? l10n.t('The page says it is {0}-compressed, but it is {1}', known, coding)
          : l10n.t('The page says it is {0}-compressed, but it is not compressed', known);
      }
      if (coding) input = new ByteInput(unpack(coding, input, this.#stageLimit));
    }
    while (this.#isText || this.#unknownCoding) {
      const coding = codingByMagic(await input.peek(MAGIC_LENGTH));
      if (!coding || layers >= MOST_CODINGS) break;
      layers++;
      this.#note ??= l10n.t('The page is {0}-compressed without saying so', coding);
      input = new ByteInput(unpack(coding, input, this.#stageLimit));
    }
    return input;
  }

  /** The failure that an error of unpacking means; `undefined` for an unexpected error. */
  #failureOf(error: unknown): Failure | undefined {
    if (error instanceof FailureError) return error.failure;
    if (error instanceof StageTooBigError) return this.#tooBig();
    if (!(error instanceof CodingError)) return undefined;
    const { coding, kind, message } = error;
    if (this.#length === 0) {
      const unknown = this.#unknownCoding;
      return unknown
        ? unsupported(unknown, message)
        : failure(
            'DECODE_FAILED',
            l10n.t('The page says it is {0}-compressed but cannot be unpacked', coding),
            message,
          );
    }
    const read = size(this.#length);
    const sentence = {
      truncated: l10n.t('The page ended early: after {0} its {1} compression breaks off', read, coding),
      damaged: l10n.t('The page ended early: after {0} its {1} compression is broken', read, coding),
      checksum: l10n.t('The page may be damaged: the checksum of its {0} compression is wrong', coding),
      parts: l10n.t('Only the first {0} were searched: its {1} compression has too many parts', read, coding),
    }[kind];
    return failure('BODY_CUT', sentence, message);
  }

  get #unknownCoding(): string | undefined {
    return this.#codings.find(label => !codingNamed(label));
  }

  #tooBig(): Failure {
    return failure('BODY_TOO_BIG', l10n.t('Only the first {0} were searched', size(this.#cap)));
  }

  #append(chunk: Buffer): void {
    const room = this.#cap - this.#length;
    const part = chunk.length > room ? chunk.subarray(0, room) : chunk;
    if (this.#whole) part.copy(this.#whole, this.#length);
    else this.#chunks.push(part);
    this.#length += part.length;
    if (this.#length > LARGE_BODY && !this.#whole) this.#moveToWhole();
    if (chunk.length > room) this.#settle(this.#tooBig());
  }

  /** Moves the chunks of a large body into one buffer, so that joining them at the end does not double the memory. */
  #moveToWhole(): void {
    // The operating system only provides the pages of this buffer that are written to.
    const whole = Buffer.allocUnsafeSlow(this.#cap);
    let written = 0;
    for (const chunk of this.#chunks.take()) written += chunk.copy(whole, written);
    this.#whole = whole;
  }

  #settle(cut?: Failure): void {
    if (this.#settled) return;
    const head = this.#head;
    this.#head = undefined;
    if (head?.length) this.#append(head);
    if (this.#settled) return;
    this.#settled = true;
    if (cut && this.#length === 0) {
      this.#reject(new FailureError(cut));
      return;
    }
    const unknownCoding = this.#unknownCoding;
    this.#resolve({
      bytes: this.#whole?.subarray(0, this.#length) ?? this.#chunks.join(),
      ...(cut ? { cut } : {}),
      ...(this.#note ? { note: this.#note } : {}),
      ...(unknownCoding ? { unknownCoding } : {}),
    });
    this.#whole = undefined;
  }
}

/** The codings of a Content-Encoding header, the outermost first, without those that change nothing. */
function labelsOf(contentEncoding: string): string[] {
  return contentEncoding
    .toLowerCase()
    .split(',')
    .map(coding => coding.trim())
    .filter(coding => coding && coding !== 'identity' && coding !== 'chunked')
    .reverse();
}

/** The failure for a body that is in an unknown coding and is not text. */
export function unsupported(coding: string, detail?: string): Failure {
  return failure('DECODE_UNSUPPORTED', l10n.t('The compression {0} is not supported', coding), detail);
}
