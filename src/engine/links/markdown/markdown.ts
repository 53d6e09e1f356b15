/** Reads the links of a Markdown document. */

import type { Input, Tree } from '@lezer/common';
import type { Reader } from '../foundLink.ts';
import { MarkdownLinks } from './markdownLinks.ts';
import { markdownParser } from './markdownParser.ts';
import { endOfFrontMatter, withLineFeeds } from './markdownText.ts';

/** In UTF-16 units: how much is parsed between two yields, if no block is longer. */
const STEP = 16 * 1024;

/** Reads Markdown as GitHub does, and the HTML in it. */
export const readMarkdown: Reader = function* (text) {
  const document = withLineFeeds(text);
  const front = endOfFrontMatter(document);
  const links = new MarkdownLinks(document);
  // The settings at the beginning are blanks for the parser, so that its offsets are those in the document.
  yield* links.read(yield* parsed(' '.repeat(front) + document.slice(front)));
  yield;
  return yield* links.result();
};

function* parsed(document: string): Generator<void, Tree> {
  const parse = markdownParser.startParse(new Lines(document));
  for (let yielded = 0; ; ) {
    const tree = parse.advance();
    if (tree) return tree;
    if (parse.parsedPos - yielded < STEP) continue;
    yielded = parse.parsedPos;
    yield;
  }
}

/** Gives the parser one line after the other, and not all that is left of the document for each of them. */
class Lines implements Input {
  readonly lineChunks = true;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get length(): number {
    return this.#text.length;
  }

  /** The line at an offset, or the line feed there. */
  chunk(from: number): string {
    const end = this.#text.indexOf('\n', from);
    return this.#text.slice(from, end === from ? end + 1 : end < 0 ? undefined : end);
  }

  read(from: number, to: number): string {
    return this.#text.slice(from, to);
  }
}
