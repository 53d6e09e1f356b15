/** Texts of webviews with their values. */

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { filled } from '../../../../src/webview/shared/texts.ts';

it('values are put into words', () => {
  assert.equal(filled('{1} of {0}, {2}', 'a', 2), '2 of a, {2}');
});
