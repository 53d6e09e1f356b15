/** Tells public addresses from addresses that only this machine or its network can reach. */

import { BlockList, isIP } from 'node:net';

/** How far away an address is, from the nearest to the farthest. `public` is everything that is none of the others. */
export type Reach = (typeof REACHES)[number];

const REACHES = ['loopback', 'link', 'private', 'public'] as const;

/** The farthest of them; `undefined` if there is none. */
export function farthest(reaches: readonly Reach[]): Reach | undefined {
  return REACHES.findLast(reach => reaches.includes(reach));
}

/**
 * Which addresses that are not public may be requested:
 * `never`: none; `listed`: those whose host in the list is itself private, such as `localhost` or `10.0.0.1`;
 * `always`: all, also if a redirect or a public name leads to them.
 */
export type PrivateAddresses = 'never' | 'listed' | 'always';

/** Whether a host may be requested at an address of this reach. */
export function mayReach(host: string, reach: Reach, allowed: PrivateAddresses): boolean {
  if (reach === 'public' || allowed === 'always') return true;
  return allowed === 'listed' && reachOfHost(host) !== 'public';
}

/**
 * Whether a redirect may lead from a host of one reach to a host of another: never nearer. Nothing but itself leads to link
 * addresses, where the metadata services of cloud providers are.
 * @param line reach of the line's host
 */
export function mayLead(line: Reach, to: Reach): boolean {
  return to === 'public' || to === line || (to === 'private' && line !== 'public');
}

/** IANA's special-purpose registries (RFC 6890), by reach. */
const RANGES: readonly (readonly [Reach, readonly string[]])[] = [
  ['loopback', ['127.0.0.0/8', '0.0.0.0/8', '::1/128', '::/128']],
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
      // Protocols of the IETF, including Teredo, whose relays lead to any IPv4 address.
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

/** The reach of an IP address. An IPv6 address that embeds an IPv4 address has the reach of that one. */
export function reachOf(address: string): Reach {
  const plain = address.replace(/^\[|\]$|%.*$/g, '');
  const inner = embeddedIPv4(plain) ?? plain;
  const family = isIP(inner) === 6 ? 'ipv6' : 'ipv4';
  return LISTS.find(([, list]) => list.check(inner, family))?.[0] ?? 'public';
}

/** Names that are reserved for private networks (RFC 6761, RFC 6762, RFC 8375, RFC 9476), or have no dot. */
const PRIVATE_NAME = /^[^.]+$|\.(?:local|internal|intranet|home\.arpa|lan|home|corp|private)$/i;

/** The reach of a URL's host without a look-up: of an address by its range, of a name by its ending. */
export function reachOfHost(hostname: string): Reach {
  const host = hostname.replace(/\.$/, '');
  if (isIP(host.replace(/^\[|\]$/g, ''))) return reachOf(host);
  if (/^(?:.*\.)?localhost$/i.test(host)) return 'loopback';
  return PRIVATE_NAME.test(host) ? 'private' : 'public';
}

/**
 * The IPv4 address within an IPv6 address: IPv4-mapped, IPv4-translated (RFC 2765), IPv4-compatible, NAT64 (RFC 6052)
 * or 6to4 (RFC 3056).
 */
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
