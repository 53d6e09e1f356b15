/** Turns host names into addresses. */

import { promises as dns, type LookupAddress, lookup as systemLookup } from 'node:dns';
import { isIP } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Pending } from '../../async/pending.ts';

/** The look-up of a name took too long. The system's resolver has no such code. */
export class LookupTimeoutError extends Error {
  readonly code = 'ETIMEOUT';

  constructor(host: string, limit: number) {
    super(`no answer for ${host} within ${limit} ms`);
    this.name = 'LookupTimeoutError';
  }
}

/** The DNS server gave no usable answer: no address, and not that the name does not exist. */
export class NameServerError extends Error {
  readonly code = 'ESERVFAIL';

  constructor(cause: unknown) {
    super(`the DNS server gave no usable answer: ${(cause as Error).message}`, { cause });
    this.name = 'NameServerError';
  }
}

/**
 * How long to wait for IPv6 addresses when the IPv4 addresses are known, and the reverse, in ms. Some servers never
 * answer for a family that they do not have (RFC 8305, section 3).
 */
const RESOLUTION_DELAY = 50;

/**
 * Resolves names before the time limit of a connection starts, so that a slow look-up does not count as a slow host.
 * The default is the system's resolver, which uses the hosts file, VPNs and mDNS. It runs on libuv's thread pool, half of
 * which is for look-ups. The pool of the engine process is so large that no look-up waits for another.
 */
export class Resolver {
  readonly #limit: number;
  readonly #servers: readonly string[];
  readonly #pending = new Pending();

  /**
   * @param limit time limit for one name, in ms
   * @param servers DNS servers to use instead of the system's resolver, as `address` or `address:port`
   */
  constructor(limit: number, servers: readonly string[]) {
    this.#limit = limit;
    this.#servers = servers;
  }

  /** Whether the name is being looked up right now. */
  isPending(host: string): boolean {
    return this.#pending.has(host);
  }

  /** @throws {LookupTimeoutError}; {@link NameServerError}; errors with the codes of Node.js's `dns` */
  async resolve(host: string): Promise<LookupAddress[]> {
    const address = host.replace(/^\[|\]$/g, '');
    const family = isIP(address);
    if (family) return [{ address, family }];
    // Names that end with .localhost are this machine, as in browsers (RFC 6761, section 6.3). Many resolvers fail here.
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

  /** Uses a socket for each name. On a shared socket, a broken or late answer would fail all names that wait. */
  readonly #askServers = async (host: string, signal: AbortSignal): Promise<LookupAddress[]> => {
    // A packet may get lost. The second try takes twice as long as the first, and both fit into the limit.
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
    // Ends a question that has no answer yet with an error. One answer is enough.
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

/** Uses the callback version: a promise of `dns.promises` that loses the race would be an unhandled rejection. */
function askSystem(host: string): Promise<LookupAddress[]> {
  return new Promise((resolve, reject) => {
    systemLookup(host, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });
}

/** Whether the text is a DNS server: an IP address, with or without a port. IPv6 with a port needs brackets. */
export function isDnsServer(text: string): boolean {
  const address = /^\[(.*)\](?::\d+)?$/.exec(text)?.[1] ?? (isIP(text) ? text : text.replace(/:\d+$/, ''));
  return isIP(address) !== 0;
}
