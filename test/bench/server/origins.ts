/** Many hosts on one machine, so that the limits per host do not affect the measurement. */

import type { Server } from 'node:net';
import { closedPort } from '../../web/closedPort.ts';
import { listenOn } from './fastServer.ts';

/** Origins such as `http://127.1.0.1:40000`, by the result of a request to them. */
export interface Origins {
  readonly living: string[];
  readonly slow: string[];
  readonly refusing: string[];
}

/** Tries at a port that is free on every address. */
const TRIES = 20;

/**
 * On Linux all of 127.0.0.0/8 is this machine, so each host is an address of its own with one port for all. Elsewhere
 * each host is a port of 127.0.0.1.
 * @param create makes the server of one host
 * @param count hosts of each kind
 */
export async function listenOnOrigins(create: () => Server, count: number): Promise<Origins> {
  return process.platform === 'linux' ? listenOnAddresses(create, count) : listenOnPorts(create, count);
}

async function listenOnAddresses(create: () => Server, count: number): Promise<Origins> {
  const addresses = (network: number) => numbers(count).map(index => `127.${network}.0.${index + 1}`);
  const [living, slow] = [addresses(1), addresses(2)];
  for (let tries = 1; ; tries++) {
    const servers: Server[] = [];
    let port = 0;
    try {
      for (const address of [...living, ...slow]) {
        const server = create();
        servers.push(server);
        port = await listenOn(server, address, port);
      }
      const origins = (hosts: string[]) => hosts.map(host => `http://${host}:${port}`);
      // No server listens on these addresses, so connections are refused.
      return { living: origins(living), slow: origins(slow), refusing: origins(addresses(3)) };
    } catch (error) {
      for (const server of servers) server.close();
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || tries === TRIES) throw error;
    }
  }
}

async function listenOnPorts(create: () => Server, count: number): Promise<Origins> {
  const ports = async () =>
    Promise.all(
      numbers(count).map(async () => `http://127.0.0.1:${await listenOn(create(), '127.0.0.1', 0)}`),
    );
  const refusing = Promise.all(numbers(count).map(async () => `http://127.0.0.1:${await closedPort()}`));
  const [living, slow] = [await ports(), await ports()];
  return { living, slow, refusing: await refusing };
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
