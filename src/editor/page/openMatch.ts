/** Opens the page of a match. */

import type { MatchNode } from '../model/resultNodes.ts';
import type { Scanner } from '../scan/scanner.ts';
import type { Pages } from './pages.ts';

/** Opens the page as a read-only document, with the match selected. */
export async function openMatch(node: MatchNode | undefined, scanner: Scanner, pages: Pages): Promise<void> {
  if (!node) return;
  const { match, parent } = node;
  const { session, line } = parent;
  const target = line.target;
  if (target === undefined) return;
  const scan = scanner.scanOf(session, target);
  const url = session.targets[target];
  if (scan === undefined || !url) return;
  const { frame } = match;
  // The text of a frame may be an attribute of the page, and its URL may be cut.
  const shown = frame && /^https?:/.test(frame.url) && URL.canParse(frame.url) ? frame.url : url;
  const address = { list: session.uri.toString(), scan, target, frame: frame?.index };
  await pages.open(address, shown, { line: match.line, column: match.column });
}
