/** Threads that search pages in shared memory. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runMatchJob } from '../../../../src/engine/search/matchJob.ts';
import { ENGINE } from '../../support/engine.ts';
import { term } from '../../support/term.ts';

describe('threads that share memory', () => {
  it('take each page once, and lose no count', async () => {
    const pages = Array.from({ length: 50 }, (_, n) => 'Python '.repeat(n));
    const job = { pages, term: term(), times: 2 };
    const wanted = 2 * 49 * 25;
    assert.equal(await runMatchJob({ ...job, threads: 0 }, ENGINE), wanted);
    assert.equal(await runMatchJob({ ...job, threads: 4 }, ENGINE), wanted);
  });
});
