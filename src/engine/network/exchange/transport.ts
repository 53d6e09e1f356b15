/** What carries requests: one contract for all ways of an exchange. */

import type { Deadline } from '../../async/deadline.ts';
import type { BodyReader, Source } from '../../content/body.ts';
import { type MediaType, mediaType } from '../../content/mediaType.ts';
import type { Failure } from '../../model/failure.ts';
import { field, type Headers } from '../headers.ts';

export interface Head {
  readonly status: number;
  readonly headers: Headers;
  /** Read from the headers once, for all who ask. */
  readonly mediaType: MediaType;
}

export function headOf(status: number, headers: Headers): Head {
  return { status, headers, mediaType: mediaType(field(headers, 'content-type')) };
}

export interface Response extends Head {
  /** `undefined` when the body was not wanted. */
  readonly body: BodyReader | undefined;
}

/** Keep the connection for the next request, close it behind the answer, or open one for this request alone. */
export type ConnectionUse = 'keep' | 'close' | 'fresh';

/** What carries requests. All else, from redirects to the size of a page, is decided by those who use it. */
export interface Transport {
  /**
   * Settles when the response's headers are there; the body goes on by itself.
   * @throws whatever went wrong, and the deadline's reason
   */
  exchange(url: URL, options: ExchangeOptions): Promise<Response>;
  /** Closes what is still open. */
  end(): Promise<void>;
}

/** How far a request has come; tells what it was waiting for when its time was over. */
export type Phase = 'connect' | 'headers' | 'body';

export interface ExchangeOptions {
  /** What is asked for: path and query, or for a proxy the whole URL (RFC 9112, section 3.2). */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly deadline: Deadline;
  readonly use: ConnectionUse;
  /** Decides by status and headers whether the body is read. A body that is not read is never waited for. */
  readonly wantsBody: (head: Head) => boolean;
  /** @throws {import('./failure.ts').FailureError} the body cannot be read */
  readonly createReader: (head: Head, source: Source) => BodyReader;
  readonly onPhase: (phase: Phase) => void;
  /** Names the failure of a body that ends too early. */
  readonly bodyFailure: (error: Error) => Failure;
}
