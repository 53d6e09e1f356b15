/** Writes one JSON document: the term, the counts, and one object for each line of the list, each on its own line. */

import { isCheck } from '../model/term.ts';
import { safeText } from '../wording/safeText.ts';
import { type ExportedScan, recordOf, TOOL } from './record.ts';
import { tallyOfScan } from './words.ts';

/** Every field is always present; `null` means “does not apply”, as for the term of a check. All text is well-formed Unicode (RFC 8259, 8.2). */
export function* writeJson(scan: ExportedScan): Generator<string> {
  const { name, term, version, at, lines } = scan;
  const { errorAnswers: _, ...counts } = tallyOfScan(scan);
  const head = {
    tool: { name: TOOL, version },
    list: safeText(name),
    term: isCheck(term) ? null : { ...term, text: safeText(term.text) },
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
