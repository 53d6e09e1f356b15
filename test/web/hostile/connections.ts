/** N, second part: connections. */

import { head, PAGE, redirect, reply } from './reply.ts';
import { failed, mentions, type Row, type Scene, variants } from './row.ts';
import { FIN, play, RST, type Step } from './script.ts';
import type { Stage } from './stage.ts';

const reset = failed('CONN_RESET');
const repeat = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
const POISON = '<p>Python Python: somebody else’s page</p>';

/** Different URLs of one server. */
const several = (base: string, count: number) => repeat(count, base).map((url, index) => `${url}${index}`);

async function manyHosts(stage: Stage, name: string, count: number): Promise<Scene> {
  const { port } = new URL(await stage.raw(reply()));
  const list = repeat(count, name).map((each, index) => {
    stage.names.add(`${each}-${index}.test`, ['127.0.0.1']);
    return `http://${each}-${index}.test:${port}/`;
  });
  return { list };
}

export const connections: Row[] = [
  {
    id: 'N08',
    behaviour: 'two addresses: a black hole, and one that refuses',
    async serve(stage) {
      const { port } = await stage.blackHole();
      stage.names.add('n08.test', ['127.0.0.1', '127.0.0.9']);
      return { list: [`http://n08.test:${port}/`], flags: stage.names.flags };
    },
    expect: [failed('CONNECT_TIMEOUT'), failed('CONNECT_REFUSED')],
    within: 3500,
    check: ({ rows }) => {
      const [row] = rows;
      if (row?.code === 'CONNECT_TIMEOUT' && row.ms < 1400)
        throw new Error(`it claims 1.5 s, but took ${row.ms} ms`);
    },
  },
  {
    id: 'N10',
    behaviour: 'connection refused',
    serve: stage => stage.refused(),
    expect: failed('CONNECT_REFUSED'),
    message: /127\.0\.0\.9:\d+ refused/,
    within: 2500,
  },
  {
    id: 'N11',
    behaviour: 'connection attempts are swallowed',
    serve: async stage => (await stage.blackHole()).url,
    expect: failed('CONNECT_TIMEOUT'),
    message: /within 1\.5 s/,
    within: 2600,
    notBefore: 1400,
  },
  {
    id: 'N12',
    behaviour: 'accepts, then closes',
    serve: stage => stage.tcp(socket => void play(socket, [FIN])),
    expect: reset,
    within: 2500,
    check: ({ stage }) => {
      if (stage.connections > 2) throw new Error(`${stage.connections} connections for a URL`);
    },
  },
  {
    id: 'N13',
    behaviour: 'accepts, then resets',
    serve: stage => stage.tcp(socket => void socket.resetAndDestroy()),
    expect: reset,
    within: 2500,
    check: ({ stage }) => {
      if (stage.connections > 2) throw new Error(`${stage.connections} connections for a URL`);
    },
  },
  { id: 'N14', behaviour: 'closes behind the request', serve: s => s.raw(FIN), expect: reset, requests: 2 },
  { id: 'N15', behaviour: 'resets behind the request', serve: s => s.raw(RST), expect: reset, requests: 2 },
  {
    id: 'N15b',
    behaviour: 'resets behind the first request, answers the second',
    serve: stage => stage.script(({ number }) => (number === 1 ? [RST] : [reply()])),
    expect: mentions(),
    requests: 2,
  },
  {
    id: 'N16',
    behaviour: 'accepts, never answers',
    serve: stage => stage.raw(),
    expect: failed('HEADERS_TIMEOUT'),
    requests: 1,
    within: 3500,
  },
  {
    id: 'N17',
    behaviour: 'keep-alive race: the kept connection is reset under the next request, 40 times',
    async serve(stage) {
      const used = new Set<number>();
      const url = await stage.script(({ connection }) => {
        if (used.has(connection)) return [RST];
        used.add(connection);
        return [reply()];
      });
      return several(url, 40);
    },
    expect: mentions(),
  },
  {
    id: 'N17b',
    behaviour: 'the server closes each connection 10 ms behind its answer, 60 times',
    serve: async stage => several(await stage.raw(reply(), { wait: 10 }, FIN), 60),
    expect: mentions(),
  },
  {
    id: 'N18',
    behaviour: 'Keep-Alive: timeout=1',
    serve: async stage => several(await stage.raw(reply(PAGE, { 'Keep-Alive': 'timeout=1' })), 6),
    expect: mentions(),
  },
  ...variants<Step[]>(
    'N19',
    [
      ['at once', [reply(), reply(POISON)]],
      ['late', [reply(), { wait: 40 }, reply(POISON)]],
      ['half of one', [reply(), head('200 OK', { 'Content-Length': 50 })]],
    ],
    steps => ({
      // The others reach the server by a redirect, after its connection has been idle for a while. For a request that is
      // sent before the second response arrives, every client with kept connections takes that response as its answer.
      async serve(stage) {
        const server = await stage.raw(...steps);
        const detours = ['second', 'third'].map(path => stage.raw({ wait: 150 }, redirect(server + path)));
        return [`${server}first`, ...(await Promise.all(detours))];
      },
      expect: mentions(1),
    }),
    'a second response that nobody asked for: ',
  ),
  {
    id: 'N20a',
    behaviour: '256 descriptors, 600 hosts that keep their connections',
    serve: async stage => ({
      ...(await manyHosts(stage, 'n20a', 600)),
      descriptors: 256,
      flags: [...stage.names.flags, '--timeout', '20', '--connect-timeout', '10', '--concurrency', '100'],
    }),
    expect: mentions(),
  },
  {
    id: 'N20b',
    behaviour: '256 descriptors, 400 hosts at once: more than there is room for',
    serve: async stage => ({
      list: await Promise.all(repeat(400, reply()).map(page => stage.raw(page))),
      descriptors: 256,
      flags: ['--timeout', '20', '--connect-timeout', '10'],
    }),
    expect: mentions(),
  },
  {
    id: 'N20c',
    behaviour: '600 names at once: no answer of the DNS server is lost',
    serve: async stage => ({
      ...(await manyHosts(stage, 'n20c', 600)),
      flags: [...stage.names.flags, '--timeout', '20', '--connect-timeout', '10'],
    }),
    expect: mentions(),
    alone: true,
  },
  ...variants<string>(
    'N23',
    [
      ['SSH', 'SSH-2.0-OpenSSH_9.6\r\n'],
      ['SMTP', '220 mail.test ESMTP ready\r\n'],
      ['Redis', '-ERR unknown command\r\n'],
    ],
    banner => ({
      serve: stage => stage.tcp(socket => void play(socket, [banner])),
      expect: failed('HTTP_BAD_RESPONSE'),
      within: 2500,
    }),
    'another service on the port: ',
  ),
  {
    id: 'N24',
    behaviour: 'an answer of 400 before the request',
    serve: stage =>
      stage.tcp(socket => void play(socket, [reply('', { Connection: 'close' }, '400 Bad Request'), FIN])),
    expect: [failed('HTTP_STATUS'), failed('HTTP_BAD_RESPONSE')],
    within: 2500,
  },
  {
    id: 'N26',
    behaviour: 'the same server under a redirect: a connection that dies is opened anew',
    serve: stage =>
      stage.script(({ target }) => (target === '/' ? [redirect('/next'), FIN] : [reply(), FIN])),
    expect: mentions(),
    requests: [2, 3],
  },
];
