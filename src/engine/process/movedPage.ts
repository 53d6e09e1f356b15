/** A kept page in a message from one process to another. */

import { PageText } from '../content/pageText.ts';
import type { Failure } from '../model/failure.ts';
import type { Facts } from '../model/outcome.ts';
import type { KeptPage } from '../pages/keptPages.ts';
import { type PageFrames, withFrameTexts } from '../search/framedSearch.ts';

/** A text of a page, its own or that of a frame. */
interface MovedText {
  /** In Base64. */
  readonly bytes: string;
  readonly charset: string;
  readonly note?: string;
  readonly cut?: Failure;
}

export interface MovedPage extends MovedText {
  readonly facts: Facts;
  /** The pages that it shows in frames. */
  readonly frames?: PageFrames<MovedText>;
}

export function toMovedPage({ facts, frames, page }: KeptPage): MovedPage {
  const moved = { ...toMovedText(page), facts };
  return frames ? { ...moved, frames: withFrameTexts(frames, toMovedText) } : moved;
}

export function fromMovedPage(target: number, { facts, frames, ...text }: MovedPage): KeptPage {
  const kept = { target, page: fromMovedText(text), facts };
  return frames ? { ...kept, frames: withFrameTexts(frames, fromMovedText) } : kept;
}

function toMovedText({ bytes, charset, cut, note }: PageText): MovedText {
  return {
    bytes: bytes.toString('base64'),
    charset,
    ...(note === undefined ? {} : { note }),
    ...(cut ? { cut } : {}),
  };
}

function fromMovedText({ bytes, charset, cut, note }: MovedText): PageText {
  return new PageText(Buffer.from(bytes, 'base64'), charset, note, cut);
}
