/** Reads the links of an HTML page, or of the bookmarks that a browser has exported. */

import type { Reader } from '../foundLink.ts';
import { detectedIn } from '../text/detector.ts';
import { HTML_ATTRIBUTES, roleOf } from './htmlElements.ts';
import { LinkWalk, LONGEST_LABEL_TEXT, labelOf, type OpenLink } from './linkWalk.ts';
import { srcsetUrls } from './srcset.ts';

/** Reads HTML. What is in comments, scripts, style sheets and templates is not found. */
export const readHtml: Reader = function* (text) {
  const walk = yield* htmlLinks(text);
  return walk.result(walk.baseHref);
};

/** Like {@link readHtml}, for HTML that is a part of something else. */
export function* htmlLinks(text: string): Generator<void, HtmlLinks> {
  const walk = new HtmlLinks(text);
  yield* walk.steps();
  walk.finish();
  return walk;
}

/** Elements whose text is not shown, or not as text. What is in `noscript` is read: it is meant for somebody. */
const WITHOUT_TEXT: ReadonlySet<string> = new Set(['script', 'style', 'iframe', 'noembed', 'noframes']);

/** An open `a` with a URL. Its text is not searched: it says what the link is called. */
interface Anchor {
  readonly link: OpenLink;
  text: string;
  /** The alternative text of an image in it. */
  alt: string;
}

class HtmlLinks extends LinkWalk {
  baseHref: string | undefined;
  #tag = '';
  /** Whether the tag that was opened last is one of SVG or MathML. */
  #isForeign = false;
  /** Number of open templates. */
  #templates = 0;
  #isInPicture = false;
  /** The open element whose text does not count. */
  #silent = '';
  #anchor: Anchor | undefined;

  constructor(page: string) {
    super(page, false, HTML_ATTRIBUTES);
  }

  /** Ends the last text. To be called after the last step. */
  finish(): void {
    this.#endText();
    this.#endAnchor();
  }

  override ondeclaration(): void {
    this.#endText();
  }

  override oncomment(): void {
    this.#endText();
  }

  override onopentagname(start: number, end: number): void {
    this.#endText();
    this.#tag = this.name(start, end);
    this.#isForeign = this.foreign.open(this.#tag);
    this.attributes = new Map();
  }

  override onopentagend(end: number): void {
    const tag = this.#tag;
    if (tag === 'script' && !this.#isForeign) this.skipRawText(tag, end);
    if (tag === 'template' && !this.#isForeign) this.#templates++;
    if (this.#templates) return;
    if (WITHOUT_TEXT.has(tag)) this.#silent = tag;
    if (tag === 'picture') this.#isInPicture = true;
    if (tag === 'base') this.baseHref ??= this.value('href')?.trim();
    else this.#addLinks();
  }

  override onselfclosingtag(end: number): void {
    this.onopentagend(end);
    // In SVG and MathML, the slash ends the element. In HTML it has no effect.
    if (this.#isForeign) this.#close(this.#tag);
  }

  override onclosetag(start: number, end: number): void {
    this.#endText();
    this.#close(this.name(start, end));
  }

  #close(tag: string): void {
    this.foreign.close(tag);
    if (tag === this.#silent) this.#silent = '';
    if (tag === 'template') this.#templates = Math.max(0, this.#templates - 1);
    else if (this.#templates) return;
    if (tag === 'picture') this.#isInPicture = false;
    if (tag === 'a') this.#endAnchor();
  }

  #addLinks(): void {
    const tag = this.#tag;
    if (tag === 'a') this.#endAnchor();
    const label = tag === 'img' ? this.labelFrom('alt', 'title') : this.labelFrom('title');
    if (tag === 'img' && this.#anchor) this.#anchor.alt ||= label ?? '';
    const rel = tag === 'link' ? this.value('rel') : undefined;
    for (const [name, range] of this.attributes) {
      const role = roleOf(name, {
        name: tag,
        isForeign: this.#isForeign,
        isInPicture: this.#isInPicture,
        rel,
      });
      if (!role) continue;
      if (name === 'srcset') {
        for (const { start, end } of srcsetUrls(this.page.slice(range.start, range.end)))
          this.add({ start: range.start + start, end: range.start + end }, role, label);
        continue;
      }
      const link = this.add(range, role, label);
      if (link && tag === 'a') this.#anchor ??= { link, text: '', alt: '' };
    }
  }

  #endText(): void {
    const { text } = this.text;
    if (!text) return;
    if (!this.#templates && !this.#silent && !this.#isLabel(text)) {
      for (const { start, end } of detectedIn(text))
        this.addDecoded(this.text.range(start, end), text.slice(start, end), 'link', undefined);
    }
    this.text.clear();
  }

  /** Takes a text for what a link is called. A very long one is none: the end tag is missing. */
  #isLabel(text: string): boolean {
    if (!this.#anchor) return false;
    if (this.#anchor.text.length + text.length <= LONGEST_LABEL_TEXT) {
      this.#anchor.text += text;
      return true;
    }
    this.#endAnchor();
    return false;
  }

  #endAnchor(): void {
    if (!this.#anchor) return;
    const { link, text, alt } = this.#anchor;
    const label = labelOf(text) ?? labelOf(alt);
    if (label) link.label = label;
    this.#anchor = undefined;
  }
}
