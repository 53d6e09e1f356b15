/** The hosts for which no proxy is used although one is set. */

import { BlockList, isIP } from 'node:net';

/** The server of a URL. Both a `URL` and undici's connector options have this type. */
export interface Destination {
  /** With a colon, such as `http:`. */
  readonly protocol: string;
  /** IPv6 addresses may have brackets. */
  readonly hostname: string;
  /** Empty for the protocol's default port. */
  readonly port: string;
}

/**
 * The hosts of NO_PROXY and `http.noProxy`. Each entry is `*`, a name (which includes its subdomains), an address or a
 * range of addresses (CIDR), with or without a port. Ranges apply only to addresses in the URL, because the proxy looks
 * up names.
 */
export class NoProxy {
  readonly #rules: readonly ((host: string, port: string) => boolean)[];

  /** @param entries invalid ones match nothing */
  constructor(entries: readonly string[]) {
    this.#rules = entries.flatMap(entry => rule(entry.trim().toLowerCase()) ?? []);
  }

  includes({ hostname, port, protocol }: Destination): boolean {
    const host = plain(hostname.toLowerCase());
    const number = port || (protocol === 'https:' ? '443' : '80');
    return this.#rules.some(matches => matches(host, number));
  }
}

/** Splits the value of an environment variable at commas and spaces. */
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
  // A bare IPv6 address also ends with a colon and digits.
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

/** Removes the brackets of an IPv6 address, and the dot at the end of a full name. */
function plain(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}
