/** The fragments of URLs, and the outcomes of lines with a fragment. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseList } from '../../../../src/engine/links/list/readList.ts';
import {
  fragmentOf,
  fragmentsOf,
  fragmentsOfList,
  outcomeOfLine,
} from '../../../../src/engine/model/fragments.ts';
import { failureOf, type Outcome } from '../../../../src/engine/model/outcome.ts';
import { alive, outcomes } from '../../support/outcomes.ts';

describe('a fragment', () => {
  it('is what stands behind the first #', () => {
    assert.equal(fragmentOf('http://a/'), undefined);
    assert.equal(fragmentOf('http://a/#'), '');
    assert.equal(fragmentOf('http://a/?#b#c'), 'b#c');
  });

  it('is looked for once, unless it is the top of the page', () => {
    const urls = ['http://a/', 'a#', 'a#b', 'b.html#b', '#c', '#Top', '#top', '#%74op', '#topic'];
    assert.deepEqual(fragmentsOf(urls), ['b', 'c', 'topic']);
  });

  it('that only scripts read is not looked for', () => {
    for (const fragment of ['/', '/about', '!about', 'L12', 'L12-L20', 'L12-20', 'L1C2-L3C4'])
      assert.deepEqual(fragmentsOf([`http://a/#${fragment}`]), [], fragment);
    for (const fragment of ['L', 'Lists', 'L12x', 'x/', '-L12'])
      assert.deepEqual(fragmentsOf([`http://a/#${fragment}`]), [fragment]);
  });

  it('is looked for only among the first hundred of a URL, and if it is not very long', () => {
    const many = Array.from({ length: 200 }, (_, index) => `#x${index}`);
    assert.equal(fragmentsOf(many).length, 100);
    assert.deepEqual(fragmentsOf([`#${'x'.repeat(1_001)}`, '#y']), ['y']);
    assert.equal(fragmentsOf([`#${'x'.repeat(1_000)}`]).length, 1);
  });

  it('belongs to the target of its line', () => {
    const list = parseList('http://a/\nhttp://b/#one\nhttp://b/#two\nhttp://b/#one\nhttp://c/#top\n');
    assert.deepEqual([...fragmentsOfList(list)], [[1, ['one', 'two']]]);
  });
});

describe('the outcome of a line', () => {
  const without = (outcome: Outcome): Outcome => ({ ...outcome, missingFragments: ['gone', 'two'] });

  it('is that of its target, unless its own fragment is missing', () => {
    for (const url of ['http://a/', 'http://a/#', 'http://a/#here', 'http://a/#go']) {
      const outcome = without(alive);
      assert.equal(outcomeOfLine(url, outcome), outcome, url);
    }
    assert.equal(outcomeOfLine('http://a/#gone', alive), alive);
  });

  it('with a missing fragment is a failure with the facts of the page', () => {
    for (const outcome of [alive, outcomes.mention, outcomes.nothing]) {
      const { failure, ...found } = outcomeOfLine('http://a/#gone', without(outcome)) as Outcome & {
        failure: unknown;
      };
      assert.deepEqual(failure, { code: 'FRAGMENT_MISSING', message: 'The page has no #gone' });
      const { bytes, finalUrl, mediaType, ms, status } = outcome;
      assert.deepEqual(found, {
        ...{ kind: 'failed', bytes, finalUrl, mediaType, ms, status },
        missingFragments: ['gone', 'two'],
      });
    }
  });

  it('stays what it is if there is no page', () => {
    for (const outcome of [outcomes.dead, outcomes.stopped].map(without))
      assert.equal(outcomeOfLine('http://a/#gone', outcome), outcome);
  });

  it('shows no secret', () => {
    const outcome: Outcome = { ...alive, missingFragments: ['access_token=sesame-open-now'] };
    const found = outcomeOfLine('http://a/#access_token=sesame-open-now', outcome);
    assert.doesNotMatch(failureOf(found)?.message ?? assert.fail(), /sesame/);
  });
});
