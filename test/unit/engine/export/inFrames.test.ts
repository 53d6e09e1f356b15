/** Exports say which matches are in a frame. */

import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { ExportFormatName } from '../../../../src/engine/export/formats.ts';
import { scanOf, written } from '../../support/export/exporting.ts';
import { outcomes } from '../../support/outcomes.ts';

const scan = scanOf([
  {
    line: 0,
    start: 0,
    end: 16,
    text: 'http://a.example',
    isAttached: true,
    outcome: {
      ...outcomes.mention,
      count: 3,
      places: { title: 1, text: 0, markup: 0, frames: 2 },
      matches: outcomes.mention.matches.flatMap(match => [
        match,
        { ...match, frame: { index: 0, url: 'http://a.example/in' } },
      ]),
    },
  },
]);

const expected: [format: ExportFormatName, part: RegExp][] = [
  ['json', /"places":\{"title":1,"text":0,"markup":0,"frames":2\}/],
  [
    'json',
    /"matches":\[\{"line":7,"text":"Python, python"\},\{"line":7,"text":"Python, python","frame":"http:\/\/a\.example\/in"\}\]/,
  ],
  ['csv', /"1","0","0","2","7: Python, python\n7 \(in a frame: http:\/\/a\.example\/in\): Python, python"/],
  ['markdown', /\n- 7: Python, python\n- 7 \(in a frame: `http:\/\/a\.example\/in`\): Python, python\n/],
  ['markdown', /3 × \\?\(1 title, 2 in a frame\\?\)/],
  [
    'html',
    /<\/code><\/li><li value="7"><code dir="auto">Python, python<\/code> <span class="quiet">in a frame: http:\/\/a\.example\/in<\/span><\/li>/,
  ],
  ['junit', /7: Python, python&#10;7 \(in a frame: http:\/\/a\.example\/in\): Python, python/],
];

for (const [format, part] of expected) {
  it(`in ${format}: ${part.source.slice(0, 40)}`, () => {
    assert.match(written(format, scan), part);
  });
}
