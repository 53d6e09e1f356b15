/** The server's process. It follows the messages on its channel, and ends when the channel closes. */

import dns from 'node:dns/promises';
import { startNameServer } from '../../web/hostile/nameServer.ts';
import { LOOPBACK } from '../../web/listen.ts';
import { startSponsors } from '../../web/sponsors/server.ts';
import { makeVariants } from '../workloads/pages.ts';
import type { Serving } from '../workloads/workloads.ts';
import { type Counter, fastServer, prepare } from './fastServer.ts';
import type { FromServer, Hosts, ToServer } from './messages.ts';
import { listenOnOrigins } from './origins.ts';
import { type ShuffledReplica, startShuffledReplica } from './shuffledReplica.ts';

const NO_HOSTS: Hosts = { living: [], slow: [], refusing: [], mentions: [], dnsServer: '', replica: [] };

const counter: Counter = { requests: 0, firstRequest: null, firstAnswer: null };
let shuffled: ShuffledReplica | undefined;

process.on('message', (message: ToServer) => {
  answer(message)
    .catch((error: unknown): FromServer => ({ type: 'fault', message: String(error) }))
    .then(reply => process.send?.(reply))
    .catch(() => process.exit(1));
});

process.on('disconnect', () => process.exit());

// Ctrl+C reaches the whole process group. This process ignores it; its parent ends it.
process.on('SIGINT', () => {});

async function answer(message: ToServer): Promise<FromServer> {
  switch (message.type) {
    case 'serve':
      return { type: 'hosts', hosts: await serve(message.serving) };
    case 'replica': {
      const { urls } = await startSponsors();
      const replica = urls.map(({ original, replica }) => ({ original, url: replica }));
      return { type: 'hosts', hosts: { ...NO_HOSTS, replica } };
    }
    case 'shuffled':
      shuffled = await startShuffledReplica(message.seed);
      return { type: 'hosts', hosts: { ...NO_HOSTS, replica: shuffled.urls } };
    case 'reseed':
      shuffled?.reseed(message.seed);
      return { type: 'reseeded' };
    case 'lookUp': {
      const names = Array.from(
        { length: message.names },
        (_, index) => `sample-${index}-${Date.now()}.invalid`,
      );
      return { type: 'lookedUp', times: await Promise.all(names.map(timeOfLookUp)) };
    }
    case 'usage': {
      const { system, user } = process.cpuUsage();
      return { type: 'usage', cpu: (system + user) / 1000, requests: counter.requests };
    }
  }
}

async function timeOfLookUp(name: string): Promise<number> {
  const began = performance.now();
  await dns.lookup(name).catch(() => {}); // It does not exist.
  return performance.now() - began;
}

async function serve({ hosts, seed, size, variants }: Serving): Promise<Hosts> {
  const made = makeVariants(variants, size, seed);
  const prepared = made.map(({ body }) => prepare(body));
  const { port } = await startNameServer();
  const origins = await listenOnOrigins(() => fastServer(prepared, counter), hosts);
  const dnsServer = `${LOOPBACK}:${port}`;
  return { ...NO_HOSTS, ...origins, dnsServer, mentions: made.map(({ mentions }) => mentions) };
}
