/** A matched line in words. */

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { numberedLine, shortFrame } from '../../../../src/engine/model/matchedLine.ts';

it('a matched line has its number, and the frame that it is in', () => {
  assert.equal(numberedLine({ line: 7 }, 'A Python'), '7: A Python');
  const frame = { index: 2, url: 'https://a.example/in' };
  assert.equal(
    numberedLine({ line: 7, frame }, 'A {0} Python'),
    '7 (in a frame: https://a.example/in): A {0} Python',
  );
});

it('a frame is shown without its scheme where there is little room', () => {
  assert.equal(shortFrame({ index: 0, url: 'https://a.example/http://x' }), 'a.example/http://x');
  assert.equal(shortFrame({ index: 0, url: 'http://a.example/' }), 'a.example/');
  assert.equal(shortFrame({ index: 0, url: 'about:srcdoc' }), 'about:srcdoc');
});
