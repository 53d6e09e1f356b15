/** A kept page in a message from one process to another. */

import { PageText } from '../content/pageText.ts';
import type { Failure } from '../model/failure.ts';
import type { Facts } from '../model/outcome.ts';
import type { KeptPage } from '../pages/keptPages.ts';

export interface MovedPage {
  /** In Base64. */
  readonly bytes: string;
  readonly charset: string;
  readonly note?: string;
  readonly cut?: Failure;
  readonly facts: Facts;
}

export function toMovedPage({ facts, page: { bytes, charset, cut, note } }: KeptPage): MovedPage {
  return {
    bytes: bytes.toString('base64'),
    charset,
    facts,
    ...(note === undefined ? {} : { note }),
    ...(cut ? { cut } : {}),
  };
}

export function fromMovedPage(target: number, { bytes, charset, cut, facts, note }: MovedPage): KeptPage {
  return { target, page: new PageText(Buffer.from(bytes, 'base64'), charset, note, cut), facts };
}
