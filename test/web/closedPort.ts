import { createServer } from 'node:net';
import { listen } from './listen.ts';

/**
 * A port of 127.0.0.1 that refuses connections. It was free a moment ago and nothing listens on it; another
 * program could take it, which on a port that the system picked is rare.
 */
export async function closedPort(): Promise<number> {
  const { port, close } = await listen(createServer());
  await close();
  return port;
}
