/** Hosts that are asked directly, whatever the proxy. */

import { BlockList, isIP } from 'node:net';

/** Where a URL leads to, as URLs and connectors have it. */
export interface Destination {
  /** With a colon, such as `http:`. */
  readonly protocol: string;
  /** An IPv6 address with brackets or without. */
  readonly hostname: string;
  /** Empty for the protocol's own. */
  readonly port: string;
}

/**
 * The hosts of NO_PROXY and of `http.noProxy`: `*`, a name (which means the names below it, too), an address or a
 * range of addresses (CIDR); each with a port or without. Ranges hold only for addresses that stand in the URL,
 * because the names of pages behind a proxy are looked up by the proxy.
 */
export class NoProxy {
  readonly #rules: readonly ((host: string, port: string) => boolean)[];

  /** @param entries what makes no sense among them matches nothing */
  constructor(entries: readonly string[]) {
    this.#rules = entries.flatMap(entry => rule(entry.trim().toLowerCase()) ?? []);
  }

  includes({ hostname, port, protocol }: Destination): boolean {
    const host = plain(hostname.toLowerCase());
    const number = port || (protocol === 'https:' ? '443' : '80');
    return this.#rules.some(matches => matches(host, number));
  }
}

/** The entries of a list as environment variables hold it: with commas, with spaces, or both. */
export function splitNoProxy(text: string): string[] {
  return text.split(/[,\s]+/).filter(Boolean);
}

type Rule = (host: string, port: string) => boolean;

function rule(entry: string): Rule | undefined {
  if (entry.includes('/')) return rangeRule(entry);
  const { host, port } = splitPort(entry);
  if (!host) return undefined;
  const isHost = hostRule(host);
  return port ? (given, number) => number === port && isHost(given) : isHost;
}

function splitPort(entry: string): { host: string; port?: string | undefined } {
  // A bare IPv6 address ends with digits behind a colon, too.
  if (isIP(entry)) return { host: entry };
  const [, host = '', port] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  return { host: plain(host), port };
}

function hostRule(text: string): (host: string) => boolean {
  if (text === '*') return () => true;
  if (isIP(text)) {
    const list = new BlockList();
    list.addAddress(text, familyOf(text));
    return host => isIP(host) !== 0 && list.check(host, familyOf(host));
  }
  const name = text.replace(/^\*?\./, '');
  return host => host === name || (host.endsWith(`.${name}`) && !isIP(host));
}

function rangeRule(entry: string): Rule | undefined {
  const [, first = '', prefix] = /^\[?([^\]/]*)\]?\/(\d+)$/.exec(entry) ?? [];
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(first)] ?? -1;
  if (!(Number(prefix) <= most)) return undefined;
  const list = new BlockList();
  list.addSubnet(first, Number(prefix), familyOf(first));
  return host => isIP(host) !== 0 && list.check(host, familyOf(host));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

/** Without the brackets of an IPv6 address, and without the dot at the end of a full name. */
function plain(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}
