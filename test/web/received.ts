import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

/**
 * The pieces a stream's data arrives in. (A stream's own `toArray()` joins those that are there together.)
 * @throws when the stream breaks off
 */
export async function received(stream: Readable): Promise<Buffer[]> {
  const pieces: Buffer[] = [];
  stream.on('data', (piece: Buffer) => pieces.push(piece));
  await finished(stream);
  return pieces;
}
