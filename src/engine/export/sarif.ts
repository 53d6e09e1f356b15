/**
 * Writes a SARIF 2.1.0 log, for code scanning services and SARIF viewers. It contains the failed and rejected lines, like
 * VS Code's Problems view. Other lines are left out, because services raise an alert for each result.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */

import type { Location, Log, ReportingDescriptor, Result } from 'sarif';
import { FAILURE_CODES, type FailureCode } from '../model/failure.ts';
import { safeLabel } from '../wording/safeText.ts';
import { type ExportedScan, type ExportLine, groupOfLine, recordOf, TOOL } from './record.ts';
import { ruleTexts } from './rules.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** The codes of warnings, beside those of lines. */
const WARNINGS: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'HTTP_RATE_LIMITED',
  'ROBOT_WALL',
  'FRAGMENT_MISSING',
]);

export function* writeSarif(scan: ExportedScan): Generator<string> {
  const failures = scan.lines.filter(line => groupOfLine(line) === 'failed');
  const codes = new Set(failures.map(line => recordOf(line).code));
  const rules = FAILURE_CODES.filter(code => codes.has(code));
  const indexes = new Map(rules.map((code, index) => [code, index]));
  const uris = [...new Set(failures.map(line => (line.file ?? scan).uri))];
  // Several files have no address together.
  const whole = scan.uri === '' ? [] : [scan.uri];
  const artifacts = new Map((uris.length ? uris : whole).map((uri, index) => [uri, index]));
  const [before = '', behind = ''] = JSON.stringify(log(scan, rules, artifacts), undefined, 2).split(
    '"results": []',
  );
  yield `${before}"results": [`;
  let separator = '\n';
  for (const line of failures) {
    yield `${separator}        ${JSON.stringify(result(scan, line, indexes, artifacts))}`;
    separator = ',\n';
  }
  yield `${failures.length ? '\n      ' : ''}]${behind}\n`;
}

function log(
  { version, at }: ExportedScan,
  rules: readonly FailureCode[],
  artifacts: ReadonlyMap<string, number>,
): Log {
  const texts = ruleTexts();
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: TOOL, version, rules: rules.map(code => rule(code, texts[code])) },
        },
        invocations: [{ executionSuccessful: true, endTimeUtc: at.toISOString() }],
        artifacts: [...artifacts.keys()].map(uri => ({ location: { uri } })),
        columnKind: 'utf16CodeUnits',
        results: [],
      },
    ],
  };
}

/** The rule of a failure code. Its name has the form that the standard requires (3.49.7), e.g. `DnsNotFound`. */
function rule(code: FailureCode, text: string): ReportingDescriptor {
  const name = code
    .split('_')
    .map(word => word.charAt(0) + word.slice(1).toLowerCase())
    .join('');
  return {
    id: code,
    name,
    shortDescription: { text: message(text) },
    defaultConfiguration: {
      level: code.startsWith('URL_') || WARNINGS.has(code) ? 'warning' : 'error',
    },
  };
}

function result(
  scan: ExportedScan,
  line: ExportLine,
  indexes: ReadonlyMap<FailureCode, number>,
  artifacts: ReadonlyMap<string, number>,
): Result {
  const { uri } = line.file ?? scan;
  const record = recordOf(line);
  const code = record.code ?? 'INTERNAL';
  const location: Location = {
    physicalLocation: {
      artifactLocation: { uri, index: artifacts.get(uri) ?? -1 },
      // If the list was edited, the region would point to other text.
      ...(line.isAttached
        ? { region: { startLine: record.line, startColumn: record.column, endColumn: record.endColumn } }
        : {}),
    },
  };
  const { url, finalUrl, chain, status, ms, timings, bytes, mediaType, charset, note } = record;
  return {
    ruleId: code,
    ruleIndex: indexes.get(code) ?? -1,
    level: record.level ?? 'error',
    message: { text: message(`${record.url}: ${record.message ?? ''}`) },
    locations: [location],
    properties: { url, finalUrl, chain, status, ms, timings, bytes, mediaType, charset, note },
  };
}

/**
 * Escapes the text of a message (3.11). `{0}` would be a placeholder, and `[text](target)` a link, even in plain text.
 * Viewers draw the link even if its brackets are escaped, so an invisible character separates them.
 */
function message(text: string): string {
  return safeLabel(text).replace(/[{}]/g, '$&$&');
}
