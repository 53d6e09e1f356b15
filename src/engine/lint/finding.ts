/** What is wrong with a list, as it can be seen without the web. */

import type { FailureCode } from '../model/failure.ts';
import type { Severity } from '../report/verdictLooks.ts';

/** The kinds of findings. Texts that are no URL keep the codes that they have in a scan. */
export type FindingCode =
  | FailureCode
  | 'SCHEME_MISSING'
  | 'DUPLICATE'
  | 'TRAILING_PUNCTUATION'
  | 'ESCAPED_AMPERSAND'
  | 'CREDENTIALS'
  | 'PRIVATE_HOST'
  | 'MIXED_SCRIPTS';

/** A change within one line. Start and end are columns, in UTF-16 units from 0. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Whether the whole line goes, with its line break. Then the rest has no meaning. */
  readonly removesLine?: boolean;
}

/** A change that mends a finding. */
export interface Fix {
  /** For a person, in the imperative. */
  readonly title: string;
  readonly edit: Edit;
  /** Whether the URL is surely meant so, and no text is lost. Only such fixes are made for all lines at once. */
  readonly isSure: boolean;
}

/** Something that is wrong with a URL of a list. */
export interface LineFinding {
  readonly code: FindingCode;
  /** `none`: it is shown in the text, but is no problem. */
  readonly severity: Severity;
  /** One sentence, without a full stop; safe to show. */
  readonly message: string;
  /** Column of the first character, from 0, in UTF-16 units. */
  readonly start: number;
  /** Column behind the last character. */
  readonly end: number;
  /** The best first. */
  readonly fixes: readonly Fix[];
}

export interface Finding extends LineFinding {
  /** From 0. */
  readonly line: number;
  /** The place of the first of equal URLs. */
  readonly first?: { readonly line: number; readonly start: number; readonly end: number };
}
