import { compress, encodeText } from './encode.ts';
import { renderHtml } from './html.ts';
import type { Coding, Page } from './page.ts';

/** A page's body before compression, byte order mark included. */
export function plainBody(page: Page): Buffer {
  const mark = page.declared === 'bom' ? '\ufeff' : '';
  return encodeText(mark + renderHtml(page), page.charset);
}

/** `Content-Type` as the page declares it. */
export function contentType(page: Page): string {
  return page.declared === 'header' ? `text/html; charset=${page.charset}` : 'text/html';
}

/** The body as it is sent, in pieces: one, unless the page is split. */
export async function bodyPieces(page: Page, plain: Buffer, coding: Coding): Promise<Buffer[]> {
  const bytes = await compress(plain, coding);
  if (!page.split) return [bytes];
  const cut = coding === 'none' ? middleOfMatch(page, plain) : Math.floor(bytes.length / 2);
  // The first byte on its own: a signature or a byte order mark must not be looked for in the first piece only.
  return [bytes.subarray(0, 1), bytes.subarray(1, cut), bytes.subarray(cut)];
}

/** An offset inside the first match: in UTF-16 one between the two bytes of a letter. */
function middleOfMatch(page: Page, plain: Buffer): number {
  const found = /python/i.exec(renderHtml(page));
  if (!found) return Math.floor(plain.length / 2);
  const word = encodeText(found[0], page.charset);
  return plain.indexOf(word) + (Math.floor(word.length / 2) | 1);
}
