/** Text between two tags: it is searched decoded, and what is found has a range in the page. */

/** A part that the page writes as it is, or one that stands for a character. */
interface Part {
  /** Offset in the decoded text. */
  readonly at: number;
  /** Offsets in the page. */
  readonly start: number;
  readonly end: number;
  readonly isReference: boolean;
}

export class TextRun {
  readonly #page: string;
  #text = '';
  #parts: Part[] = [];
  /** Offset in the page behind what was added last. */
  #end = 0;

  constructor(page: string) {
    this.#page = page;
  }

  /** Decoded. */
  get text(): string {
    return this.#text;
  }

  /** Adds what stands between two offsets in the page. */
  add(start: number, end: number): void {
    if (end <= start) return;
    this.#addPart(start, end, false);
    this.#text += this.#page.slice(start, end);
  }

  /** Adds a character that is written as a reference. Some have two code points. @param end of it in the page */
  addReference(codePoint: number, end: number): void {
    if (end > this.#end) {
      let start = end - 1;
      while (start > this.#end && this.#page[start] !== '&') start--;
      this.#addPart(start, end, true);
    }
    this.#text += String.fromCodePoint(codePoint);
  }

  clear(): void {
    this.#text = '';
    this.#parts = [];
  }

  /** What stands between two parts, such as an empty tag, is a line break, so that no URL goes across it. */
  #addPart(start: number, end: number, isReference: boolean): void {
    if (this.#parts.length && start > this.#end) {
      this.#parts.push({ at: this.#text.length, start: this.#end, end: start, isReference: true });
      this.#text += '\n';
    }
    this.#parts.push({ at: this.#text.length, start, end, isReference });
    this.#end = end;
  }

  /** The range in the page of a part of the text that is not empty. */
  range(start: number, end: number): { start: number; end: number } {
    const first = this.#partAt(start);
    const last = this.#partAt(end - 1);
    return {
      start: first.isReference ? first.start : first.start + start - first.at,
      end: last.isReference ? last.end : last.start + end - last.at,
    };
  }

  /** The part with a character, by bisection. */
  #partAt(offset: number): Part {
    let low = 0;
    let high = this.#parts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#parts[middle]?.at ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return this.#parts[low] ?? { at: 0, start: 0, end: 0, isReference: true };
  }
}
