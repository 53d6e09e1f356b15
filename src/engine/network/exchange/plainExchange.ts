/** Sends one GET request with undici. */

import type { Dispatcher } from 'undici';
import { BadResponseError } from '../badResponse.ts';
import type { SocketFaults } from '../connect/connector.ts';
import { field } from '../headers.ts';
import { isInvalidHttp } from '../networkFailure.ts';
import { ResponseReader } from './responseReader.ts';
import type { ExchangeOptions, Response } from './transport.ts';

/**
 * Settles when the response headers have arrived. The body is then read in the background.
 * @throws errors of undici and Node.js, and the deadline's reason
 */
export function plainExchange(
  url: URL,
  options: ExchangeOptions,
  dispatcher: Dispatcher,
  faults: SocketFaults,
): Promise<Response> {
  const { deadline, onPhase } = options;
  const reader = new ResponseReader(options);
  let abort: ((reason: Error) => void) | undefined;
  /** The status of the last answer, if it was an interim one. */
  let interim: number | undefined;
  let isBodiless = false;
  let expected = 0;
  let received = 0;
  const stop = () => abort?.(new Error(deadline.reason));
  const off = deadline.onOver(stop);
  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(controller) {
      abort = reason => controller.abort(reason);
      onPhase('headers');
      if (deadline.reason) stop();
    },
    onResponseStart(controller, status, headers) {
      // undici only asserts this, and whether it notices depends on how the packets came.
      if (status === 101) {
        controller.abort(new BadResponseError('switched'));
        return;
      }
      if (status < 100) {
        controller.abort(new BadResponseError('status', String(status).padStart(3, '0')));
        return;
      }
      // A 1xx response comes before the final one.
      if (status < 200) {
        interim = status;
        return;
      }
      interim = undefined;
      // 204 and 304 have no body, even with a Content-Length (RFC 9112, section 6.3).
      isBodiless = status === 204 || status === 304;
      expected = isBodiless ? 0 : Number(field(headers, 'content-length') ?? 0);
      reader.begin(status, headers, controller, reason => controller.abort(reason));
    },
    onResponseData(_controller, chunk) {
      received += chunk.length;
      reader.write(chunk);
    },
    onResponseEnd() {
      off();
      // undici treats a body that ends with the connection as complete, even if the connection was reset.
      const fault =
        faults.current ??
        (received < expected
          ? Object.assign(new Error('other side closed'), { code: 'ECONNRESET' })
          : undefined);
      if (fault) reader.fail(fault);
      else reader.end();
    },
    onResponseError(_controller, error) {
      off();
      if (isBodiless) reader.end();
      const hasOnlyInterim = interim !== undefined && !isInvalidHttp(error) && !deadline.reason;
      reader.fail(hasOnlyInterim ? new BadResponseError('interim', String(interim)) : error);
    },
  };
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
    off();
    reader.fail(error as Error);
  }
  return deadline.race(reader.response);
}
