/** Turns host names into addresses. */

import { promises as dns, type LookupAddress, lookup as systemLookup } from 'node:dns';
import { isIP } from 'node:net';
import { seconds } from './failure.ts';

/** A name that got no answer in time; the system's resolver has no code of its own for it. */
export class LookupTimeoutError extends Error {
  readonly code = 'ETIMEOUT';

  constructor(host: string, limit: number) {
    super(`no answer for ${host} within ${seconds(limit)}`);
    this.name = 'LookupTimeoutError';
  }
}

/**
 * Resolves names before a connection's own time begins, so that a slow name is never taken for a slow host.
 * By default it is the system's resolver, which knows the hosts file, VPNs and mDNS. That works on libuv's pool, of
 * which look-ups get the half; the process is started with a pool so large that no look-up waits for another's.
 */
export class Resolver {
  readonly #limit: number;
  readonly #server: dns.Resolver | undefined;
  readonly #pending = new Map<string, number>();

  /**
   * @param limit for one name, in ms
   * @param servers DNS servers to ask instead of the system, as `address` or `address:port`
   */
  constructor(limit: number, servers: readonly string[]) {
    this.#limit = limit;
    if (servers.length) {
      this.#server = new dns.Resolver({ timeout: limit, tries: 1 });
      this.#server.setServers([...servers]);
    }
  }

  /** Whether the name is being looked up right now. */
  isPending(host: string): boolean {
    return this.#pending.has(host);
  }

  /** @throws errors with the codes of Node.js's `dns`, and {@link LookupTimeoutError} */
  async resolve(host: string): Promise<LookupAddress[]> {
    const address = host.replace(/^\[|\]$/g, '');
    const family = isIP(address);
    if (family) return [{ address, family }];
    this.#count(host, +1);
    let timer: NodeJS.Timeout | undefined;
    try {
      return await Promise.race([
        this.#ask(host),
        new Promise<never>((_, reject) => {
          timer = setTimeout(() => reject(new LookupTimeoutError(host, this.#limit)), this.#limit);
        }),
      ]);
    } finally {
      clearTimeout(timer);
      this.#count(host, -1);
    }
  }

  async #ask(host: string): Promise<LookupAddress[]> {
    // Names below .localhost are this machine, as in browsers (RFC 6761, section 6.3); many resolvers do not know.
    if (/\.localhost\.?$/i.test(host)) return dns.lookup('localhost', { all: true });
    if (!this.#server) return lookUp(host);
    const [four, six] = await Promise.allSettled([this.#server.resolve4(host), this.#server.resolve6(host)]);
    const addresses = [
      ...(four.status === 'fulfilled' ? four.value.map(address => ({ address, family: 4 })) : []),
      ...(six.status === 'fulfilled' ? six.value.map(address => ({ address, family: 6 })) : []),
    ];
    if (addresses.length) return addresses;
    throw four.status === 'rejected' ? four.reason : new Error(`no address for ${host}`);
  }

  #count(host: string, change: number): void {
    const count = (this.#pending.get(host) ?? 0) + change;
    if (count) this.#pending.set(host, count);
    else this.#pending.delete(host);
  }
}

/** With a callback: the promise of Node.js's own version would be left behind, unhandled, by a race it loses. */
function lookUp(host: string): Promise<LookupAddress[]> {
  return new Promise((resolve, reject) => {
    systemLookup(host, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });
}
