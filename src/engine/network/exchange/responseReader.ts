/** Reads one response of any transport: the head, then the body if it is wanted. */

import type { BodyReader, Source } from '../../content/body.ts';
import type { Headers } from '../headers.ts';
import { type ExchangeOptions, headOf, type Response } from './transport.ts';

/** Must be called in this order: {@link begin}, {@link write} for each chunk, {@link end} or {@link fail}. */
export class ResponseReader {
  /** Settles when the head has arrived; the body is read in the background. Must be awaited immediately. */
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
   * The head has arrived.
   * @param source is paused when the body arrives faster than it is unpacked
   * @param stop ends the exchange early. It is called after {@link response} has settled, if the body is not wanted,
   *   cannot be read, or is larger than the limit. It may report a failure
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

  /** No head will arrive. Has no effect if one has arrived. */
  reject(error: unknown): void {
    this.#reject(error);
  }

  /** The response ends early, before its head or in its body. */
  fail(error: Error): void {
    this.#reject(error);
    this.#body?.fail(this.#options.bodyFailure(error));
  }
}
