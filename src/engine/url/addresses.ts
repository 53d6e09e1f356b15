/** Tells public addresses from those that only this machine or its network can reach. */

import { BlockList, isIP } from 'node:net';

/** From the nearest to the farthest; `public` is everywhere else. */
export type Reach = 'loopback' | 'link' | 'private' | 'public';

/**
 * Which addresses that are not public may be asked: none, those whose URL stands in the list and says so itself, or
 * all, also where a redirect or a public name leads there.
 */
export type PrivateAddresses = 'never' | 'listed' | 'always';

/** Whether the host of a URL may be found at an address of this reach. */
export function mayReach(host: string, reach: Reach, allowed: PrivateAddresses): boolean {
  if (reach === 'public' || allowed === 'always') return true;
  return allowed === 'listed' && reachOfHost(host) !== 'public';
}

/** IANA's special-purpose registries (RFC 6890), by how far away an address can be. */
const RANGES: readonly (readonly [Reach, readonly string[]])[] = [
  ['loopback', ['127.0.0.0/8', '0.0.0.0/8', '::1/128', '::/128']],
  // Clouds keep their metadata services here.
  ['link', ['169.254.0.0/16', 'fe80::/10']],
  [
    'private',
    [
      '10.0.0.0/8',
      '172.16.0.0/12',
      '192.168.0.0/16',
      '100.64.0.0/10',
      '192.0.0.0/24',
      '192.0.2.0/24',
      '198.18.0.0/15',
      '198.51.100.0/24',
      '203.0.113.0/24',
      '224.0.0.0/4',
      '240.0.0.0/4',
      '192.88.99.0/24',
      'fc00::/7',
      'fec0::/10',
      'ff00::/8',
      '100::/64',
      // Protocols of the IETF, Teredo among them, whose relays lead to IPv4 addresses of every kind.
      '2001::/23',
      '2001:db8::/32',
      '3fff::/20',
      '5f00::/16',
      '64:ff9b:1::/48',
    ],
  ],
];

const LISTS = RANGES.map(([reach, ranges]) => {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', prefix] = range.split('/');
    list.addSubnet(address, Number(prefix), address.includes(':') ? 'ipv6' : 'ipv4');
  }
  return [reach, list] as const;
});

/** How far away an IP address can be. Addresses that carry an IPv4 address within them are as far as that. */
export function reachOf(address: string): Reach {
  const plain = address.replace(/^\[|\]$|%.*$/g, '');
  const inner = embeddedIPv4(plain) ?? plain;
  const family = isIP(inner) === 6 ? 'ipv6' : 'ipv4';
  return LISTS.find(([, list]) => list.check(inner, family))?.[0] ?? 'public';
}

/** Names that mean this machine or its network by themselves (RFC 6761, RFC 6762, RFC 8375, RFC 9476). */
const PRIVATE_NAME = /^[^.]+$|\.(?:local|internal|intranet|home\.arpa|lan|home|corp|private)$/i;

/** How far away a host of a URL says to be: an address by its range, a name by its kind. */
export function reachOfHost(hostname: string): Reach {
  const host = hostname.replace(/\.$/, '');
  if (isIP(host.replace(/^\[|\]$/g, ''))) return reachOf(host);
  if (/^(?:.*\.)?localhost$/i.test(host)) return 'loopback';
  return PRIVATE_NAME.test(host) ? 'private' : 'public';
}

/** IPv4-mapped, IPv4-translated (RFC 2765), IPv4-compatible, NAT64 (RFC 6052) and 6to4 (RFC 3056) addresses hold one. */
function embeddedIPv4(address: string): string | undefined {
  if (isIP(address) !== 6) return undefined;
  const groups = expand(address);
  const [first = 0, second = 0] = groups;
  const at = (index: number) => {
    const [high = 0, low = 0] = groups.slice(index, index + 2);
    return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  };
  const zeros = (from: number, to: number) => groups.slice(from, to).every(group => group === 0);
  if (zeros(0, 5) && groups[5] === 0xffff) return at(6);
  if (zeros(0, 4) && groups[4] === 0xffff && groups[5] === 0) return at(6);
  if (zeros(0, 6) && (groups[6] ?? 0) > 0) return at(6);
  if (first === 0x64 && second === 0xff9b && zeros(2, 6)) return at(6);
  if (first === 0x2002) return at(1);
  return undefined;
}

/** The eight 16-bit groups of an IPv6 address. */
function expand(address: string): number[] {
  const dotted = /(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const text = dotted ? `${dotted[1]}${hex(dotted[2], dotted[3])}:${hex(dotted[4], dotted[5])}` : address;
  const [head = '', tail] = text.split('::');
  const parse = (part: string) => (part ? part.split(':').map(group => Number.parseInt(group, 16)) : []);
  if (tail === undefined) return parse(head);
  const [front, back] = [parse(head), parse(tail)];
  return [...front, ...Array<number>(8 - front.length - back.length).fill(0), ...back];
}

function hex(high = '0', low = '0'): string {
  return ((Number(high) << 8) | Number(low)).toString(16);
}
