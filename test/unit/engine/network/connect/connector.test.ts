/** Which of a name's addresses are connected to. */

import assert from 'node:assert/strict';
import type { LookupAddress } from 'node:dns';
import { createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { Hosts } from '../../../../../src/engine/hosts/hosts.ts';
import { AddressError } from '../../../../../src/engine/network/connect/connectErrors.ts';
import {
  type ConnectorOptions,
  createConnector,
  SocketFaults,
} from '../../../../../src/engine/network/connect/connector.ts';
import { Resolver } from '../../../../../src/engine/network/connect/resolver.ts';
import type { Reach } from '../../../../../src/engine/url/addresses.ts';
import { type Listening, listen } from '../../../../web/listen.ts';

/** Knows one name, and counts how often it was asked. */
class OneName extends Resolver {
  asked = 0;
  readonly #addresses: readonly string[];

  constructor(addresses: readonly string[]) {
    super(1_000, []);
    this.#addresses = addresses;
  }

  override resolve(): Promise<LookupAddress[]> {
    this.asked++;
    return Promise.resolve(
      this.#addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  }
}

describe('a connection', () => {
  let server: Listening;
  let port = '';
  const hosts = new Hosts({ limit: 4, interval: 0 });
  before(async () => {
    server = await listen(createServer(socket => socket.end()));
    port = String(server.port);
  });
  after(() => server.close());

  /** @returns the address that is connected to, or the one that is refused */
  async function connect(addresses: string[], more: Partial<ConnectorOptions>): Promise<string> {
    const resolver = new OneName(addresses);
    const connector = createConnector({
      connectTimeout: 5_000,
      resolver,
      privateAddresses: 'listed',
      faults: new SocketFaults(),
      hosts,
      allowH2: false,
      systemCertificates: false,
      ...more,
    });
    const target = { hostname: 'name.internal', host: `name.internal:${port}`, protocol: 'http:', port };
    return new Promise((resolve, reject) => {
      connector(target, (...[error, socket]) => {
        assert.equal(resolver.asked, 1, 'the address that was judged is the one that is used');
        if (error) {
          if (error instanceof AddressError) resolve(`refused ${error.address}`);
          else reject(error);
          return;
        }
        resolve(String(socket?.remoteAddress));
        socket?.destroy();
      });
    });
  }

  const LOOPBACK = ['127.0.0.1', '127.8.9.1', '0.0.0.0', '::1', '::ffff:127.0.0.1', '64:ff9b::7f00:1'];

  it('is opened for the line itself wherever its name leads', async () => {
    assert.equal(await connect(['127.0.0.1'], {}), '127.0.0.1');
  });

  for (const address of [...LOOPBACK, '169.254.169.254', 'fe80::1', '::ffff:169.254.169.254']) {
    it(`to ${address} is refused for a redirect of a line in a private network`, async () => {
      assert.equal(await connect([address], { lineReach: 'private' }), `refused ${address}`);
      assert.equal(await connect([address], { lineReach: 'public' }), `refused ${address}`);
    });
  }

  it('is refused if all of several addresses are nearer', async () => {
    const addresses = ['127.0.0.1', '169.254.1.1', '::1'];
    assert.equal(await connect(addresses, { lineReach: 'private' }), 'refused 127.0.0.1');
  });

  it('goes to the addresses that are allowed, and to no other', async () => {
    assert.equal(await connect(['169.254.169.254', '127.0.0.1'], { lineReach: 'loopback' }), '127.0.0.1');
    assert.equal(await connect(['fe80::1', '127.0.0.1', 'fe80::2'], { lineReach: 'loopback' }), '127.0.0.1');
  });

  it('tells how far away it is', async () => {
    await connect(['127.0.0.1'], {});
    assert.equal(hosts.at(`name.internal:${port}`).connection('http:')?.reach, 'loopback' satisfies Reach);
  });

  it('is allowed nowhere private for a public name, nor where the setting forbids it', async () => {
    assert.equal(await connect(['127.0.0.1'], { privateAddresses: 'never' }), 'refused 127.0.0.1');
    assert.equal(await connect(['127.0.0.1'], { privateAddresses: 'always' }), '127.0.0.1');
  });
});
