/** Calls the host's `fetch` from the engine process. */

import type { HostFetch } from '../network/exchange/hostTransport.ts';
import type { Channel } from './channel.ts';
import type { ToEngine, ToHost } from './messages.ts';

/** @param channel to the host */
export function createHostFetch(channel: Channel<ToEngine, ToHost>): HostFetch {
  let last = 0;
  return async (url, headers, signal) => {
    signal.throwIfAborted();
    const fetch = ++last;
    // The signals of the two requests below are not enough: an abort may come while neither of them is pending.
    signal.addEventListener('abort', () => channel.notify('fetchAbort', { fetch }), { once: true });
    const head = await channel.request('fetch', { fetch, url, headers }, { signal });
    return {
      ...head,
      read: async () => {
        const piece = await channel.request('fetchRead', { fetch }, { signal });
        return piece === undefined ? undefined : Buffer.from(piece, 'base64');
      },
    };
  };
}
