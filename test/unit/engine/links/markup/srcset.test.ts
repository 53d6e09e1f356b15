/** The attribute `srcset`, as browsers read it. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { srcsetUrls } from '../../../../../src/engine/links/markup/srcset.ts';

const urls = (value: string) => [...srcsetUrls(value)].map(({ start, end }) => value.slice(start, end));

describe('a set of images has these URLs:', () => {
  const rows: [value: string, ...urls: string[]][] = [
    ['a', 'a'],
    ['a 1x, b 2x', 'a', 'b'],
    ['a, b', 'a', 'b'],
    ['a,b', 'a,b'],
    ['a 1x,b 2x', 'a', 'b'],
    ['a,, b', 'a', 'b'],
    [' ,, a 1x , , b', 'a', 'b'],
    ['a\t100w\n,\nb\f200w', 'a', 'b'],
    ['data:image/png;base64,AA== 2x, b', 'data:image/png;base64,AA==', 'b'],
    ['a (x, y) 2x, b', 'a', 'b'],
    ['a (x, b', 'a'],
    ['a x(, b), c', 'a', 'c'],
    ['/w_1,h_2/a.png 1x, /w_2,h_4/a.png 2x', '/w_1,h_2/a.png', '/w_2,h_4/a.png'],
    ['a\u00a0b', 'a\u00a0b'],
    [''],
    [' '],
    [', ,'],
  ];
  for (const [value, ...expected] of rows)
    it(JSON.stringify(value), () => assert.deepEqual(urls(value), expected));
});
