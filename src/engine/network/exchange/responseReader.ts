/** Reads one response, whatever carries it: the head, then the body if that is wanted. */

import type { BodyReader, Source } from '../../content/body.ts';
import type { Headers } from '../headers.ts';
import { type ExchangeOptions, headOf, type Response } from './transport.ts';

/** Is told what arrives, in this order: {@link begin}, {@link write} for each chunk, {@link end} or {@link fail}. */
export class ResponseReader {
  /** Settles when the head is there; the body goes on by itself. To be awaited at once. */
  readonly response: Promise<Response>;
  readonly #options: ExchangeOptions;
  #resolve!: (response: Response) => void;
  #reject!: (reason: unknown) => void;
  #body: BodyReader | undefined;

  constructor(options: ExchangeOptions) {
    this.#options = options;
    this.response = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /**
   * The head is there.
   * @param source of the body, which may come faster than it is unpacked
   * @param stop ends the exchange, because nobody wants what is left of it: the body is not wanted, cannot be read, or
   *   is larger than the cap. It is called when {@link response} is decided, and may report a failure
   * @returns whether the body is read
   */
  begin(status: number, headers: Headers, source: Source, stop: (reason: Error) => void): boolean {
    const { createReader, onPhase, wantsBody } = this.#options;
    const head = headOf(status, headers);
    if (!wantsBody(head)) {
      this.#resolve({ ...head, body: undefined });
      stop(new Error('the body is not wanted'));
      return false;
    }
    onPhase('body');
    try {
      this.#body = createReader(head, source);
    } catch (error) {
      this.#reject(error);
      stop(error as Error);
      return false;
    }
    this.#body.body.then(({ cut }) => cut && stop(new Error(cut.code)), stop);
    this.#resolve({ ...head, body: this.#body });
    return true;
  }

  write(chunk: Buffer): void {
    this.#body?.write(chunk);
  }

  /** The body is complete. */
  end(): void {
    this.#body?.end();
  }

  /** There is no head, and none will come. Changes nothing once there is one. */
  reject(error: unknown): void {
    this.#reject(error);
  }

  /** The response breaks off, before its head or in its body. */
  fail(error: Error): void {
    this.#reject(error);
    this.#body?.fail(this.#options.bodyFailure(error));
  }
}
