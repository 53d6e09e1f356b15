/** Finds what is wrong with a list. */

import * as l10n from '@vscode/l10n';
import { linesOf } from '../links/list/readList.ts';
import type { ReadOptions } from '../links/readOptions.ts';
import { Targets } from '../links/targets.ts';
import type { Edit, Finding, Fix } from './finding.ts';
import { type LintedLine, type LintedUrl, lintLine } from './lintLine.ts';

/** {@link Linter.lint} yields after this many lines. */
const LINES_A_STEP = 100;

/** What stands between two URLs of one line. */
const SEPARATOR = /[\s,;|]/;

/** How a list is judged. */
export interface LintOptions extends ReadOptions {
  /** Whether URLs that differ only in their fragments are different ones. */
  readonly keepsFragments?: boolean;
}

/** Judges the texts of one list. A line that was in its latest text is not read again. */
export class Linter {
  #known = new Map<string, LintedLine>();
  #options = '';
  readonly #httpOnly: ReadonlySet<string>;

  /** @param httpOnly see {@link lintLine} */
  constructor(httpOnly: ReadonlySet<string> = new Set()) {
    this.#httpOnly = httpOnly;
  }

  /** Works in steps, so that the thread is free between them. @returns in the order of the text */
  *lint(text: string, options: LintOptions): Generator<void, Finding[]> {
    const read = this.#reader(options);
    const findings: Finding[] = [];
    const targets = new Targets();
    let hasPublic = false;
    const firsts: NonNullable<Finding['first']>[] = [];
    for (const [line, content] of linesOf(text).entries()) {
      if (line % LINES_A_STEP === 0) yield;
      const linted = read(content);
      let hasWords: boolean | undefined;
      for (const finding of linted.findings) findings.push({ ...finding, line });
      for (const url of linted.urls) {
        const id = targets.idOf(keyOf(url, options), url.isSchemeAssumed);
        const first = firsts[id];
        if (first) {
          // Once for a line, which may have thousands of duplicates.
          hasWords ??= hasWordsBeside(content, linted.urls);
          findings.push(duplicate(url, line, first, removal(content, linted.urls.length, url, !hasWords)));
        } else firsts[id] = { line, start: url.start, end: url.end };
      }
      hasPublic ||= linted.urls.some(({ isPublic }) => isPublic);
    }
    // The owner of a list of private hosts knows that they are.
    return hasPublic ? findings : findings.filter(({ code }) => code !== 'PRIVATE_HOST');
  }

  /** Reads lines, and keeps only what the latest text holds. */
  #reader(options: LintOptions): (line: string) => LintedLine {
    const key = JSON.stringify(options);
    const before = key === this.#options ? this.#known : new Map<string, LintedLine>();
    const now = new Map<string, LintedLine>();
    this.#options = key;
    this.#known = now;
    return line => {
      const linted = now.get(line) ?? before.get(line) ?? lintLine(line, options, this.#httpOnly);
      now.set(line, linted);
      return linted;
    };
  }
}

function keyOf({ text, url }: LintedUrl, { keepsFragments = false }: LintOptions): string {
  const hash = keepsFragments ? text.indexOf('#') : -1;
  return hash < 0 ? url : url + text.slice(hash);
}

function duplicate(
  { end, start }: LintedUrl,
  line: number,
  first: NonNullable<Finding['first']>,
  fix: Fix,
): Finding {
  const message = l10n.t('The same URL stands on line {0}', first.line + 1);
  return { code: 'DUPLICATE', severity: 'none', message, line, start, end, first, fixes: [fix] };
}

/** @param urls number of URLs on the line */
function removal(content: string, urls: number, { end, start }: LintedUrl, isSure: boolean): Fix {
  if (urls === 1) {
    const edit = { start: 0, end: content.length, text: '', removesLine: true };
    return { title: l10n.t('Remove the Duplicate Line'), edit, isSure };
  }
  return {
    title: l10n.t('Remove the Duplicate URL'),
    edit: withSeparator(content, { start, end, text: '' }),
    isSure,
  };
}

/** Whether a line has a title or a remark, which is not thrown away without being asked. */
function hasWordsBeside(content: string, urls: readonly LintedUrl[]): boolean {
  let from = 0;
  const beside = urls.map(({ end, start }) => {
    const text = content.slice(from, start);
    from = end;
    return text;
  });
  return /\p{L}/u.test(beside.join('') + content.slice(from));
}

/** Takes what parts the URL from the one before it, or else from the one behind it. */
function withSeparator(content: string, { end, start, text }: Edit): Edit {
  let from = start;
  while (from > 0 && SEPARATOR.test(content.charAt(from - 1))) from--;
  if (from > 0) return { start: from, end, text };
  let to = end;
  while (to < content.length && SEPARATOR.test(content.charAt(to))) to++;
  return { start, end: to, text };
}
