import { createHash } from 'node:crypto';

/** A number from 0 to 2³² − 1 that depends on the text alone. */
export function hash(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE();
}

/** A generator of numbers from 0 up to 1 (mulberry32), the same ones for the same seed on every machine. */
export function seededRandom(seed: string): () => number {
  let state = hash(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
