/** What the readers of HTML and XML have in common: attributes, text and the links found so far. */

import * as l10n from '@vscode/l10n';
import { QuoteType } from 'htmlparser2';
import { SteppedWalk } from '../../markup/steppedWalk.ts';
import { clip } from '../../wording/safeText.ts';
import type { FoundLink, FoundLinks, LinkRole } from '../foundLink.ts';
import { decodedAttribute } from './decoded.ts';
import { TextRun } from './textRun.ts';

/** In characters. */
const LONGEST_LABEL = 100;

/** In characters of the text that a label is made of, with its white space. */
export const LONGEST_LABEL_TEXT = 1_000;

/** In characters. Names of attributes and elements that matter are shorter. A hostile one may be very long. */
const LONGEST_NAME = 32;

/** What stands between the name of an attribute and its value. */
const BEFORE_VALUE = /[\t\n\f\r ]*=[\t\n\f\r ]*["']?/y;

/** Schemes that name no place in a network. Such a URL may be a whole script or picture with line breaks. */
const CONTENTS = /^(?:data|javascript):/i;

/** A link whose label may come later. */
export type OpenLink = FoundLink & { label?: string };

/** Offsets in the page of a value without its quotes. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** Linear: each tag and each text is read once, and only the attributes that matter are kept. */
export abstract class LinkWalk extends SteppedWalk {
  readonly links: OpenLink[] = [];
  /** The attributes of the tag that was opened last, in their order. Of those with the same name, the first counts. */
  protected attributes = new Map<string, Range>();
  /** The text since the last tag. */
  protected readonly text: TextRun;
  readonly #wanted: ReadonlySet<string>;
  /** Number of URLs with a line break in them. */
  broken = 0;
  #attribute = '';
  #nameEnd = 0;

  /** @param wanted names of the attributes that are kept, in lower case */
  constructor(page: string, isXml: boolean, wanted: ReadonlySet<string>) {
    super(page, isXml, true);
    this.text = new TextRun(page);
    this.#wanted = wanted;
  }

  override onattribname(start: number, end: number): void {
    const name = this.name(start, end);
    this.#attribute = this.#wanted.has(name) && !this.attributes.has(name) ? name : '';
    this.#nameEnd = this.base + end;
  }

  override onattribend(quote: QuoteType, end: number): void {
    if (!this.#attribute || quote === QuoteType.NoValue) return;
    BEFORE_VALUE.lastIndex = this.#nameEnd;
    const start = this.#nameEnd + (BEFORE_VALUE.exec(this.page)?.[0].length ?? 0);
    this.attributes.set(this.#attribute, {
      start,
      end: this.base + end - (quote === QuoteType.Unquoted ? 0 : 1),
    });
  }

  override ontext(start: number, end: number): void {
    if (this.isAtEnd && this.#isUnfinishedTag(start)) return;
    this.text.add(this.base + start, this.base + end);
  }

  override oncdata(start: number, end: number, endOffset: number): void {
    this.text.add(this.base + start, this.base + end - endOffset);
  }

  override ontextentity(codePoint: number, end: number): void {
    this.text.addReference(codePoint, this.base + end);
  }

  /** A name in lower case; empty for longer ones, which do not matter. */
  protected name(start: number, end: number): string {
    return end - start > LONGEST_NAME
      ? ''
      : this.page.slice(this.base + start, this.base + end).toLowerCase();
  }

  /** The value of an attribute of the last tag; `undefined` if it has none. */
  protected value(name: string): string | undefined {
    const range = this.attributes.get(name);
    return range && decodedAttribute(this.page.slice(range.start, range.end), this.isXml);
  }

  /** The label that the last tag gives by the first of these attributes that says something. */
  protected labelFrom(...names: string[]): string | undefined {
    return labelOf(names.map(name => this.value(name)).find(value => value?.trim()));
  }

  /** Adds the URL of a value as it stands in the page, if there is one. */
  protected add({ start, end }: Range, role: LinkRole, label: string | undefined): OpenLink | undefined {
    const raw = this.page.slice(start, end);
    const from = start + raw.length - raw.trimStart().length;
    const value = decodedAttribute(raw.trim(), this.isXml).trim();
    return this.addDecoded({ start: from, end: from + raw.trim().length }, value, role, label);
  }

  /** Adds a URL that is already decoded. */
  protected addDecoded(
    { start, end }: Range,
    value: string,
    role: LinkRole,
    label: string | undefined,
  ): OpenLink | undefined {
    if (!value) return undefined;
    if (/[\r\n]/.test(value) || /[\r\n]/.test(this.page.slice(start, end))) {
      if (!CONTENTS.test(value)) this.broken++;
      return undefined;
    }
    const link: OpenLink = { start, end, value, role, ...(label ? { label } : {}) };
    this.links.push(link);
    return link;
  }

  /** @param base that the page names */
  result(base: string | undefined): FoundLinks {
    const problem = brokenLines(this.broken);
    return { links: this.links, ...(base ? { base } : {}), ...(problem ? { problem } : {}) };
  }

  /** Whether text is markup without an end. The tokenizer reports some of it as text at the end of the page. */
  #isUnfinishedTag(start: number): boolean {
    const at = this.base + start;
    return start < 0 || /<[!?/a-z]/i.test(this.page.slice(Math.max(0, at - 2), at + 2));
  }
}

/** A text as a label: on one line, and not long; `undefined` if it says nothing. */
export function labelOf(text: string | undefined): string | undefined {
  return (
    clip((text ?? '').slice(0, LONGEST_LABEL_TEXT).replace(/\s+/gu, ' ').trim(), LONGEST_LABEL) || undefined
  );
}

/** The sentence about URLs with a line break in them; `undefined` if there are none. */
export function brokenLines(count: number): string | undefined {
  if (!count) return undefined;
  return count === 1
    ? l10n.t('1 URL with a line break in it was not read')
    : l10n.t('{0} URLs with a line break in them were not read', count);
}
