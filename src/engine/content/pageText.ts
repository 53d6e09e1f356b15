/** Converts the body of a response to the text that is searched. */

import * as l10n from '@vscode/l10n';
import { showsText } from '../markup/visibleBytes.ts';
import { type Failure, FailureError, failure } from '../model/failure.ts';
import { type Body, unsupported } from './body.ts';
import { charsetOf, decode } from './charset.ts';
import { isJunk, isUtf32, latin1, looksBinary, type MediaType, typeBySignature } from './mediaType.ts';

/** In bytes. Most pages show enough text in so much of their beginning. */
const BEGINNING = 64 * 1024;

/** A page that is text. The bytes are decoded when {@link PageText.text} is first read. */
export class PageText {
  readonly bytes: Buffer;
  /** WHATWG name of the encoding. */
  readonly charset: string;
  /** One sentence about an irregularity of the page, and how it was handled. */
  readonly note: string | undefined;
  /** Why the bytes are incomplete; `undefined` if they are complete. */
  readonly cut: Failure | undefined;
  #text: string | undefined;
  /** Number of visible characters that the beginning is known to have. */
  #shown = 0;

  constructor(bytes: Buffer, charset: string, note?: string, cut?: Failure) {
    this.bytes = bytes;
    this.charset = charset;
    this.note = note;
    this.cut = cut;
  }

  get text(): string {
    this.#text ??= decode(this.bytes, this.charset);
    return this.#text;
  }

  /** The beginning of the page, one character per byte. */
  get beginning(): string {
    return latin1(this.bytes, BEGINNING);
  }

  /**
   * Whether the beginning of the page has so many visible characters. It is false, too, where that is not certain. The
   * encoding must be a superset of ASCII.
   * @param beginning {@link PageText.beginning}, for callers that have it
   */
  beginsWithText(least: number, beginning = this.beginning): boolean {
    if (this.#shown >= least) return true;
    if (!showsText(beginning, least, this.charset === 'UTF-8')) return false;
    this.#shown = least;
    return true;
  }
}

/**
 * Checks that a body is text, and finds its encoding.
 * @param requestNote a note on the request. It is used if there is no note on the page itself
 * @throws {FailureError} NOT_TEXT; DECODE_UNSUPPORTED if an unknown compression is the reason
 */
export function readText(body: Body, mediaType: MediaType, requestNote?: string): PageText {
  const { bytes, cut } = body;
  const charset = charsetOf(bytes, mediaType, Boolean(cut));
  if (charset === 'replacement') {
    throw new FailureError(
      failure('NOT_TEXT', l10n.t('The page is in an encoding that is not safe to decode')),
    );
  }
  if (isUtf32(bytes)) {
    throw new FailureError(
      failure('NOT_TEXT', l10n.t('The page is in UTF-32, which browsers do not read either')),
    );
  }
  const hasJunk = body.unknownCoding ? looksBinary(bytes) : isJunk(bytes, mediaType);
  const type = typeBySignature(bytes, !hasJunk);
  if (type || (hasJunk && !charset.startsWith('UTF-16'))) {
    throw new FailureError(
      body.unknownCoding ? unsupported(body.unknownCoding) : notText(type, mediaType.essence),
    );
  }
  return new PageText(bytes, charset, body.note ?? requestNote, cut);
}

function notText(type: string | undefined, label: string) {
  return failure('NOT_TEXT', notTextSentence(type, label === type ? '' : label));
}

function notTextSentence(type: string | undefined, wrongLabel: string): string {
  if (!type) {
    return wrongLabel
      ? l10n.t('The page is not text, though it is labelled {0}', wrongLabel)
      : l10n.t('The page is not text');
  }
  return wrongLabel
    ? l10n.t('The page is {0}, not text, though it is labelled {1}', type, wrongLabel)
    : l10n.t('The page is {0}, not text', type);
}
