/** Turns host names into addresses. */

import { promises as dns, type LookupAddress, lookup as systemLookup } from 'node:dns';
import { isIP } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Pending } from '../../async/pending.ts';

/** A name that got no answer in time; the system's resolver has no code of its own for it. */
export class LookupTimeoutError extends Error {
  readonly code = 'ETIMEOUT';

  constructor(host: string, limit: number) {
    super(`no answer for ${host} within ${limit} ms`);
    this.name = 'LookupTimeoutError';
  }
}

/** An answer of a DNS server that says neither an address nor that there is none. */
export class NameServerError extends Error {
  readonly code = 'ESERVFAIL';

  constructor(cause: unknown) {
    super(`the DNS server gave no usable answer: ${(cause as Error).message}`, { cause });
    this.name = 'NameServerError';
  }
}

/**
 * How long the second family of addresses is waited for when the first is known, in ms: some servers never answer for one
 * that they do not have (RFC 8305, section 3).
 */
const RESOLUTION_DELAY = 50;

/**
 * Resolves names before a connection's own time begins, so that a slow name is never taken for a slow host.
 * By default it is the system's resolver, which knows the hosts file, VPNs and mDNS. That works on libuv's pool, of
 * which look-ups get the half; the process is started with a pool so large that no look-up waits for another's.
 */
export class Resolver {
  readonly #limit: number;
  readonly #servers: readonly string[];
  readonly #pending = new Pending();

  /**
   * @param limit for one name, in ms
   * @param servers DNS servers to ask instead of the system, as `address` or `address:port`
   */
  constructor(limit: number, servers: readonly string[]) {
    this.#limit = limit;
    this.#servers = servers;
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
    // Names below .localhost are this machine, as in browsers (RFC 6761, section 6.3); many resolvers do not know.
    const name = /(?:^|\.)localhost\.?$/i.test(host) ? 'localhost' : host;
    const ask = this.#servers.length && name !== 'localhost' ? this.#askServers : askSystem;
    this.#pending.count(host, +1);
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(new LookupTimeoutError(host, this.#limit)), this.#limit);
    try {
      return await Promise.race([
        ask(name, giveUp.signal),
        new Promise<never>((_, reject) => {
          giveUp.signal.addEventListener('abort', () => reject(giveUp.signal.reason), { once: true });
        }),
      ]);
    } finally {
      clearTimeout(timer);
      this.#pending.count(host, -1);
    }
  }

  /** Each name has a socket of its own: a broken or a late answer would fail all others that wait on a shared one. */
  readonly #askServers = async (host: string, signal: AbortSignal): Promise<LookupAddress[]> => {
    // A packet may get lost. The second try takes twice as long as the first, so that both fit into the limit.
    const resolver = new dns.Resolver({ timeout: Math.ceil(this.#limit / 3), tries: 2 });
    resolver.setServers(this.#servers);
    signal.addEventListener('abort', () => resolver.cancel(), { once: true });
    const questions = [resolver.resolve4(host), resolver.resolve6(host)] as const;
    const late = Promise.any(questions).then(
      () => delay(RESOLUTION_DELAY),
      () => undefined,
    );
    const answers = Promise.allSettled(questions);
    await Promise.race([answers, late]);
    // What has no answer by now ends with an error, which is one answer too few, but not none.
    resolver.cancel();
    const [four, six] = await answers;
    const addresses = [
      ...(four.status === 'fulfilled' ? four.value.map(address => ({ address, family: 4 })) : []),
      ...(six.status === 'fulfilled' ? six.value.map(address => ({ address, family: 6 })) : []),
    ];
    if (addresses.length) return addresses;
    const reason = four.status === 'rejected' ? four.reason : new Error('no addresses');
    if (['ENOTFOUND', 'ENODATA', 'EBADNAME', 'ETIMEOUT'].includes(reason.code)) throw reason;
    throw new NameServerError(reason);
  };
}

/** With a callback: the promise of Node.js's own version would be left behind, unhandled, by a race it loses. */
function askSystem(host: string): Promise<LookupAddress[]> {
  return new Promise((resolve, reject) => {
    systemLookup(host, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });
}

/** Whether a DNS server can be named so: an IP address, with a port or without; IPv6 with a port in brackets. */
export function isDnsServer(text: string): boolean {
  const address = /^\[(.*)\](?::\d+)?$/.exec(text)?.[1] ?? (isIP(text) ? text : text.replace(/:\d+$/, ''));
  return isIP(address) !== 0;
}
