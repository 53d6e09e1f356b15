/** The entities of HTML in XHTML pages. */

import { Tokenizer } from 'htmlparser2';
import { IgnoredTokens } from './ignoredTokens.ts';

/** Documents with these public identifiers know the entities (HTML Standard, section 14.2). */
const PUBLIC_IDENTIFIER =
  /^-\/\/(?:W3C\/\/DTD (?:XHTML (?:1\.0 (?:Transitional|Strict|Frameset)|Basic 1\.0|1\.1(?: plus MathML 2\.0(?: plus SVG 1\.1)?)?)|MathML 2\.0)|WAPFORUM\/\/DTD XHTML Mobile 1\.0)\/\/EN$/;

const DOCTYPE = /^DOCTYPE\s+[^\s"'[>]+\s+PUBLIC\s+(?:"([^"]*)"|'([^']*)')/;

/** A reference to an entity. The longest name has 31 letters. */
const REFERENCE = /&[a-z][a-z0-9]{1,30};/gi;

/** Whether an XML document with this declaration, without `<!` and `>`, knows the entities of HTML. */
export function knowsHtmlEntities(declaration: string): boolean {
  const [, double, single] = DOCTYPE.exec(declaration) ?? [];
  return PUBLIC_IDENTIFIER.test(double ?? single ?? '');
}

interface Reference {
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
  readonly codePoints: readonly number[];
}

/** The references to entities of HTML in a text. */
export function* htmlReferences(text: string): Generator<Reference, void> {
  for (const { 0: reference, index } of text.matchAll(REFERENCE)) {
    const codePoints = codePointsOf(reference);
    if (codePoints.length) yield { start: index, end: index + reference.length, codePoints };
  }
}

/** The code points of references that there are. */
const known = new Map<string, readonly number[]>();

/** The code points of a reference; none if there is no entity with this name. */
function codePointsOf(reference: string): readonly number[] {
  const found = known.get(reference);
  if (found) return found;
  const reader = new ReferenceReader(reference.length);
  new Tokenizer({ xmlMode: false, decodeEntities: true }, reader).write(reference);
  const { codePoints } = reader;
  if (codePoints.length) known.set(reference, codePoints);
  return codePoints;
}

/** Collects the code points of a reference that ends at an offset. */
class ReferenceReader extends IgnoredTokens {
  readonly codePoints: number[] = [];
  readonly #end: number;

  constructor(end: number) {
    super();
    this.#end = end;
  }

  override ontextentity(codePoint: number, end: number): void {
    // In HTML, some names also count without a semicolon: `&notit;` is `&not` and a text.
    if (end === this.#end) this.codePoints.push(codePoint);
  }
}
