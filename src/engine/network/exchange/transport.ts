/** The interface of all transports, which send requests. */

import type { Deadline } from '../../async/deadline.ts';
import type { BodyReader, Source } from '../../content/body.ts';
import { type MediaType, mediaType } from '../../content/mediaType.ts';
import type { Failure } from '../../model/failure.ts';
import type { Reach } from '../../url/addresses.ts';
import { field, type Headers } from '../headers.ts';

/** The status and headers of a response. */
export interface Head {
  readonly status: number;
  readonly headers: Headers;
  /** From the Content-Type field. */
  readonly mediaType: MediaType;
}

export function headOf(status: number, headers: Headers): Head {
  return { status, headers, mediaType: mediaType(field(headers, 'content-type')) };
}

export interface Response extends Head {
  /** `undefined` if the body is not wanted. */
  readonly body: BodyReader | undefined;
  /** Of the address that answered. Absent if the transport does not know it. */
  readonly reach?: Reach | undefined;
}

/**
 * What to do with the connection: `keep` it for the next request, `close` it after the response, or open a `fresh` one
 * for this request alone.
 */
export type ConnectionUse = 'keep' | 'close' | 'fresh';

/** Sends single requests. Its callers handle redirects, retries and the maximum size of a page. */
export interface Transport {
  /**
   * Settles when the response headers have arrived. The body is then read in the background.
   * @throws any error of the network, and the deadline's reason
   */
  exchange(url: URL, options: ExchangeOptions): Promise<Response>;
  /** Closes all connections that are still open. */
  end(): Promise<void>;
}

/** What a request is waiting for. */
export type Phase = 'connect' | 'headers' | 'body';

export interface ExchangeOptions {
  /** The request target: path and query. For a proxy, it is the whole URL (RFC 9112, section 3.2). */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly deadline: Deadline;
  readonly use: ConnectionUse;
  /**
   * How far away the line is whose redirect leads to this URL, if the name of this one does not tell whether it is nearer:
   * the address is judged when the name is known ({@link import('../../url/addresses.ts').mayLead}).
   */
  readonly lineReach?: Reach | undefined;
  /** Whether to read the body. If not, the response settles without waiting for it. */
  readonly wantsBody: (head: Head) => boolean;
  /** Creates the reader of the body. @throws {import('../../model/failure.ts').FailureError} if it cannot be read */
  readonly createReader: (head: Head, source: Source) => BodyReader;
  readonly onPhase: (phase: Phase) => void;
  /** Turns the error of a body that ends early into a failure. */
  readonly bodyFailure: (error: Error) => Failure;
}
