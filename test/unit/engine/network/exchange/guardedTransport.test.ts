/** Connections that were opened under different rules are kept apart. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GuardedTransport } from '../../../../../src/engine/network/exchange/guardedTransport.ts';
import {
  type ExchangeOptions,
  headOf,
  type Transport,
} from '../../../../../src/engine/network/exchange/transport.ts';
import type { Reach } from '../../../../../src/engine/url/addresses.ts';

describe('a guarded transport', () => {
  const asked: string[] = [];
  const ended: (Reach | undefined)[] = [];
  const created: (Reach | undefined)[] = [];
  const create = (lineReach: Reach | undefined): Transport => {
    created.push(lineReach);
    return {
      async exchange({ href }) {
        asked.push(`${lineReach} ${href}`);
        return { ...headOf(200, {}), body: undefined };
      },
      async end() {
        ended.push(lineReach);
      },
    };
  };
  const transport = new GuardedTransport(create);
  const ask = (path: string, lineReach?: Reach) =>
    transport.exchange(new URL(path, 'http://e/'), { lineReach } as ExchangeOptions);

  it('has one for each reach of lines, and one for the lines themselves', async () => {
    await ask('a');
    await ask('b', 'private');
    await ask('c', 'loopback');
    await ask('d', 'private');
    await ask('e');
    assert.deepEqual(asked, [
      'undefined http://e/a',
      'private http://e/b',
      'loopback http://e/c',
      'private http://e/d',
      'undefined http://e/e',
    ]);
    assert.deepEqual(created, [undefined, 'private', 'loopback']);
  });

  it('ends all of them', async () => {
    await transport.end();
    assert.deepEqual(ended, created);
  });
});
