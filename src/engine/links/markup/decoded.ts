/** Decodes the character references of markup. */

import { Tokenizer } from 'htmlparser2';
import { IgnoredTokens } from '../../markup/ignoredTokens.ts';

/** The text of an element with one attribute, around its value. */
const AROUND = '<a b=';

/**
 * The value of an attribute, by the rules of HTML or XML. In HTML, some references count without a semicolon, but not in
 * front of a letter, a digit or `=` (HTML Standard, section 13.2.5.73).
 * @param raw as it stands in the markup, without its quotes
 */
export function decodedAttribute(raw: string, isXml: boolean): string {
  if (!raw.includes('&')) return raw;
  const reader = new ValueReader();
  const quote = raw.includes('"') ? (raw.includes("'") ? '' : "'") : '"';
  const markup = `${AROUND}${quote}${raw}${quote}>`;
  new Tokenizer({ xmlMode: isXml, decodeEntities: true }, reader.of(markup)).write(markup);
  return reader.value;
}

/** Collects the value of the only attribute. */
class ValueReader extends IgnoredTokens {
  value = '';
  #markup = '';

  of(markup: string): this {
    this.#markup = markup;
    return this;
  }

  override onattribdata(start: number, end: number): void {
    this.value += this.#markup.slice(start, end);
  }

  override onattribentity(codePoint: number): void {
    this.value += String.fromCodePoint(codePoint);
  }
}

/** A reference with its semicolon. The longest name has 31 letters. */
const REFERENCE = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][\da-z]{1,30});/gi;

/** A text in which only references with a semicolon count, as in Markdown (CommonMark, section 2.5). */
export function decodedReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, reference => decodedAttribute(reference, false));
}
