/** The options of the engine that a person can set. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BOUNDS, type BoundedOption, engineOptions } from '../../../../src/engine/model/options.ts';

const UNITS: Readonly<Record<BoundedOption, number>> = {
  concurrency: 1,
  perHostConcurrency: 1,
  processes: 1,
  hostInterval: 1_000,
  retries: 1,
  connectTimeout: 1_000,
  totalTimeout: 1_000,
  maxPageSize: 1024 ** 2,
  regularExpressionTimeout: 1_000,
};

describe('engine options', () => {
  it('are the documented ones when nothing is set', () => {
    assert.deepEqual(engineOptions({}, '1.2.3'), {
      model: 'pool',
      concurrency: 128,
      perHostConcurrency: 4,
      processes: 0,
      hostInterval: 50,
      retries: 2,
      connectTimeout: 10_000,
      totalTimeout: 30_000,
      maxPageSize: 5 * 1024 ** 2,
      searchIn: 'source',
      regularExpressionTimeout: 1_000,
      userAgent: 'ScanUrls/1.2.3',
      privateAddresses: 'listed',
      dnsServers: [],
      proxies: { noProxy: [], checkCertificate: true },
      systemCertificates: true,
      transport: 'undici',
    });
  });

  for (const [name, unit] of Object.entries(UNITS) as [BoundedOption, number][]) {
    const { minimum, maximum, default: usual } = BOUNDS[name];
    const rows: [given: number, value: number][] = [
      [minimum, minimum],
      [maximum, maximum],
      [minimum - 1, minimum],
      [maximum + 1, maximum],
      [0, minimum],
      [-1, minimum],
      [Number.POSITIVE_INFINITY, maximum],
      [Number.NEGATIVE_INFINITY, minimum],
      [Number.NaN, usual],
      [3, 3],
    ];
    for (const [given, value] of rows) {
      it(`take ${given} for ${name} as ${value}`, () => {
        assert.equal(engineOptions({ [name]: given }, '')[name], Math.round(value * unit));
      });
    }
  }

  it('are whole where they count things', () => {
    const options = engineOptions({ concurrency: 2.4, perHostConcurrency: 2.6, maxPageSize: 0.0123 }, '');
    assert.deepEqual([options.concurrency, options.perHostConcurrency], [2, 3]);
    assert.ok(Number.isInteger(options.maxPageSize));
  });

  it('name the version to servers unless a User-Agent is set', () => {
    for (const userAgent of ['', '   ']) {
      assert.equal(engineOptions({ userAgent }, '1.2.3').userAgent, 'ScanUrls/1.2.3');
    }
    assert.equal(engineOptions({ userAgent: ' Mine/1 ' }, '1.2.3').userAgent, 'Mine/1');
  });
});
