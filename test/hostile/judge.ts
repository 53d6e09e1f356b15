/** Compares the result of a row with the expected result. */

import { CODES, type Ending, type Expected, type Played, type Row } from '../web/hostile/row.ts';
import type { JsonRow } from '../web/jsonRow.ts';

/** Tolerance for the time limits of rows, in ms. */
const OVERRUN = 500;

// biome-ignore lint/suspicious/noControlCharactersInRegex: it matches control characters
const UNSHOWABLE = /[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

/** Words that must not appear in a sentence for people. */
const RAW =
  /\[object|undefined|NaN|Error:|\bat .*\.ts|ERR_|UND_|HPE_|EAI_|\bE[A-Z]{5,}\b|0x[0-9a-f]{4}|:error:|OpenSSL/;

/** @returns what is wrong with the row; `undefined` if it passed */
export function faultOf(row: Row, played: Played, timeout: number): string | undefined {
  const lines = expectations(row, played.rows.length);
  for (const [index, found] of played.rows.entries()) {
    const fault = faultOfLine(row, found, lines[index] as Expected) ?? faultOfAny(found, timeout);
    if (fault) return played.rows.length > 1 ? `line ${index + 1} of ${played.rows.length}: ${fault}` : fault;
  }
  const [least, most] =
    typeof row.requests === 'number' ? [row.requests, row.requests] : (row.requests ?? [0, Infinity]);
  const count = played.requests.length;
  if (count < least || count > most) {
    return `${count} requests instead of ${least === most ? least : `${least} to ${most}`}`;
  }
  try {
    row.check?.(played);
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
}

/** The expected ending of each line. */
export function expectations({ expect }: Row, count: number): Expected[] {
  const lines = 'lines' in expect ? expect.lines : [expect];
  return Array.from({ length: count }, (_, index) => (lines[index] ?? lines.at(-1)) as Expected);
}

function faultOfLine(row: Row, found: JsonRow, expected: Expected): string | undefined {
  const endings: readonly Ending[] = 'outcome' in expected ? [expected] : expected;
  if (!endings.some(ending => isEnding(found, ending))) {
    return `${endingText(found as Ending)} instead of ${endings.map(endingText).join(', or ')} — ${found.message ?? ''}`;
  }
  if (row.within !== undefined && found.ms > row.within)
    return `took ${found.ms} ms, not within ${row.within} ms`;
  if (row.notBefore !== undefined && found.ms < row.notBefore) {
    return `took ${found.ms} ms, not at least ${row.notBefore} ms`;
  }
  if (row.message && !row.message.test(found.message ?? ''))
    return `says “${found.message}”, not ${row.message}`;
  if (row.note && !row.note.test(found.note ?? '')) return `notes “${found.note}”, not ${row.note}`;
  if (row.finalUrl && !row.finalUrl.test(found.finalUrl ?? '')) return `leads to ${found.finalUrl}`;
  return undefined;
}

/** Checks what must be true for every line of every row. */
function faultOfAny(found: JsonRow, timeout: number): string | undefined {
  const { outcome, code, count, ms, message } = found;
  if (ms > timeout + OVERRUN) return `took ${ms} ms, with a limit of ${timeout} ms`;
  if (!Number.isInteger(ms) || ms < 0) return `its time is ${ms}`;
  if (code === 'INTERNAL') return `it ends in INTERNAL, which is a bug and never an outcome: ${message}`;
  if (code !== null && !CODES.has(code)) return `its code ${code} is none`;
  if (outcome === 'mentions' ? !(count > 0) : outcome !== 'partial' && count !== 0)
    return `${count} mentions`;
  if (outcome === 'noMention' || outcome === 'mentions' || outcome === 'answered') return undefined;
  if (!code || !message) return `${outcome} without code or sentence`;
  if (UNSHOWABLE.test(message)) return `unshowable bytes in ${JSON.stringify(message)}`;
  if (RAW.test(message)) return `not plain words: ${message}`;
  if (message.endsWith('.') || message.length > 1000) return `no single sentence: ${message}`;
  return undefined;
}

function isEnding(found: JsonRow, { outcome, code, count }: Ending): boolean {
  return (
    found.outcome === outcome &&
    (code === undefined || found.code === code) &&
    (count === undefined || found.count === count)
  );
}

function endingText({ outcome, code, count }: Ending): string {
  const times = count !== undefined && (outcome === 'mentions' || outcome === 'partial') ? ` × ${count}` : '';
  return `${outcome}${times}${code ? ` ${code}` : ''}`;
}
