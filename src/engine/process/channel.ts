/**
 * One end of the connection between two processes. Types define the messages: each side has a map from names to
 * {@link Notification}s and {@link Request}s, which it can receive.
 */

import { fromSentError, type SentError, toSentError } from './sentError.ts';

/** A message without an answer. */
export interface Notification<Body> {
  readonly kind: 'notification';
  readonly body: Body;
}

/** A message with one answer, which may be an error. Any number of pieces may precede the answer. */
export interface Request<Body, Answer, Piece = never> {
  readonly kind: 'request';
  readonly body: Body;
  readonly answer: Answer;
  readonly piece: Piece;
}

type NameOf<Side, Kind> = {
  [Name in keyof Side]: Side[Name] extends { readonly kind: Kind } ? Name : never;
}[keyof Side] &
  string;

export type NotificationName<Side> = NameOf<Side, 'notification'>;
export type RequestName<Side> = NameOf<Side, 'request'>;
export type BodyOf<Definition> = Definition extends { readonly body: infer Body } ? Body : never;
export type AnswerOf<Definition> = Definition extends { readonly answer: infer Answer } ? Answer : never;
export type PieceOf<Definition> = Definition extends { readonly piece: infer Piece } ? Piece : never;

/** The connection of a handler to the sender of its request. */
export interface Requester<Piece> {
  /** Is aborted when the sender no longer needs the answer. */
  readonly signal: AbortSignal;
  readonly sendPiece: (piece: Piece) => void;
}

/** A handler for each message of a side. If a handler of a request throws an error, the error is sent as the answer. */
export type Handlers<Side> = {
  readonly [Name in keyof Side]: Side[Name] extends Request<infer Body, infer Answer, infer Piece>
    ? (body: Body, requester: Requester<Piece>) => Answer | Promise<Answer>
    : (body: BodyOf<Side[Name]>) => void;
};

export interface RequestOptions<Piece> {
  /** Cancels the request: its promise rejects immediately with the signal's reason, and the other side stops. */
  readonly signal?: AbortSignal;
  /** Called with each piece, in order, before the answer arrives. */
  readonly onPiece?: (piece: Piece) => void;
}

/** The messages as the processes send them. */
export type Message =
  | { readonly type: 'notification'; readonly name: string; readonly body: unknown }
  | { readonly type: 'request'; readonly id: number; readonly name: string; readonly body: unknown }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'piece'; readonly id: number; readonly piece: unknown }
  | { readonly type: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly error: SentError };

/** The other process has ended, or is no longer needed. The message says why. */
export class ChannelClosedError extends Error {
  override readonly name = 'ChannelClosedError';
}

/** A request that this side has sent, without an answer so far. */
interface Pending {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly onPiece: ((piece: unknown) => void) | undefined;
  /** Stops listening to the signal. */
  readonly release: () => void;
}

type Handler = (body: unknown, requester?: Requester<unknown>) => unknown;

/**
 * `Here` defines the messages that this side receives, `There` those of the other side. Pieces and answers for a cancelled
 * request are ignored. So are all messages after {@link close}.
 */
export class Channel<Here, There> {
  readonly #send: (message: Message) => void;
  readonly #handlers: Readonly<Record<string, Handler>>;
  readonly #pending = new Map<number, Pending>();
  /** Requests of the other side whose handlers run. */
  readonly #answering = new Map<number, AbortController>();
  #lastId = 0;
  #closed: ChannelClosedError | undefined;

  constructor(send: (message: Message) => void, handlers: Handlers<Here>) {
    this.#send = send;
    this.#handlers = handlers as unknown as Record<string, Handler>;
  }

  notify<Name extends NotificationName<There>>(name: Name, body: BodyOf<There[Name]>): void {
    if (!this.#closed) this.#send({ type: 'notification', name, body });
  }

  /**
   * Sends a request, and waits for its answer.
   * @throws {ChannelClosedError} if the channel closes before the answer; the error of the handler on the other side, as
   *   {@link fromSentError} restores it
   */
  request<Name extends RequestName<There>>(
    name: Name,
    body: BodyOf<There[Name]>,
    { onPiece, signal }: RequestOptions<PieceOf<There[Name]>> = {},
  ): Promise<AnswerOf<There[Name]>> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      if (this.#closed) throw this.#closed;
      const id = ++this.#lastId;
      const onAbort = () => {
        this.#send({ type: 'cancel', id });
        this.#take(id)?.reject(signal?.reason);
      };
      signal?.addEventListener('abort', onAbort);
      this.#pending.set(id, {
        resolve: resolve as Pending['resolve'],
        reject,
        onPiece: onPiece as Pending['onPiece'],
        release: () => signal?.removeEventListener('abort', onAbort),
      });
      this.#send({ type: 'request', id, name, body });
    });
  }

  /** Must be called with each message of the other side. */
  receive(message: Message): void {
    if (this.#closed) return;
    switch (message.type) {
      case 'notification':
        this.#handlers[message.name]?.(message.body);
        break;
      case 'request':
        void this.#answer(message.id, message.name, message.body);
        break;
      case 'cancel':
        this.#answering.get(message.id)?.abort();
        this.#answering.delete(message.id);
        break;
      case 'piece':
        this.#pending.get(message.id)?.onPiece?.(message.piece);
        break;
      case 'answer':
        this.#take(message.id)?.resolve(message.answer);
        break;
      case 'failure':
        this.#take(message.id)?.reject(fromSentError(message.error));
        break;
    }
  }

  /** Rejects the pending requests, aborts the handlers that run, and stops sending. */
  close(reason: string): void {
    if (this.#closed) return;
    this.#closed = new ChannelClosedError(reason);
    for (const id of [...this.#pending.keys()]) this.#take(id)?.reject(this.#closed);
    for (const controller of this.#answering.values()) controller.abort();
    this.#answering.clear();
  }

  /** Never rejects. */
  async #answer(id: number, name: string, body: unknown): Promise<void> {
    const controller = new AbortController();
    const { signal } = controller;
    this.#answering.set(id, controller);
    const reply = (message: Message) => {
      if (!signal.aborted) this.#send(message);
    };
    try {
      const handler = this.#handlers[name];
      if (!handler) throw new Error(`No request has the name ${name}`);
      const sendPiece = (piece: unknown) => reply({ type: 'piece', id, piece });
      reply({ type: 'answer', id, answer: await handler(body, { signal, sendPiece }) });
    } catch (error) {
      reply({ type: 'failure', id, error: toSentError(error) });
    }
    this.#answering.delete(id);
  }

  /** Removes a pending request from the table. */
  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    pending?.release();
    return pending;
  }
}
