/** Whatever stands in a list, in a file of headers or in a URL: the work does not grow faster than the text. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { csvField } from '../../src/engine/export/csv.ts';
import { markdownCell, markdownCode, markdownText } from '../../src/engine/export/markdown.ts';
import { parseList, rangesOfLine } from '../../src/engine/links/list/readList.ts';
import { listed, sentences } from '../../src/engine/wording/phrases.ts';
import { displayUrl, safeDetail, safeLabel, safePage, safeText } from '../../src/engine/wording/safeText.ts';
import { parseHeaders } from '../../src/terminal/headersFile.ts';
import { UsageError } from '../../src/terminal/usageError.ts';
import { runs } from './support/properties.ts';
import { assertInProportion, LONGEST, repeated, workOf } from './support/work.ts';

/** Pieces of which attacks on the expressions above are made. */
const PIECES = [
  ...[
    ' ',
    '\t',
    '\u00a0',
    '#',
    ' #',
    ' x',
    '\n',
    '\r',
    '\ufeff',
    'a',
    '0',
    '9',
    'é',
    '😀',
    '\u0300',
    '\ud83d',
  ],
  ...[
    'http://a',
    'http://',
    'https:',
    '://',
    '//',
    '/',
    '\\',
    ':',
    ':a',
    ':80',
    ']',
    '[',
    '[::1]',
    ']1]',
    '@',
  ],
  ...['?', '&', ';', '=', 'token=', '?a=', '%', '%25', '%2525', '%3d', '%40', '%2f', '%', '.', '-', '_', '~'],
  ...['-eyJaaaaaaaa', 'eyJ', 'sk-', 'sk_live_', 'key-a', 'SG.', 'AKIA', 'EAA', 'x.', '/hooks/', '/bot1234:'],
  ...['/with/key/', '/private-a', 'hooks.slack.com/services/', '`', '<', '>', '"', "'", '|', '*', '$(', ']('],
];

const attacks = repeated(PIECES);
const mixed = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 8 })
  .map(parts => parts.join(''))
  .chain(text =>
    fc.integer({ min: 1, max: Math.floor(LONGEST / text.length) }).map(count => text.repeat(count)),
  );
const texts = fc.oneof(attacks, mixed, fc.string({ maxLength: 2000, unit: 'binary' }));

/** How often each character may be passed over. */
const functions: [name: string, most: number, read: (text: string) => unknown][] = [
  ['rangesOfLine', 100, rangesOfLine],
  ['parseList', 100, text => parseList(text)],
  ['safeText', 6, safeText],
  ['safeLabel', 10, safeLabel],
  ['safePage', 10, safePage],
  ['displayUrl', 250, displayUrl],
  ['safeDetail', 250, safeDetail],
  ['listed', 6, text => listed(text.split('a'))],
  ['sentences', 6, text => sentences(text.split(' '))],
  ['markdownText', 40, markdownText],
  ['markdownCode', 20, markdownCode],
  ['markdownCell', 40, markdownCell],
  ['csvField', 20, csvField],
  ['parseHeaders', 30, text => ignoring(UsageError, () => parseHeaders(text, 'file'))],
  ['a line of parseHeaders', 30, text => ignoring(UsageError, () => parseHeaders(`a x:${text}`, 'file'))],
];

describe('the work on a text of up to 64 KiB is linear', () => {
  for (const [name, most, read] of functions) {
    it(`in ${name}`, () => {
      fc.assert(
        fc.property(texts, text => {
          assertInProportion(text, read, most, 100);
        }),
        runs(60),
      );
    });
  }

  it('and eight times the text is eight times the work, for the instances that were slow', () => {
    const instances: [(times: number) => string, (text: string) => unknown][] = [
      [times => `a${' '.repeat(1000 * times)}b`, rangesOfLine],
      [times => `http://a${':a'.repeat(100 * times)}]1]`, rangesOfLine],
      [times => '-eyJaaaaaaaa'.repeat(100 * times), displayUrl],
      [times => `http://a/${'/hooks/a'.repeat(100 * times)}`, displayUrl],
      [times => `http://a/${'/with/key/'.repeat(100 * times)}`, displayUrl],
      [times => `http://a/?token=${'=a'.repeat(100 * times)}`, displayUrl],
      [times => `http://a/?${'%25'.repeat(100 * times)}41`, displayUrl],
      [times => `http://a/?${'token=a&'.repeat(100 * times)}`, displayUrl],
      [times => `${'a://b:c@d '.repeat(100 * times)}`, safeDetail],
      [times => 'a,'.repeat(100 * times), text => listed(text.split(','))],
    ];
    for (const [text, read] of instances) {
      const once = workOf(() => read(text(1)));
      const more = workOf(() => read(text(8)));
      assert.ok(more <= 8.5 * once, `${more} > 8 × ${once} for ${text(1).slice(0, 40)}`);
    }
  });

  it('which is counted right', () => {
    const text = 'ab'.repeat(1000);
    assert.ok(workOf(() => /b$/.test(text)) >= 2000);
    assert.ok(workOf(() => text.split('a').map(() => text.indexOf('x'))) > 1000 * 2000);
    assert.ok(workOf(() => [...text.matchAll(/a/g)].map(({ index }) => text.slice(index))) > 1000 * 1000);
    assert.ok(workOf(() => [...text.matchAll(/a/g)].map(({ index }) => /$/.exec(text.slice(index)))) > 2e6);
    assert.ok(workOf(() => text.replace(/a/g, 'c')) <= 4000);
    assert.equal(
      workOf(() => text.length),
      0,
    );
  });
});

function ignoring(kind: new () => Error, action: () => unknown): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof kind)) throw error;
  }
}
