/** Sends the engine's requests with the `fetch` of the host process. */

import type { BodyOf, Handlers } from '../process/channel.ts';
import type { ToHost } from '../process/messages.ts';

interface Fetching {
  readonly controller: AbortController;
  body?: ReadableStreamDefaultReader<Uint8Array> | undefined;
  /** The next piece of the body, requested in advance. */
  next?: ReturnType<ReadableStreamDefaultReader<Uint8Array>['read']> | undefined;
}

/** Serves one engine process. */
export class HostFetchServer {
  readonly #running = new Map<number, Fetching>();

  readonly handlers: Pick<Handlers<ToHost>, 'fetch' | 'fetchRead' | 'fetchAbort'> = {
    fetch: request => this.#forgetOnFailure(request.fetch, this.#start(request)),
    fetchRead: ({ fetch }) => this.#forgetOnFailure(fetch, this.#read(fetch)),
    fetchAbort: ({ fetch }) => {
      this.#running.get(fetch)?.controller.abort();
      this.#running.delete(fetch);
    },
  };

  /** Ends all requests. */
  dispose(): void {
    for (const { controller } of this.#running.values()) controller.abort();
    this.#running.clear();
  }

  async #start({ fetch, headers, url }: BodyOf<ToHost['fetch']>) {
    const running: Fetching = { controller: new AbortController() };
    this.#running.set(fetch, running);
    // VS Code replaces the global `fetch` with one that uses its proxies.
    const response = await globalThis.fetch(url, {
      headers,
      // The engine decides on each redirect.
      redirect: 'manual',
      credentials: 'omit',
      signal: running.controller.signal,
    });
    running.body = response.body?.getReader();
    this.#readAhead(running);
    return { status: response.status, headers: fieldsOf(response.headers) };
  }

  async #read(fetch: number): Promise<string | undefined> {
    const running = this.#running.get(fetch);
    const read = await running?.next;
    if (running && read?.value) {
      this.#readAhead(running);
      return Buffer.from(read.value).toString('base64');
    }
    this.#running.delete(fetch);
    return undefined;
  }

  /** Requests the next piece in advance, because a body that ends early drops pieces that were not requested yet. */
  #readAhead(running: Fetching): void {
    running.next = running.body?.read();
    // `#read` reports the error. This only prevents an unhandled rejection.
    running.next?.catch(() => {});
  }

  /** Waits for the work of a request, and forgets the request if the work fails. */
  async #forgetOnFailure<Answer>(fetch: number, work: Promise<Answer>): Promise<Answer> {
    try {
      return await work;
    } catch (error) {
      this.#running.delete(fetch);
      throw error;
    }
  }
}

/** `Set-Cookie` cannot be joined with commas (RFC 6265, section 3). */
function fieldsOf(headers: Headers): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = Object.fromEntries(headers);
  const cookies = headers.getSetCookie();
  return cookies.length ? { ...fields, 'set-cookie': cookies } : fields;
}
