/** What the links of Markdown are called. */

import type { SyntaxNode } from '@lezer/common';
import { LONGEST_LABEL_TEXT, labelOf } from '../markup/linkWalk.ts';
import { keyOf, unescaped } from './markdownText.ts';

/** In UTF-16 units: the longest name of a definition (CommonMark, section 6.3). */
const LONGEST_NAME = 999;

/** Nodes of a link's text that are no part of its label. What is not here and not a mark is read through. */
const UNSEEN: ReadonlySet<string> = new Set(['URL', 'LinkTitle', 'LinkLabel', 'HTMLTag', 'Comment']);

/** Number of nodes in a link that are looked at. Images may be in each other very deeply. */
const MOST_NODES = 200;

/** The text of a link or an image without marks; `undefined` if it has none. Looks at the beginning of a long one. */
export function labelOfLink(text: string, link: SyntaxNode): string | undefined {
  const { from, to } = textOf(link);
  let end = Math.min(to, from + LONGEST_LABEL_TEXT);
  let label = '';
  let at = from;
  const cursor = link.cursor();
  let isUnseen = false;
  for (let nodes = 0; cursor.next(!isUnseen) && cursor.from < end; nodes++) {
    if (nodes === MOST_NODES) end = cursor.from;
    isUnseen = UNSEEN.has(cursor.name) || cursor.name.endsWith('Mark');
    if (!isUnseen || cursor.to <= at) continue;
    label += text.slice(at, Math.max(at, cursor.from));
    at = cursor.to;
  }
  if (at < end) label += text.slice(at, end);
  return labelOf(unescaped(label));
}

/** The key of the definition that a link or an image without a URL uses. */
export function keyOfUse(text: string, node: SyntaxNode): string {
  const name = node.getChild('LinkLabel');
  const range = name && name.to - name.from > 2 ? { from: name.from + 1, to: name.to - 1 } : textOf(node);
  return keyOf(text.slice(range.from, Math.min(range.to, range.from + LONGEST_NAME)));
}

/** Where the text of a link stands: between its first two marks. */
function textOf(node: SyntaxNode): { from: number; to: number } {
  const [first, second] = node.getChildren('LinkMark');
  return { from: first?.to ?? node.from, to: second?.from ?? node.from };
}
