/** Scripts for servers: the steps on a connection, so that a row of the table is one line. */

import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Ends the connection in order. */
export const FIN: unique symbol = Symbol('FIN');
/** Resets the connection after all written bytes have arrived. */
export const RST: unique symbol = Symbol('RST');

/** A step of a script; texts are sent as Latin-1. A script that just ends leaves the connection open. */
export type Step =
  | string
  | Uint8Array
  | typeof FIN
  | typeof RST
  /** Waits, in ms. */
  | { readonly wait: number }
  /** Sends the same bytes endlessly: as fast as they are read, or in an interval in ms. */
  | { readonly forever: string | Uint8Array; readonly every?: number };

/** Time before a reset, in ms. A client that has not read the bytes by then only sees the reset. */
const SETTLE = 60;

/** Plays the steps; stops at the end of the connection. Never rejects. */
export async function play(socket: Socket, steps: readonly Step[]): Promise<void> {
  const closed = new AbortController();
  const leave = () => closed.abort();
  socket.once('close', leave);
  try {
    for (const step of steps) {
      if (socket.destroyed) return;
      await playStep(socket, step, closed.signal);
    }
  } catch {
    // The client has left.
  } finally {
    socket.off('close', leave);
  }
}

async function playStep(socket: Socket, step: Step, closed: AbortSignal): Promise<void> {
  if (step === FIN) {
    socket.end();
  } else if (step === RST) {
    await pause(SETTLE, undefined, { signal: closed });
    reset(socket);
  } else if (typeof step === 'string' || step instanceof Uint8Array) {
    await send(socket, step, closed);
  } else if ('wait' in step) {
    await pause(step.wait, undefined, { signal: closed });
  } else {
    while (!socket.destroyed) {
      await send(socket, step.forever, closed);
      if (step.every) await pause(step.every, undefined, { signal: closed });
    }
  }
}

async function send(socket: Socket, data: string | Uint8Array, closed: AbortSignal): Promise<void> {
  const bytes = typeof data === 'string' ? Buffer.from(data, 'latin1') : data;
  if (bytes.length && !socket.write(bytes)) await once(socket, 'drain', { signal: closed });
}

/** TLS sockets cannot be reset themselves; the connection below them can. */
function reset(socket: Socket): void {
  const below = (socket as Socket & { _parent?: Socket })._parent;
  (below ?? socket).resetAndDestroy();
}
