import type { MatchNode } from '../model/resultNodes.ts';
import type { Scanner } from '../scan/scanner.ts';
import type { Pages } from './pages.ts';

/** Opens the page, read-only, with the match selected. */
export async function openMatch(node: MatchNode | undefined, scanner: Scanner, pages: Pages): Promise<void> {
  if (!node) return;
  const { match, parent } = node;
  const { session, line } = parent;
  const target = line.target;
  const place = target === undefined ? undefined : scanner.placeOf(session, target);
  const url = target === undefined ? undefined : session.targets[target];
  if (!place || !url) return;
  await pages.open({ list: session.uri.toString(), ...place }, url, {
    line: match.line,
    column: match.column,
  });
}
