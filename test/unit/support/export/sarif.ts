/** Scans as SARIF, checked by its schema. */

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';
import type { ExportedScan } from '../../../../src/engine/export/record.ts';
import { written } from './exporting.ts';

const schema = createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
// Both are CommonJS, whose default export is a property.
const ajv = new (Ajv as unknown as typeof Ajv.default)({ strict: false, unicodeRegExp: false });
(addFormats as unknown as typeof addFormats.default)(ajv);
const isSarif = ajv.compile(schema);

/** Fails where the schema does. */
export function sarifOf(scan: ExportedScan): Log {
  const log = JSON.parse(written('sarif', scan));
  assert.ok(isSarif(log), JSON.stringify(isSarif.errors));
  return log as Log;
}
