/** The parts of the network that all requests of a scan share. */

import { Pending } from '../../async/pending.ts';
import type { Hosts } from '../../hosts/hosts.ts';
import type { EngineOptions } from '../../model/options.ts';
import { NO_PROXIES } from '../../model/proxySettings.ts';
import { Resolver } from '../connect/resolver.ts';
import { Proxies } from '../proxy/proxies.ts';
import { GuardedTransport } from './guardedTransport.ts';
import { type HostFetch, HostTransport } from './hostTransport.ts';
import type { Transport } from './transport.ts';
import { UndiciTransport } from './undiciTransport.ts';

export interface Network {
  readonly transport: Transport;
  readonly resolver: Resolver;
  readonly proxies: Proxies;
  /** Counts the TLS handshakes under way in tunnels, by host and port. */
  readonly handshakes: Pending;
}

/** @param hostFetch sends the requests if the option `transport` is `vscode` */
export function createNetwork(
  options: EngineOptions,
  hosts: Hosts,
  hostFetch: HostFetch | undefined,
): Network {
  const resolver = new Resolver(options.connectTimeout, options.dnsServers);
  const handshakes = new Pending();
  if (options.transport === 'vscode') {
    const { privateAddresses } = options;
    const transport = new HostTransport(hostFetch, resolver, privateAddresses);
    // The host's `fetch` chooses the proxies itself.
    return { transport, resolver, proxies: new Proxies(NO_PROXIES), handshakes };
  }
  const proxies = new Proxies(options.proxies);
  const parts = { resolver, proxies, handshakes, hosts };
  const transport = new GuardedTransport(lineReach => new UndiciTransport(options, { ...parts, lineReach }));
  return { transport, resolver, proxies, handshakes };
}
