/** N, first part: names and addresses. */

import type { NameAnswer } from './nameServerThread.ts';
import { PAGE, reply } from './reply.ts';
import { failed, mentions, type Row, type Scene, variants } from './row.ts';
import type { Stage } from './stage.ts';

/** A list with names of our DNS server. URLs without a port get the port of a good page. */
async function named(stage: Stage, names: Readonly<Record<string, NameAnswer>>): Promise<Scene> {
  const { port } = new URL(await stage.raw(reply()));
  for (const [name, answer] of Object.entries(names)) stage.names.add(name, answer);
  return { list: Object.keys(names).map(name => `http://${name}:${port}/`), flags: stage.names.flags };
}

const one = (id: string, answer: NameAnswer) => (stage: Stage) => named(stage, { [`${id}.test`]: answer });

/** Dead or slow names mixed with working ones. All names differ. */
function mixed(id: string, living: number, dead: number, slow: number) {
  return (stage: Stage) =>
    named(
      stage,
      Object.fromEntries([
        ...Array.from({ length: slow }, (_, index) => [
          `${id}-slow-${index}.test`,
          { after: 3000, answer: 'NXDOMAIN' } as const,
        ]),
        ...Array.from({ length: dead }, (_, index) => [`${id}-dead-${index}.test`, 'NXDOMAIN' as const]),
        ...Array.from({ length: living }, (_, index) => [`${id}-live-${index}.test`, ['127.0.0.1']]),
      ]),
    );
}

const repeat = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

export const names: Row[] = [
  {
    id: 'N01',
    behaviour: 'name that does not exist',
    serve: one('n01', 'NXDOMAIN'),
    expect: failed('DNS_NOT_FOUND'),
    message: /n01\.test/,
    within: 2500,
    check: ({ stage }) => {
      if (stage.names.queries('n01.test') !== 1)
        throw new Error(`${stage.names.queries('n01.test')} look-ups`);
    },
  },
  {
    id: 'N01b',
    behaviour: 'name without an address',
    serve: one('n01b', []),
    expect: failed('DNS_NOT_FOUND'),
    within: 2500,
  },
  ...variants<NameAnswer>(
    'N02',
    [
      ['SERVFAIL', 'SERVFAIL'],
      ['REFUSED', 'REFUSED'],
    ],
    (answer, name) => ({
      serve: one(`n02-${name}`, answer),
      expect: failed('DNS_TEMPORARY'),
      check: ({ stage }) => {
        const count = stage.names.queries(`n02-${name}.test`);
        // c-ares may ask a failing server once more by itself.
        if (count < 2 || count > 4) throw new Error(`${count} look-ups instead of 2`);
      },
    }),
    'DNS server answers ',
  ),
  {
    id: 'N02c',
    behaviour: 'DNS server fails once, then answers',
    serve: one('n02c', { inTurn: ['SERVFAIL', ['127.0.0.1']] }),
    expect: mentions(),
  },
  {
    id: 'N02d',
    behaviour: 'DNS server answers garbage',
    serve: one('n02d', 'garbage'),
    expect: [failed('DNS_TEMPORARY'), failed('DNS_TIMEOUT')],
    within: 3500,
    alone: true,
  },
  {
    id: 'N02e',
    behaviour: 'garbage for one name does not disturb the others',
    serve: stage =>
      named(stage, {
        'n02e-bad.test': 'garbage',
        ...Object.fromEntries(
          Array.from({ length: 10 }, (_, index) => [
            `n02e-${index}.test`,
            { after: 100, answer: ['127.0.0.1'] } as const,
          ]),
        ),
      }),
    expect: { lines: [[failed('DNS_TEMPORARY'), failed('DNS_TIMEOUT')], mentions()] },
    alone: true,
  },
  {
    id: 'N03',
    behaviour: 'DNS server silent',
    serve: one('n03', 'silent'),
    expect: failed('DNS_TIMEOUT'),
    message: /n03\.test/,
    within: 3500,
  },
  ...variants<NameAnswer>(
    'N03b',
    [
      ['IPv6', { only: 'A', addresses: ['127.0.0.1'] }],
      ['anything else, and has addresses of both kinds', { only: 'A', addresses: ['127.0.0.1', '::1'] }],
    ],
    (answer, name) => ({
      serve: one(`n03-${name.length}`, answer),
      expect: mentions(),
      within: 1500,
    }),
    'DNS server that never answers for ',
  ),
  {
    id: 'N04a',
    behaviour: '20 slow dead names and 20 living ones',
    serve: mixed('n04a', 20, 0, 20),
    expect: { lines: [...repeat(20, failed('DNS_TIMEOUT')), mentions()] },
    check: ({ rows }) => {
      const late = rows.slice(20).filter(row => row.ms > 1500);
      if (late.length) throw new Error(`${late.length} living sites took more than 1.5 s`);
    },
  },
  {
    id: 'N04b',
    behaviour: '1,000 names: half of them slow and dead, a quarter dead, a quarter living',
    serve: async stage => ({
      ...(await mixed('n04b', 250, 250, 500)(stage)),
      flags: [...stage.names.flags, '--concurrency', '100', '--timeout', '20'],
    }),
    expect: {
      lines: [
        ...repeat(500, [failed('DNS_TIMEOUT'), failed('DNS_NOT_FOUND')]),
        ...repeat(250, [failed('DNS_NOT_FOUND'), failed('DNS_TIMEOUT')]),
        mentions(),
      ],
    },
    alone: true,
  },
  {
    id: 'N05',
    behaviour: 'name with an IPv6 address only, and no route to it',
    serve: one('n05', ['2001:db8::1']),
    expect: [failed('CONNECT_UNREACHABLE'), failed('CONNECT_TIMEOUT')],
    within: 3500,
  },
  {
    id: 'N06',
    behaviour: 'two addresses, the first refuses',
    serve: one('n06', ['127.0.0.9', '127.0.0.1']),
    expect: mentions(),
  },
  {
    id: 'N07',
    behaviour: 'two addresses, both refuse',
    serve: one('n07', ['127.0.0.8', '127.0.0.9']),
    expect: failed('CONNECT_REFUSED'),
    message: /n07\.test/,
    within: 2500,
  },
  ...variants<[string, Row['expect']]>(
    'N22',
    [
      ['IPv4 in IPv6', ['[::ffff:127.0.0.1]', mentions()]],
      ['in short', ['127.1', mentions()]],
      ['as a number', ['2130706433', mentions()]],
      ['IPv6 where nobody listens', ['[::1]', [failed('CONNECT_REFUSED'), failed('CONNECT_UNREACHABLE')]]],
      ['with a zone', ['[fe80::1%25lo]', failed('URL_INVALID')]],
    ],
    ([host, expect]) => ({
      serve: async stage => (await stage.raw(reply(PAGE))).replace('127.0.0.1', host),
      expect,
    }),
    'literal address: ',
  ),
];
