/** What a reader finds in a text. */

/** What a link is for. The settings say which of them are scanned. `code`: it stands in code within a document. */
export type LinkRole = 'link' | 'image' | 'code';

/** A URL, or a relative reference, that stands in a text. */
export interface FoundLink {
  /** Offset in the text of the first character, in UTF-16 units. */
  readonly start: number;
  /** Offset behind the last character. What stands between is the URL as the format writes it. */
  readonly end: number;
  /** The URL or relative reference without the escapes, entities and quotes of the format. */
  readonly value: string;
  readonly role: LinkRole;
  /** What the link is called: its text, the name of its field, or the header of its column. */
  readonly label?: string;
}

/** What a reader makes of a text. */
export interface FoundLinks {
  /** In the order of the text. No two overlap. */
  readonly links: readonly FoundLink[];
  /** The base of relative references that the text itself names, such as `<base href>`. */
  readonly base?: string;
  /** One sentence about what could not be read, without a full stop. */
  readonly problem?: string;
}

/**
 * Reads a text of one format. It never throws, and its work is in proportion to the text. It yields after some
 * milliseconds of work, so that the thread is free between two steps.
 */
export type Reader = (text: string) => Generator<void, FoundLinks>;
