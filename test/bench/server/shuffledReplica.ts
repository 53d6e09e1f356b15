/** The tutorial's 64 pages with delays from a seed: the same answers, in a different order for each seed. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { listen } from '../../web/listen.ts';
import { answerNotFound, answerPage, answerRedirect } from '../../web/sponsors/answer.ts';
import { pages } from '../../web/sponsors/pages.ts';
import { hash } from '../../web/sponsors/random.ts';
import { type Resource, routes } from '../../web/sponsors/routes.ts';

/** The longest delay of an answer, in ms. */
const SLOWEST = 300;

/** The replica, running. */
export interface ShuffledReplica {
  readonly urls: readonly { readonly original: string; readonly url: string }[];
  /** From now on, the delays of another seed. */
  reseed(seed: string): void;
}

/** Starts it on 127.0.0.1, each host on a port of its own. It ends with its process. */
export async function startShuffledReplica(firstSeed: string): Promise<ShuffledReplica> {
  let seed = firstSeed;
  const table = routes(pages);
  const replicas = new Map<string, string>();
  const inReplica = (url: string): string => {
    const { origin, href } = URL.parse(url) ?? { origin: '', href: url };
    const replica = replicas.get(origin);
    return replica ? replica + href.slice(origin.length) : url;
  };

  async function respond(url: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const resource: Resource | undefined = table.get(url);
    await setTimeout(hash(`${seed} ${url}`) % SLOWEST);
    if (!resource) answerNotFound(response);
    else if ('location' in resource) answerRedirect(resource.status, inReplica(resource.location), response);
    else await answerPage(resource.page, request, response);
  }

  for (const origin of new Set([...table.keys()].map(url => new URL(url).origin))) {
    const server = createServer((request, response) => {
      respond(origin + request.url, request, response).catch(() => response.destroy());
    });
    replicas.set(origin, `http://127.0.0.1:${(await listen(server)).port}`);
  }
  return {
    urls: pages.map(({ url }) => ({ original: url, url: inReplica(url) })),
    reseed(next) {
      seed = next;
    },
  };
}
