/** One JSON document: what was looked for, the counts, and an object for each line of the list, on a line of its own. */

import { safeText } from '../wording/safeText.ts';
import { type ExportedScan, recordOf, TOOL } from './record.ts';
import { tallyOfScan } from './words.ts';

/** Every field is always there, `null` where it does not apply. All text is well-formed Unicode (RFC 8259, 8.2). */
export function* writeJson(scan: ExportedScan): Generator<string> {
  const { name, term, version, at, lines } = scan;
  const { errorAnswers: _, ...counts } = tallyOfScan(scan);
  const head = {
    tool: { name: TOOL, version },
    list: safeText(name),
    term: { ...term, text: safeText(term.text) },
    exportedAt: at.toISOString(),
    summary: counts,
  };
  yield `${JSON.stringify(head, undefined, 2).slice(0, -2)},\n  "lines": [`;
  let separator = '\n';
  for (const line of lines) {
    yield `${separator}    ${JSON.stringify(recordOf(line))}`;
    separator = ',\n';
  }
  yield `${lines.length ? '\n  ' : ''}]\n}\n`;
}
