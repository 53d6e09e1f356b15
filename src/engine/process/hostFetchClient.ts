/** The host's `fetch`, as the engine's process calls it: orders go out, answers come back. */

import type { HostFetch, HostResponse } from '../network/exchange/hostTransport.ts';
import type { HostError, HostFetchAnswer, HostFetchOrder } from './messages.ts';

interface Waiting {
  resolve(answer: HostFetchAnswer): void;
  reject(error: Error): void;
}

export class HostFetchClient {
  readonly #send: (order: HostFetchOrder) => void;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor(send: (order: HostFetchOrder) => void) {
    this.#send = send;
  }

  readonly fetch: HostFetch = async (url, headers, signal) => {
    signal.throwIfAborted();
    const fetch = ++this.#last;
    signal.addEventListener(
      'abort',
      () => {
        this.#send({ type: 'fetchAbort', fetch });
        this.#waiting.get(fetch)?.reject(new Error('The request was ended'));
        this.#waiting.delete(fetch);
      },
      { once: true },
    );
    const head = await this.#ask({ type: 'fetch', fetch, url, headers });
    if (head.type !== 'fetchHead') throw new Error(`A ${head.type} is no head`);
    return {
      status: head.status,
      headers: head.headers,
      read: async () => {
        signal.throwIfAborted();
        const answer = await this.#ask({ type: 'fetchRead', fetch });
        if (answer.type !== 'fetchPiece' || answer.piece === undefined) return undefined;
        return Buffer.from(answer.piece, 'base64');
      },
    } satisfies HostResponse;
  };

  receive(answer: HostFetchAnswer): void {
    const waiting = this.#waiting.get(answer.fetch);
    this.#waiting.delete(answer.fetch);
    if (answer.type === 'fetchError') waiting?.reject(revived(answer.error));
    else waiting?.resolve(answer);
  }

  #ask(order: HostFetchOrder): Promise<HostFetchAnswer> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(order.fetch, { resolve, reject });
      this.#send(order);
    });
  }
}

function revived({ cause, code, errors, message, name }: HostError): Error {
  const options = cause ? { cause: revived(cause) } : {};
  const error = errors
    ? new AggregateError(errors.map(revived), message, options)
    : new Error(message, options);
  return Object.assign(error, { name, ...(code === undefined ? {} : { code }) });
}
