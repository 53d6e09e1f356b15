/** The contract of what carries requests. */

import type { Deadline } from '../../async/deadline.ts';
import type { BodyReader, Source } from '../../content/body.ts';
import { type MediaType, mediaType } from '../../content/mediaType.ts';
import type { Failure } from '../../model/failure.ts';
import { field, type Headers } from '../headers.ts';

export interface Head {
  readonly status: number;
  readonly headers: Headers;
  /** Of the Content-Type. */
  readonly mediaType: MediaType;
}

export function headOf(status: number, headers: Headers): Head {
  return { status, headers, mediaType: mediaType(field(headers, 'content-type')) };
}

export interface Response extends Head {
  /** `undefined` when the body was not wanted. */
  readonly body: BodyReader | undefined;
}

/** Keep the connection for the next request, close it after the answer, or open a new one for this request alone. */
export type ConnectionUse = 'keep' | 'close' | 'fresh';

/** Carries requests, one at a time. Its users decide on redirects, retries and the size of a page. */
export interface Transport {
  /**
   * Settles when the headers of the response have arrived. The body is read in the background.
   * @throws whatever went wrong, and the deadline's reason
   */
  exchange(url: URL, options: ExchangeOptions): Promise<Response>;
  /** Closes what is still open. */
  end(): Promise<void>;
}

/** What a request is waiting for. */
export type Phase = 'connect' | 'headers' | 'body';

export interface ExchangeOptions {
  /** The request target: path and query, or for a proxy the whole URL (RFC 9112, section 3.2). */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly deadline: Deadline;
  readonly use: ConnectionUse;
  /** Decides by status and headers whether to read the body. A body that is not wanted is not waited for. */
  readonly wantsBody: (head: Head) => boolean;
  /** @throws {import('../../model/failure.ts').FailureError} the body cannot be read */
  readonly createReader: (head: Head, source: Source) => BodyReader;
  readonly onPhase: (phase: Phase) => void;
  /** The failure of a body that ends too early. */
  readonly bodyFailure: (error: Error) => Failure;
}
