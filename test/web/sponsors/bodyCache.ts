import { bodyPieces, plainBody } from './body.ts';
import type { Coding, Page } from './page.ts';

const cache = new Map<Page, Map<Coding, Promise<Buffer[]>>>();
const plain = new Map<Page, Buffer>();

/**
 * The pieces of a page's body in one coding, made once in a process: the texts are the same for every server, and
 * a benchmark must not measure how fast we compress.
 */
export function cachedPieces(page: Page, coding: Coding): Promise<Buffer[]> {
  const codings = cache.get(page) ?? new Map<Coding, Promise<Buffer[]>>();
  cache.set(page, codings);
  const pieces = codings.get(coding) ?? bodyPieces(page, cachedPlain(page), coding);
  codings.set(coding, pieces);
  return pieces;
}

function cachedPlain(page: Page): Buffer {
  const bytes = plain.get(page) ?? plainBody(page);
  plain.set(page, bytes);
  return bytes;
}
