/** Carries the engine's requests with the `fetch` of the process that it is called in. */

import type { HostError, HostFetchAnswer, HostFetchOrder } from '../process/messages.ts';

interface Fetching {
  readonly controller: AbortController;
  body?: ReadableStreamDefaultReader<Uint8Array> | undefined;
  /** The next piece of the body. */
  next?: ReturnType<ReadableStreamDefaultReader<Uint8Array>['read']> | undefined;
}

export class HostFetchServer {
  readonly #send: (answer: HostFetchAnswer) => void;
  readonly #running = new Map<number, Fetching>();

  constructor(send: (answer: HostFetchAnswer) => void) {
    this.#send = send;
  }

  receive(order: HostFetchOrder): void {
    const { fetch } = order;
    switch (order.type) {
      case 'fetch':
        void this.#answer(fetch, () => this.#start(order));
        break;
      case 'fetchRead':
        void this.#answer(fetch, () => this.#read(fetch));
        break;
      case 'fetchAbort':
        this.#running.get(fetch)?.controller.abort();
        this.#running.delete(fetch);
        break;
    }
  }

  /** Ends all requests: nobody waits for them any more. */
  dispose(): void {
    for (const { controller } of this.#running.values()) controller.abort();
    this.#running.clear();
  }

  async #start({
    fetch,
    headers,
    url,
  }: Extract<HostFetchOrder, { type: 'fetch' }>): Promise<HostFetchAnswer> {
    const running: Fetching = { controller: new AbortController() };
    this.#running.set(fetch, running);
    // VS Code puts a fetch of its own in place, which knows the proxies.
    const response = await globalThis.fetch(url, {
      headers,
      // Each hop is judged by the engine.
      redirect: 'manual',
      credentials: 'omit',
      signal: running.controller.signal,
    });
    running.body = response.body?.getReader();
    this.#readAhead(running);
    return { type: 'fetchHead', fetch, status: response.status, headers: fieldsOf(response.headers) };
  }

  async #read(fetch: number): Promise<HostFetchAnswer> {
    const running = this.#running.get(fetch);
    const read = await running?.next;
    if (running && read?.value) {
      this.#readAhead(running);
      return { type: 'fetchPiece', fetch, piece: Buffer.from(read.value).toString('base64') };
    }
    this.#running.delete(fetch);
    return { type: 'fetchPiece', fetch };
  }

  /** A body that breaks off drops what it has and nobody has asked for yet, so each piece is asked for in advance. */
  #readAhead(running: Fetching): void {
    running.next = running.body?.read();
    // It is told of when the piece is wanted.
    running.next?.catch(() => {});
  }

  async #answer(fetch: number, work: () => Promise<HostFetchAnswer>): Promise<void> {
    try {
      this.#send(await work());
    } catch (error) {
      this.#running.delete(fetch);
      this.#send({ type: 'fetchError', fetch, error: crossing(error) });
    }
  }
}

/** `Set-Cookie` cannot be joined with commas (RFC 6265, section 3). */
function fieldsOf(headers: Headers): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = Object.fromEntries(headers);
  const cookies = headers.getSetCookie();
  return cookies.length ? { ...fields, 'set-cookie': cookies } : fields;
}

function crossing(error: unknown, depth = 0): HostError {
  const { cause, code, errors, message, name } = (error ?? {}) as Record<string, unknown>;
  const isDeep = depth > 4;
  return {
    name: String(name ?? 'Error'),
    message: String(message ?? error),
    ...(code === undefined ? {} : { code: String(code) }),
    ...(cause && !isDeep ? { cause: crossing(cause, depth + 1) } : {}),
    ...(Array.isArray(errors) && !isDeep ? { errors: errors.map(each => crossing(each, depth + 1)) } : {}),
  };
}
