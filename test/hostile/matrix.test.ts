/**
 * The hostile web: every row is one bad behaviour of a server, a network or a list, and the one clear outcome that it
 * must end with. `ROW=H03 node --test test/hostile/matrix.test.ts` plays the rows whose id begins so.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ELSEWHERE } from '../web/hostile/elsewhere.ts';
import { ROWS } from '../web/hostile/rows.ts';
import { type Matrix, playRows } from './matrix.ts';
import { NOT_YET } from './notYet.ts';

const wanted = (process.env.ROW ?? '').split(/[\s,]+/).filter(Boolean);
const isWanted = ({ id }: { id: string }) => !wanted.length || wanted.some(each => id.startsWith(each));
const rows = ROWS.filter(isWanted);
const elsewhere = ELSEWHERE.filter(isWanted);

describe('the hostile web', () => {
  const started = performance.now();
  let matrix: Matrix;
  let passed = 0;
  let todo = 0;

  before(async () => {
    matrix = await playRows(rows);
  });

  for (const { id, behaviour } of rows) {
    it(`${id} ${behaviour}`, t => {
      const { fault } = matrix.verdicts.get(id) ?? { fault: 'It was not played' };
      if (NOT_YET.has(id)) {
        assert.ok(fault, `${id} passes: take it off the list in test/hostile/notYet.ts`);
        t.todo(fault);
        todo++;
        return;
      }
      if (fault) assert.fail(fault);
      passed++;
    });
  }

  for (const { id, behaviour, reason } of elsewhere) it(`${id} ${behaviour}`, { skip: reason }, () => {});

  it('ends every scan in order, and without a warning', () => {
    const broken = matrix.broken.filter(scan => scan.rows.some(id => !NOT_YET.has(id)));
    assert.deepEqual(broken, []);
  });

  it('has no id twice, and takes off only rows that there are', () => {
    const ids = [...ROWS, ...ELSEWHERE].map(({ id }) => id);
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    );
    assert.deepEqual(
      [...NOT_YET].filter(id => !ids.includes(id)),
      [],
    );
  });

  after(() => {
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `The hostile web: ${rows.length} rows in ${seconds} s, ${passed} passed, ${todo} not yet, ` +
        `${rows.length - passed - todo} failed; ${elsewhere.length} more cannot be played here`,
    );
  });
});
