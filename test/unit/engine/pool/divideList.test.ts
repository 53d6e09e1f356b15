/** A list divided among processes. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { withIds } from '../../../../src/engine/model/target.ts';
import { divideList, mostProcesses, processesFor } from '../../../../src/engine/pool/divideList.ts';
import { runs } from '../../support/properties.ts';

describe('the shares of a list', () => {
  it('hold each target once, in order, and keep a site together', () => {
    const url = fc
      .tuple(
        fc.constantFrom('a.example', 'www.a.example', 'b.example', '127.0.0.1:81', '127.0.0.1:82', '[::1]'),
        fc.nat(99),
      )
      .map(([host, path]) => `http://${host}/${path}`);
    fc.assert(
      fc.property(fc.array(url, { maxLength: 60 }), fc.integer({ min: 1, max: 5 }), (targets, most) => {
        const shares = divideList(withIds(targets), most).map(share => share.map(([id]) => id));
        assert.deepEqual(
          shares.flat().toSorted((a, b) => a - b),
          [...targets.keys()],
        );
        for (const share of shares)
          assert.deepEqual(
            share,
            share.toSorted((a, b) => a - b),
          );
        const ofSite = shares.map(
          share => share.filter(index => /[/.]a\.example/.test(targets[index] ?? '')).length,
        );
        assert.ok(ofSite.filter(Boolean).length <= 1, 'a.example is with one process');
      }),
      runs(),
    );
  });

  it('are as many as the list is worth', () => {
    assert.deepEqual(
      [0, 1, 200, 201, 401, 100_000].map(targets => processesFor(targets, 4)),
      [1, 1, 1, 2, 3, 4],
    );
    assert.equal(processesFor(100_000, 1), 1);
  });

  it('leave a core to others, unless a person wants it otherwise', () => {
    assert.deepEqual(
      [1, 2, 3, 8].map(cores => mostProcesses(0, cores)),
      [1, 1, 2, 4],
    );
    assert.deepEqual(
      [1, 2, 3, 16].map(wanted => mostProcesses(wanted, 2)),
      [1, 2, 2, 2],
    );
  });
});
