/** Collects the links of a Markdown document from its syntax tree. */

import type { SyntaxNode, Tree } from '@lezer/common';
import * as l10n from '@vscode/l10n';
import type { FoundLinks, LinkRole } from '../foundLink.ts';
import { htmlLinks } from '../markup/html.ts';
import { brokenLines, type OpenLink } from '../markup/linkWalk.ts';
import { keyOfUse, labelOfLink } from './markdownLabels.ts';
import { UNREAD } from './markdownParser.ts';
import { type Emphasis, type Range, restOfLinks, withBlanks } from './markdownRest.ts';
import { keyOf, unescaped } from './markdownText.ts';

/** Number of nodes that are looked at between two yields. */
const NODES_A_STEP = 2_000;

/** A URL in angle brackets, which may also be an address of e-mail. */
const SCHEME = /^[a-z][a-z\d+.-]+:/i;

/** An escaped character that URLs often have, and one more that they have. Programs escape them even in bare URLs. */
const ESCAPE_IN_URL = /^\\[_&~=+#-]\w$/;

export class MarkdownLinks {
  readonly #text: string;
  readonly #links: OpenLink[] = [];
  /** What is not searched for bare URLs, in the order of the text. */
  readonly #done: Range[] = [];
  readonly #code: Range[] = [];
  readonly #emphases: Emphasis[] = [];
  readonly #definitions: { readonly link: OpenLink; readonly key: string }[] = [];
  /** The keys of definitions that links use, and of those that images use. */
  readonly #used = { Link: new Set<string>(), Image: new Set<string>() };
  #broken = 0;
  #isUnread = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** Looks at each node of the document once. */
  *read(tree: Tree): Generator<void, void> {
    const cursor = tree.cursor();
    let nodes = 0;
    do {
      if (++nodes % NODES_A_STEP === 0) yield;
      switch (cursor.name) {
        case 'Link':
        case 'Image':
          this.#readLink(cursor.node, cursor.name);
          break;
        case 'LinkReference':
          this.#readDefinition(cursor.node);
          break;
        case 'Autolink':
          this.#readAutolink(cursor.node);
          break;
        case 'Emphasis':
        case 'StrongEmphasis':
        case 'Strikethrough':
          this.#emphases.push({ from: cursor.from, close: cursor.node.lastChild?.from ?? cursor.to });
          break;
        case 'Escape':
          if (ESCAPE_IN_URL.test(this.#text.slice(cursor.from, cursor.to + 1)))
            this.#done.push({ from: cursor.from, to: cursor.from + 1, isInUrl: true });
          break;
        case 'InlineCode':
        case 'FencedCode':
        case 'CodeBlock':
          this.#code.push({ from: cursor.from, to: cursor.to });
          break;
        case 'HTMLBlock':
        case 'HTMLTag':
          this.#done.push({ from: cursor.from, to: cursor.to });
          yield* this.#readHtml(cursor.node);
          break;
        case 'Comment':
        case 'CommentBlock':
        case 'ProcessingInstruction':
        case 'ProcessingInstructionBlock':
          this.#done.push({ from: cursor.from, to: cursor.to });
          break;
        case UNREAD:
          this.#isUnread = true;
          break;
      }
    } while (cursor.next());
  }

  /** All links. To be called at the end. */
  *result(): Generator<void, FoundLinks> {
    for (const { link, key } of this.#definitions) {
      const isImage = this.#used.Image.has(key) && !this.#used.Link.has(key);
      this.#links.push(isImage ? { ...link, role: 'image' } : link);
    }
    const rest = yield* restOfLinks(this.#text, this.#done, this.#code, this.#emphases);
    for (const link of rest) this.#links.push(link);
    const links: OpenLink[] = [];
    let end = 0;
    for (const link of this.#links.sort((a, b) => a.start - b.start)) {
      if (link.start < end) continue;
      links.push(link);
      end = link.end;
    }
    const problems = [brokenLines(this.#broken), this.#isUnread ? unreadText() : undefined];
    const problem = problems.filter(each => each !== undefined).join('; ');
    return { links, ...(problem ? { problem } : {}) };
  }

  #readLink(node: SyntaxNode, name: 'Link' | 'Image'): void {
    const url = node.getChild('URL');
    if (url) {
      this.#add(url, name === 'Image' ? 'image' : 'link', labelOfLink(this.#text, node));
    } else {
      this.#used[name].add(keyOfUse(this.#text, node));
      // Brackets alone may be no link.
      if (!node.getChild('LinkLabel')) return;
    }
    this.#done.push({ from: node.from, to: node.to });
  }

  #readDefinition(node: SyntaxNode): void {
    const name = node.getChild('LinkLabel');
    const url = node.getChild('URL');
    const label = name ? this.#text.slice(name.from + 1, name.to - 1) : '';
    // What stands behind the name of a footnote is a text.
    if (!url || label.startsWith('^')) return;
    const link = this.#link(url, 'link', unescaped(label).trim());
    if (link) this.#definitions.push({ link, key: keyOf(label) });
    this.#done.push({ from: node.from, to: node.to });
  }

  #readAutolink(node: SyntaxNode): void {
    const url = node.getChild('URL');
    const value = url && this.#text.slice(url.from, url.to);
    // Escapes and references mean nothing here (CommonMark, section 6.5).
    if (url && value && SCHEME.test(value)) {
      this.#links.push({ start: url.from, end: url.to, value, role: 'link' });
    }
    this.#done.push({ from: node.from, to: node.to });
  }

  *#readHtml(node: SyntaxNode): Generator<void, void> {
    const marks = node
      .getChildren('QuoteMark')
      .map(({ from, to }) => ({ from: from - node.from, to: to - node.from }));
    const html = withBlanks(this.#text.slice(node.from, node.to), marks);
    const walk = yield* htmlLinks(html);
    this.#broken += walk.broken;
    for (const link of walk.links)
      this.#links.push({ ...link, start: link.start + node.from, end: link.end + node.from });
  }

  #add(url: SyntaxNode, role: LinkRole, label: string | undefined): void {
    const link = this.#link(url, role, label);
    if (link) this.#links.push(link);
  }

  /** The link to a destination, which may be in angle brackets. */
  #link(url: SyntaxNode, role: LinkRole, label: string | undefined): OpenLink | undefined {
    const isInBrackets = this.#text[url.from] === '<';
    const from = url.from + (isInBrackets ? 1 : 0);
    const raw = this.#text.slice(from, url.to - (isInBrackets ? 1 : 0));
    const start = from + raw.length - raw.trimStart().length;
    const value = unescaped(raw.trim()).trim();
    if (!value) return undefined;
    return { start, end: start + raw.trim().length, value, role, ...(label ? { label } : {}) };
  }
}

function unreadText(): string {
  return l10n.t('Where brackets or marks are too many or too deep, only http: and https: URLs were found');
}
