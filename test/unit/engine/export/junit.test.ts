/** Scans as JUnit. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { recordOf } from '../../../../src/engine/export/record.ts';
import { oneOfEach, parseXml, written } from '../../support/export/exporting.ts';

const scan = oneOfEach();

const records = scan.lines.map(recordOf);

describe('JUnit', () => {
  /** The words before the reason of a line without a clear result. */
  const UNJUDGED: Readonly<Partial<Record<string, string>>> = {
    partial: 'not found in the part searched',
    cancelled: 'not scanned',
  };

  it('has a case for each line: failed ones fail, those that nobody can judge are skipped', () => {
    const [suite, ...others] = parseXml(written('junit', scan)).children;
    assert.deepEqual(others, []);
    assert.deepEqual(
      { ...suite?.attributes },
      {
        name: 'lists/urls.txt',
        tests: '11',
        failures: '4',
        errors: '0',
        skipped: '3',
        time: '0.089',
        timestamp: '2026-07-01T12:34:56',
      },
    );
    const cases = suite?.children.filter(({ name }) => name === 'testcase') ?? [];
    assert.deepEqual(
      cases.map(({ attributes, children }) => {
        const result = children.find(({ name }) => name !== 'system-out');
        return [
          attributes.name,
          attributes.line,
          result?.name,
          result?.attributes.type,
          result?.attributes.message,
        ];
      }),
      records.map(({ line, url, level, code, message, outcome, count }) => {
        const isSkipped = !level && !count && outcome !== 'noMention';
        return [
          `${line}: ${url}`,
          String(line),
          level ? 'failure' : isSkipped ? 'skipped' : undefined,
          level ? code : undefined,
          level
            ? message
            : isSkipped
              ? [UNJUDGED[outcome], message, code].filter(Boolean).join(' · ')
              : undefined,
        ];
      }),
    );
    assert.match(
      cases[8]?.children[0]?.text ?? '',
      /^2 × · The page is built by JavaScript\noutcome: mentions\nstatus: 200\n/,
    );
  });
});
