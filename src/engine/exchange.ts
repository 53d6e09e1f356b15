/** One GET and its response, by undici. */

import type { Dispatcher } from 'undici';
import { BodyReader } from './body.ts';
import type { Deadline } from './deadline.ts';
import type { Failure } from './failure.ts';

export interface Head {
  readonly status: number;
  /** Names in lower case; values joined with a comma where the field came more than once. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface Response extends Head {
  /** `undefined` when the body was not wanted. */
  readonly body: BodyReader | undefined;
}

/** How far a request has come; tells what it was waiting for when its time was over. */
export type Phase = 'connect' | 'headers' | 'body';

export interface ExchangeOptions {
  readonly dispatcher: Dispatcher;
  readonly deadline: Deadline;
  readonly userAgent: string;
  /** Bytes of the unpacked body that are read. */
  readonly maxPageSize: number;
  /** Whether the connection is closed behind the response instead of kept for the next one. */
  readonly reset: boolean;
  /** Decides by status and headers whether the body is read. A body that is not read is never waited for. */
  readonly wantsBody: (head: Head) => boolean;
  readonly onPhase: (phase: Phase) => void;
  /** Names the failure of a body that ends too early. */
  readonly bodyFailure: (error: Error) => Failure;
}

/**
 * Settles when the response's headers are there; the body goes on by itself.
 * @throws whatever undici or Node.js reports, and the deadline's reason
 */
export async function exchange(url: URL, options: ExchangeOptions): Promise<Response> {
  const { deadline, dispatcher, maxPageSize, onPhase, wantsBody } = options;
  let abort: ((reason: Error) => void) | undefined;
  let reader: BodyReader | undefined;
  const stop = () => abort?.(new Error(String(deadline.signal.reason)));

  const head = new Promise<Response>((resolve, reject) => {
    const fail = (error: Error) => {
      reject(error);
      reader?.fail(options.bodyFailure(error));
      deadline.signal.removeEventListener('abort', stop);
    };
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(controller) {
        abort = reason => controller.abort(reason);
        onPhase('headers');
        if (deadline.signal.aborted) stop();
      },
      onResponseStart(controller, status, rawHeaders) {
        // 1xx responses only announce the real one.
        if (status < 200) return;
        const headers = plainHeaders(rawHeaders);
        if (!wantsBody({ status, headers })) {
          resolve({ status, headers, body: undefined });
          controller.abort(new Error('the body is not wanted'));
          return;
        }
        onPhase('body');
        try {
          reader = new BodyReader(headers['content-encoding'] ?? '', maxPageSize, controller);
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
        resolve({ status, headers, body: reader });
      },
      onResponseData(_controller, chunk) {
        reader?.write(chunk);
      },
      onResponseEnd() {
        deadline.signal.removeEventListener('abort', stop);
        reader?.end();
      },
      onResponseError(_controller, error) {
        fail(error);
      },
    };
    deadline.signal.addEventListener('abort', stop, { once: true });
    onPhase('connect');
    try {
      dispatcher.dispatch(
        {
          origin: url.origin,
          path: url.pathname + url.search,
          method: 'GET',
          reset: options.reset,
          headers: {
            'user-agent': options.userAgent,
            accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
            'accept-language': 'en,*;q=0.5',
            'accept-encoding': 'gzip, deflate, br, zstd',
          },
        },
        handler,
      );
    } catch (error) {
      fail(error as Error);
    }
  });
  return deadline.race(head);
}

function plainHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}
