/** Tables, for a terminal and as Markdown. */

/** Cells are texts already. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How many columns from the left hold words; the others hold figures. */
  readonly words: number;
}

/** Columns below each other. */
export function asText({ head, rows, words }: Table): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map(row => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column < words ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [head, widths.map(width => '─'.repeat(width)), ...rows].map(line).join('\n');
}

/** A table of GitHub’s Markdown. */
export function asMarkdown({ head, rows, words }: Table): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = `|${head.map((_, column) => (column < words ? ' --- ' : ' --: ')).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
