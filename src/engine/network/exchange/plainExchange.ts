/** One GET and its response, by undici. */

import type { Dispatcher } from 'undici';
import type { BodyReader } from '../../content/body.ts';
import type { SocketFaults } from '../connect/connector.ts';
import { field } from '../headers.ts';
import { type ExchangeOptions, headOf, type Response } from './transport.ts';

/**
 * Settles when the response's headers are there; the body goes on by itself.
 * @throws whatever undici or Node.js reports, and the deadline's reason
 */
export async function exchange(
  url: URL,
  options: ExchangeOptions,
  dispatcher: Dispatcher,
  faults: SocketFaults,
): Promise<Response> {
  const { deadline, onPhase, wantsBody } = options;
  let abort: ((reason: Error) => void) | undefined;
  let reader: BodyReader | undefined;
  let isBodiless = false;
  let expected = 0;
  let received = 0;
  const stop = () => abort?.(new Error(deadline.reason));
  let off = () => {};

  const head = new Promise<Response>((resolve, reject) => {
    const fail = (error: Error) => {
      reject(error);
      reader?.fail(options.bodyFailure(error));
      off();
    };
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(controller) {
        abort = reason => controller.abort(reason);
        onPhase('headers');
        if (deadline.reason) stop();
      },
      onResponseStart(controller, status, headers) {
        // 1xx responses only announce the real one.
        if (status < 200) return;
        const head = headOf(status, headers);
        if (!wantsBody(head)) {
          resolve({ ...head, body: undefined });
          controller.abort(new Error('the body is not wanted'));
          return;
        }
        onPhase('body');
        // Neither has a body, whatever its Content-Length says (RFC 9112, section 6.3).
        isBodiless = status === 204 || status === 304;
        expected = isBodiless ? 0 : Number(field(headers, 'content-length') ?? 0);
        try {
          reader = options.createReader(head, controller);
        } catch (error) {
          reject(error);
          controller.abort(error as Error);
          return;
        }
        // At the cap, what is left of the body is not worth its bytes.
        reader.body.then(
          ({ cut }) => cut && controller.abort(new Error(cut.code)),
          error => controller.abort(error),
        );
        resolve({ ...head, body: reader });
      },
      onResponseData(_controller, chunk) {
        received += chunk.length;
        reader?.write(chunk);
      },
      onResponseEnd() {
        off();
        // A body that ends with its connection, or with its stream, is complete for undici even when that was reset.
        const fault =
          faults.current ??
          (received < expected
            ? Object.assign(new Error('other side closed'), { code: 'ECONNRESET' })
            : undefined);
        if (fault) reader?.fail(options.bodyFailure(fault));
        else reader?.end();
      },
      onResponseError(_controller, error) {
        if (isBodiless) reader?.end();
        fail(error);
      },
    };
    off = deadline.onOver(stop);
    onPhase('connect');
    try {
      dispatcher.dispatch(
        {
          origin: url.origin,
          path: options.path,
          method: 'GET',
          reset: options.use !== 'keep',
          headers: options.headers,
        },
        handler,
      );
    } catch (error) {
      fail(error as Error);
    }
  });
  return deadline.race(head);
}
