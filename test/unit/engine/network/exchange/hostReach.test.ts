/** Where the host's `fetch` may lead, by the addresses of a name. */

import assert from 'node:assert/strict';
import type { LookupAddress } from 'node:dns';
import { describe, it } from 'node:test';
import { Deadline } from '../../../../../src/engine/async/deadline.ts';
import { AddressError } from '../../../../../src/engine/network/connect/connectErrors.ts';
import { Resolver } from '../../../../../src/engine/network/connect/resolver.ts';
import { HostTransport } from '../../../../../src/engine/network/exchange/hostTransport.ts';
import type { ExchangeOptions } from '../../../../../src/engine/network/exchange/transport.ts';
import type { PrivateAddresses, Reach } from '../../../../../src/engine/url/addresses.ts';

class OneName extends Resolver {
  readonly #addresses: readonly string[];

  constructor(addresses: readonly string[]) {
    super(1_000, []);
    this.#addresses = addresses;
  }

  override resolve(): Promise<LookupAddress[]> {
    if (!this.#addresses.length) return Promise.reject(new Error('unknown'));
    return Promise.resolve(this.#addresses.map(address => ({ address, family: 4 })));
  }
}

/** @returns the reach that is told of an answer; `refused` if nothing was asked */
async function ask(
  addresses: string[],
  lineReach?: Reach,
  allowed: PrivateAddresses = 'listed',
): Promise<string | undefined> {
  let asked = 0;
  const fetch = () => {
    asked++;
    return Promise.resolve({ status: 302, headers: {}, read: async () => undefined });
  };
  const deadline = new Deadline(5_000);
  const options = { deadline, headers: {}, lineReach, onPhase: () => {}, wantsBody: () => false };
  const transport = new HostTransport(fetch, new OneName(addresses), allowed);
  try {
    const { reach } = await transport.exchange(
      new URL('http://name.internal/'),
      options as unknown as ExchangeOptions,
    );
    assert.equal(asked, 1);
    return reach;
  } catch (error) {
    assert.ok(error instanceof AddressError, String(error));
    assert.equal(asked, 0);
    return 'refused';
  } finally {
    deadline.end();
  }
}

describe("the host's fetch", () => {
  it('tells how far away a name is at the least', async () => {
    assert.equal(await ask(['127.0.0.1']), 'loopback');
    assert.equal(await ask(['127.0.0.1', '10.0.0.1']), 'private');
    assert.equal(await ask([]), undefined, 'only its proxy knows the name');
  });

  it('does not ask where a redirect may not lead', async () => {
    for (const addresses of [['127.0.0.1'], ['10.0.0.1', '127.0.0.1'], ['169.254.1.1']])
      assert.equal(await ask(addresses, 'private'), 'refused', `${addresses}`);
    assert.equal(await ask(['127.0.0.1'], 'loopback'), 'loopback');
    assert.equal(await ask(['10.0.0.1'], 'private'), 'private');
    assert.equal(await ask([], 'private'), undefined);
    assert.equal(await ask(['127.0.0.1'], 'private', 'always'), undefined, 'unless all is allowed');
  });
});
