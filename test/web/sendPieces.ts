import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';

/**
 * Sends a body in pieces that leave as HTTP chunks and TCP segments of their own, so that whatever stands on a
 * border reaches the client in two parts.
 * @throws when the client hangs up before the end
 */
export async function sendPieces(response: ServerResponse, pieces: Iterable<Uint8Array>): Promise<void> {
  await pipeline(Readable.from(oneByOne(pieces)), response);
}

async function* oneByOne(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    yield piece;
    await setImmediate(); // let the socket write this piece before it sees the next
  }
}
