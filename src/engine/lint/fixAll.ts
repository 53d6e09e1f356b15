/** Mends all that can surely be mended in a list. */

import type { Edit } from './finding.ts';
import { Linter, type LintOptions } from './linter.ts';

/** How often a mended text is judged again: a URL may be mended twice, and then be the same as another. */
const MOST_ROUNDS = 5;

/** A line of the text with its new content; `undefined` if the line goes. */
export type MendedLine = readonly [line: number, content: string | undefined];

/**
 * @param lines of a list, without their line breaks
 * @param httpOnly URLs with https:, of hosts without a scheme, that have answered only by http:
 * @returns only the lines that change, in the order of the text
 */
export function* fixAll(
  lines: readonly string[],
  options: LintOptions,
  httpOnly?: ReadonlySet<string>,
): Generator<void, MendedLine[]> {
  const linter = new Linter(httpOnly);
  let left = [...lines.entries()].map(([line, content]) => ({ line, content }));
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const edits = new Map<number, Edit[]>();
    for (const { fixes, line } of yield* linter.lint(
      left.map(({ content }) => content).join('\n'),
      options,
    )) {
      const edit = fixes.find(({ isSure }) => isSure)?.edit;
      if (!edit) continue;
      const ofLine = edits.get(line);
      if (ofLine) ofLine.push(edit);
      else edits.set(line, [edit]);
    }
    if (!edits.size) break;
    left = left.flatMap(({ content, line }, index) => {
      const ofLine = edits.get(index);
      if (!ofLine) return [{ line, content }];
      return ofLine.some(({ removesLine }) => removesLine)
        ? []
        : [{ line, content: edited(content, ofLine) }];
    });
    yield;
  }
  const kept = new Map(left.map(({ content, line }) => [line, content]));
  return lines.flatMap((content, line): MendedLine[] =>
    kept.get(line) === content ? [] : [[line, kept.get(line)]],
  );
}

/** Makes the edits from the end on. One that overlaps another waits for the next round. */
function edited(content: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let from = content.length;
  for (const edit of edits.toSorted((a, b) => b.start - a.start || b.end - a.end)) {
    if (edit.end > from) continue;
    parts.push(content.slice(edit.end, from), edit.text);
    from = edit.start;
  }
  return content.slice(0, from) + parts.reverse().join('');
}
