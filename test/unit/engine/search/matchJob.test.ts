/** Threads that search pages in shared memory. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runMatchJob } from '../../../../src/engine/search/matchJob.ts';
import { term } from '../../support/term.ts';

const MAIN = fileURLToPath(new URL('../../../../src/engine/process/main.ts', import.meta.url));

describe('threads that share memory', () => {
  it('take each page once, and lose no count', async () => {
    const pages = Array.from({ length: 50 }, (_, n) => 'Python '.repeat(n));
    const job = { pages, term: term(), times: 2 };
    const wanted = 2 * 49 * 25;
    assert.equal(await runMatchJob({ ...job, threads: 0 }, MAIN), wanted);
    assert.equal(await runMatchJob({ ...job, threads: 4 }, MAIN), wanted);
  });
});
