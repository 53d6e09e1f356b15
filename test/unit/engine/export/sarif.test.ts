/** Scans as SARIF. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { recordOf } from '../../../../src/engine/export/record.ts';
import { ruleTexts } from '../../../../src/engine/export/rules.ts';
import { FAILURE_CODES, failure } from '../../../../src/engine/model/failure.ts';
import { failed } from '../../../../src/engine/model/outcome.ts';
import { oneOfEach, scanOf } from '../../support/export/exporting.ts';
import { sarifOf } from '../../support/export/sarif.ts';

const scan = oneOfEach();

const records = scan.lines.map(recordOf);

describe('SARIF', () => {
  it('is valid by the schema, and has a result for each failed line, as Problems has', () => {
    const [run] = sarifOf(scan).runs;
    assert.deepEqual(
      run?.results?.map(({ ruleId, level, message, locations }) => [
        ruleId,
        level,
        message.text,
        locations?.[0]?.physicalLocation,
      ]),
      records
        .filter(({ level }) => level)
        .map(({ code, level, url, message, line, column, endColumn }) => [
          code,
          level,
          `${url}: ${message}`,
          {
            artifactLocation: { uri: 'lists/urls.txt', index: 0 },
            region: { startLine: line, startColumn: column, endColumn },
          },
        ]),
    );
    assert.deepEqual(
      run?.tool.driver.rules?.map(({ id, name, defaultConfiguration }) => [
        id,
        name,
        defaultConfiguration?.level,
      ]),
      [
        ['URL_INVALID', 'UrlInvalid', 'warning'],
        ['URL_SCHEME', 'UrlScheme', 'warning'],
        ['DNS_NOT_FOUND', 'DnsNotFound', 'error'],
        ['HTTP_STATUS', 'HttpStatus', 'error'],
      ],
    );
    for (const result of run?.results ?? []) {
      assert.equal(run?.tool.driver.rules?.[result.ruleIndex ?? -1]?.id, result.ruleId);
    }
  });

  it('knows a sentence for every failure code', () => {
    const texts = ruleTexts();
    assert.deepEqual(Object.keys(texts), [...FAILURE_CODES]);
    assert.equal(new Set(Object.values(texts)).size, FAILURE_CODES.length);
  });

  it('points to the file alone where the line was edited since, and keeps placeholders and links plain', () => {
    const reason = failure('HTTP_STATUS', 'see {0} and [x](https://evil.example/)');
    const line = { line: 0, start: 0, end: 1, text: 'http://a/', outcome: failed(reason), isAttached: false };
    const result = sarifOf(scanOf([line])).runs[0]?.results?.[0];
    assert.deepEqual(result?.locations, [
      { physicalLocation: { artifactLocation: { uri: 'lists/urls.txt', index: 0 } } },
    ]);
    assert.equal(result?.message.text, 'http://a/: see {{0}} and [x]\u200b(https://evil.example/)');
  });
});
