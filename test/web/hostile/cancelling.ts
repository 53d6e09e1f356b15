/**
 * X: the scan is interrupted, in each phase. The first line of each list is a good page, and what is done is kept; the
 * process ends within half a second, with an outcome for each line.
 */

import { gzipSync } from 'node:zlib';
import { head, openEnded, PAGE, redirect, reply } from './reply.ts';
import { cancelled, mentions, partial, type Row, type Scene, variants } from './row.ts';
import type { Stage } from './stage.ts';

const PATIENT = ['--timeout', '30', '--connect-timeout', '30'];
const PACKED = { 'Content-Type': 'text/html', 'Content-Encoding': 'gzip' };

/** A server that holds lines in one phase of their requests. */
interface Hold {
  /** The lines of the list to hold. */
  readonly list: readonly string[];
  /** Resolves when the lines are held. */
  readonly held: () => Promise<void>;
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly interrupts?: number;
}

const PHASES: readonly (readonly [string, (stage: Stage) => Promise<Hold>])[] = [
  [
    'queue',
    async stage => {
      const url = await stage.raw();
      return {
        list: [1, 2, 3].map(each => url + each),
        held: () => stage.waitForRequests(2),
        flags: ['--per-host', '1'],
      };
    },
  ],
  [
    'name',
    async stage => {
      stage.names.add('x01b.test', 'silent');
      return {
        list: ['http://x01b.test/'],
        held: () => stage.names.asked('x01b.test'),
        flags: stage.names.flags,
      };
    },
  ],
  ['connection', async stage => ({ list: [(await stage.blackHole()).url], held: () => Promise.resolve() })],
  [
    'TLS handshake',
    async stage => ({
      list: [await stage.tcp(socket => socket.resume(), 'https')],
      held: () => stage.waitForConnections(2),
    }),
  ],
  [
    'CONNECT of a proxy',
    async stage => {
      const proxy = await stage.tcp(socket => socket.resume());
      const env = { HTTPS_PROXY: proxy, https_proxy: proxy };
      return { list: ['https://x01e.test/'], held: () => stage.waitForConnections(2), env };
    },
  ],
  ['headers', async stage => ({ list: [await stage.raw()], held: () => stage.waitForRequests(2) })],
  [
    'body',
    async stage => ({
      list: [await stage.raw(openEnded(), '<p>Wait', { forever: '.', every: 20 })],
      held: () => stage.waitForRequests(2),
    }),
  ],
  [
    'unpacking',
    async stage => {
      const member = gzipSync(Buffer.alloc(2 ** 24, ' '));
      const url = await stage.raw(head('200 OK', { ...PACKED, Connection: 'close' }), {
        forever: member,
        every: 20,
      });
      return { list: [url], held: () => stage.waitForRequests(2), flags: ['--max-size', '100'] };
    },
  ],
  [
    'match',
    async stage => ({
      list: [await stage.raw(reply(`${'a'.repeat(40)}!`))],
      held: () => stage.waitForRequests(2),
      flags: ['--regex', '--term', '(a+)+$|Python'],
    }),
  ],
  [
    'pause before the next try',
    async stage => ({
      list: [await stage.raw(reply('busy', { 'Retry-After': '20' }, '503 Busy'))],
      held: () => stage.waitForRequests(2),
    }),
  ],
  [
    'second hop of a redirect',
    async stage => ({
      list: [await stage.script(({ target }) => (target === '/' ? [redirect('/held')] : []))],
      held: () => stage.waitForRequests(3),
    }),
  ],
  [
    'report, with 2,000 lines behind it',
    async stage => {
      const [url, held] = await Promise.all([stage.raw(reply()), stage.raw()]);
      const list = [held, ...Array.from({ length: 2000 }, (_, index) => `${url}${index}`)];
      return { list, held: () => stage.waitForRequests(500), flags: ['--per-host', '16'] };
    },
  ],
];

async function interrupted(stage: Stage, hold: (stage: Stage) => Promise<Hold>): Promise<Scene> {
  const [good, { list, held, flags = [], ...more }] = await Promise.all([stage.raw(reply()), hold(stage)]);
  return {
    list: [good, ...list],
    flags: [...PATIENT, ...flags],
    async interrupt(printed) {
      await Promise.all([printed(1), held()]);
    },
    ...more,
  };
}

const kept: Row['expect'] = { lines: [mentions(), cancelled] };

export const cancelling: Row[] = [
  ...variants<(stage: Stage) => Promise<Hold>>(
    'X01',
    PHASES,
    (hold, name) => ({
      serve: stage => interrupted(stage, hold),
      expect: name.startsWith('report')
        ? { lines: [mentions(), cancelled, [mentions(), cancelled]] }
        : name === 'body' || name === 'unpacking'
          ? { lines: [mentions(), [cancelled, partial('CANCELLED')]] }
          : kept,
    }),
    'interrupted in its ',
  ),
  {
    id: 'X02',
    behaviour: 'interrupted twice: one end, and all outcomes',
    serve: stage =>
      interrupted(stage, async () => ({
        list: [await stage.raw()],
        held: () => stage.waitForRequests(2),
        interrupts: 2,
      })),
    expect: kept,
  },
  {
    id: 'X08',
    behaviour: '300 requests at once: no warning of too many listeners',
    serve: stage => Promise.all(Array.from({ length: 300 }, () => stage.raw({ wait: 100 }, reply(PAGE)))),
    expect: mentions(),
  },
];
