/** The messages between the comparison and the extension. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type ComparisonState,
  fromComparison,
  toComparison,
} from '../../../../src/webview/comparison/comparisonMessages.ts';
import { runs } from '../../support/properties.ts';

const state: ComparisonState = {
  type: 'state',
  name: 'urls.txt',
  term: 'Python',
  running: 'A pool',
  progress: '3 of 4',
  models: [
    {
      name: 'A pool',
      tutorial: 'asyncio',
      shape: '1 × 128',
      wall: 12,
      speedUp: '1.0 ×',
      cpu: '1 s',
      memory: '1 MiB',
      atOnce: 4,
      responses: 4,
      mentions: 2,
      failed: 0,
      isStopped: false,
      why: 'So.',
    },
  ],
  cpuModels: [
    { name: 'A pool', tutorial: 'asyncio', wall: 1, speedUp: '1 ×', cpu: '1 s', matches: 3, why: 'So.' },
  ],
  cpuNote: '',
  agreement: '',
  comparedModels: ['A pool'],
  differences: [{ url: 'http://a/', verdicts: ['noMention'] }],
};

describe('messages of the comparison', () => {
  it('that are whole are read', () => {
    assert.deepEqual(toComparison(state), state);
    assert.deepEqual(fromComparison({ type: 'stop', more: 1 }), { type: 'stop' });
  });

  it('that are anything else are not', () => {
    assert.equal(toComparison({ ...state, models: [{ ...state.models[0], why: 1 }] }), undefined);
    assert.equal(toComparison({ ...state, cpuModels: [{}] }), undefined);
  });

  it('never throw, whatever they are', () => {
    fc.assert(
      fc.property(fc.anything(), message => {
        for (const read of [toComparison, fromComparison]) read(message);
      }),
      runs(),
    );
  });
});
