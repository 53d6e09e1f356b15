/** The pages that are kept to be read. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { KeptPages } from '../../src/engine/keptPages.ts';

describe('kept pages', () => {
  it('are had by scan and target, and only so', () => {
    const pages = new KeptPages(100);
    pages.keep(1, 0, 'one');
    pages.keep(1, 10, 'two');
    pages.keep(11, 0, 'three');
    assert.deepEqual([pages.get(1, 0), pages.get(1, 10), pages.get(11, 0)], ['one', 'two', 'three']);
    assert.deepEqual(
      [pages.get(1, 1), pages.get(2, 0), pages.get(110, 0)],
      [undefined, undefined, undefined],
    );
  });

  it('may be empty', () => {
    const pages = new KeptPages(100);
    pages.keep(1, 0, '');
    assert.equal(pages.get(1, 0), '');
  });

  it('make room for younger ones, the oldest first', () => {
    const pages = new KeptPages(10);
    for (let target = 0; target < 4; target++) pages.keep(1, target, 'xxxx');
    assert.deepEqual(
      [0, 1, 2, 3].map(target => pages.get(1, target)),
      [undefined, undefined, 'xxxx', 'xxxx'],
    );
    pages.keep(2, 0, 'x'.repeat(10));
    assert.equal(pages.get(1, 3), undefined);
    assert.equal(pages.get(2, 0), 'x'.repeat(10));
  });

  it('do not make room for one that never fits', () => {
    const pages = new KeptPages(10);
    pages.keep(1, 0, 'xxxx');
    pages.keep(1, 1, 'x'.repeat(11));
    assert.deepEqual([pages.get(1, 0), pages.get(1, 1)], ['xxxx', undefined]);
  });

  it('are replaced by a newer text of the same page, which is as young as it is new', () => {
    const pages = new KeptPages(10);
    pages.keep(1, 0, 'aaaa');
    pages.keep(1, 1, 'bbbb');
    pages.keep(1, 0, 'cc');
    assert.equal(pages.get(1, 0), 'cc');
    pages.keep(1, 2, 'dddddd');
    assert.deepEqual([pages.get(1, 0), pages.get(1, 1), pages.get(1, 2)], ['cc', undefined, 'dddddd']);
  });

  it('of one scan are forgotten without touching those of another, and give their room back', () => {
    const pages = new KeptPages(10);
    pages.keep(1, 0, 'xxxx');
    pages.keep(11, 0, 'yyyy');
    pages.forget(1);
    pages.forget(99);
    assert.deepEqual([pages.get(1, 0), pages.get(11, 0)], [undefined, 'yyyy']);
    pages.keep(2, 0, 'zzzzzz');
    assert.deepEqual([pages.get(11, 0), pages.get(2, 0)], ['yyyy', 'zzzzzz']);
  });
});
