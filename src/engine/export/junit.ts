/** Writes JUnit XML for build servers: one test case for each line of the list. */

import { VERDICT_LOOKS, type VerdictKind, type VerdictLook } from '../report/verdictLooks.ts';
import { safeText } from '../wording/safeText.ts';
import {
  type ExportedScan,
  type ExportLine,
  type ExportRecord,
  numbered,
  recordOf,
  verdictOf,
} from './record.ts';
import { summaryOf, verdictAlone } from './words.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Escapes text for an element or an attribute. Characters that XML 1.0 forbids (section 2.2) become U+FFFD. */
export function xmlText(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, character => ESCAPES[character] ?? '')
    .replace(/[\t\n\r]/g, character => `&#${character.charCodeAt(0)};`);
}

/**
 * A failed line is a failed test case. A line without a full result is a skipped one: its page was searched in part, is
 * not text, or was not scanned. All others pass; whether the page mentions the term is only in the output.
 */
export function* writeJunit(scan: ExportedScan): Generator<string> {
  const { lines, at } = scan;
  const tests = Map.groupBy(lines, testOf);
  const suite = attributes({
    name: safeText(scan.name),
    tests: lines.length,
    failures: tests.get('failed')?.length ?? 0,
    errors: 0,
    skipped: tests.get('skipped')?.length ?? 0,
    time: inSeconds(lines.reduce((sum, { outcome }) => sum + (outcome?.ms ?? 0), 0)),
  });
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites${suite}>\n<testsuite${suite}${attributes({ timestamp: at.toISOString().slice(0, 19) })}>\n`;
  for (const line of lines) yield testCase(scan, line, recordOf(line));
  yield `<system-out>${xmlText(summaryOf(scan))}</system-out>\n</testsuite>\n</testsuites>\n`;
}

function testCase(scan: ExportedScan, line: ExportLine, record: ExportRecord): string {
  const { name, uri } = line.file ?? scan;
  const own = attributes({
    name: `${record.line}: ${record.url}`,
    classname: safeText(name),
    file: safeText(uri),
    line: record.line,
    time: inSeconds(record.ms),
  });
  return `<testcase${own}>${result(scan, line, record)}<system-out>${xmlText(output(verdictOf(line), record))}</system-out></testcase>\n`;
}

function result(scan: ExportedScan, line: ExportLine, record: ExportRecord): string {
  const { name } = line.file ?? scan;
  const { code, message } = record;
  const kind = verdictOf(line);
  switch (VERDICT_LOOKS[kind].test) {
    case 'failed': {
      const where = `${safeText(name)}:${record.line}:${record.column}: ${record.url}: ${message}`;
      return `<failure${attributes({ type: code ?? '', message: message ?? '' })}>${xmlText(where)}</failure>`;
    }
    case 'skipped':
      return `<skipped${attributes({ message: [verdictAlone(kind, record), code].filter(Boolean).join(' · ') })}/>`;
    case 'passed':
      return '';
  }
}

function testOf(line: ExportLine): VerdictLook['test'] {
  return VERDICT_LOOKS[verdictOf(line)].test;
}

function output(kind: VerdictKind, record: ExportRecord): string {
  const { outcome, status, finalUrl, chain, mediaType, charset, bytes, matches } = record;
  const facts = { outcome, status, finalUrl, chain: chain.join(' → '), mediaType, charset, bytes };
  return [
    VERDICT_LOOKS[kind].test === 'failed' ? '' : verdictAlone(kind, record),
    ...Object.entries(facts).map(([name, value]) =>
      value === null || value === '' ? '' : `${name}: ${value}`,
    ),
    ...matches.map(numbered),
  ]
    .filter(Boolean)
    .join('\n');
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlText(String(value))}"`)
    .join('');
}

function inSeconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
