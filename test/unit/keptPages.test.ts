/** The pages that are kept to be read. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { KeptPages } from '../../src/engine/keptPages.ts';

const page = (text: string) => ({ bytes: Buffer.from(text), charset: 'UTF-8' });

describe('kept pages', () => {
  it('are had by scan and target, and only so', () => {
    const pages = new KeptPages(100);
    pages.keep(1, 0, page('one'));
    pages.keep(1, 10, page('two'));
    pages.keep(11, 0, page('three'));
    assert.deepEqual([pages.get(1, 0), pages.get(1, 10), pages.get(11, 0)], ['one', 'two', 'three']);
    assert.deepEqual(
      [pages.get(1, 1), pages.get(2, 0), pages.get(110, 0)],
      [undefined, undefined, undefined],
    );
  });

  it('may be empty', () => {
    const pages = new KeptPages(100);
    pages.keep(1, 0, page(''));
    assert.equal(pages.get(1, 0), '');
  });

  it('make room for younger ones, the oldest first', () => {
    const pages = new KeptPages(10);
    for (let target = 0; target < 4; target++) pages.keep(1, target, page('xxxx'));
    assert.deepEqual(
      [0, 1, 2, 3].map(target => pages.get(1, target)),
      [undefined, undefined, 'xxxx', 'xxxx'],
    );
    pages.keep(2, 0, page('x'.repeat(10)));
    assert.equal(pages.get(1, 3), undefined);
    assert.equal(pages.get(2, 0), 'x'.repeat(10));
  });

  it('do not make room for one that never fits', () => {
    const pages = new KeptPages(10);
    pages.keep(1, 0, page('xxxx'));
    pages.keep(1, 1, page('x'.repeat(11)));
    assert.deepEqual([pages.get(1, 0), pages.get(1, 1)], ['xxxx', undefined]);
  });

  it('are replaced by a newer text of the same page, which is as young as it is new', () => {
    const pages = new KeptPages(10);
    pages.keep(1, 0, page('aaaa'));
    pages.keep(1, 1, page('bbbb'));
    pages.keep(1, 0, page('cc'));
    assert.equal(pages.get(1, 0), 'cc');
    pages.keep(1, 2, page('dddddd'));
    assert.deepEqual([pages.get(1, 0), pages.get(1, 1), pages.get(1, 2)], ['cc', undefined, 'dddddd']);
  });

  it('of one scan are forgotten without touching those of another, and give their room back', () => {
    const pages = new KeptPages(10);
    pages.keep(1, 0, page('xxxx'));
    pages.keep(11, 0, page('yyyy'));
    pages.forget(1);
    pages.forget(99);
    assert.deepEqual([pages.get(1, 0), pages.get(11, 0)], [undefined, 'yyyy']);
    pages.keep(2, 0, page('zzzzzz'));
    assert.deepEqual([pages.get(11, 0), pages.get(2, 0)], ['yyyy', 'zzzzzz']);
  });
});
