/**
 * Sends one GET request over HTTP/2, for servers that support nothing else. Uses Node.js, because undici treats a page
 * whose HTTP/2 stream was reset as complete.
 */

import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect as connectHttp2,
  constants,
} from 'node:http2';
import type { buildConnector } from 'undici';
import type { Headers } from '../headers.ts';
import { openConnection } from './openConnection.ts';
import { ResponseReader } from './responseReader.ts';
import type { ExchangeOptions, Response } from './transport.ts';

/**
 * Like {@link import('./plainExchange.ts').plainExchange}, but on a separate connection.
 * @param connect must offer HTTP/2
 * @throws errors of Node.js, and the deadline's reason
 */
export async function http2Exchange(
  url: URL,
  options: ExchangeOptions,
  connect: buildConnector.connector,
): Promise<Response> {
  const { deadline, onPhase } = options;
  onPhase('connect');
  const socket = await deadline.race(openConnection(url, connect, deadline));
  onPhase('headers');
  const session = connectHttp2(url.origin, { createConnection: () => socket });
  const stop = () => session.destroy();
  session.on('close', deadline.onOver(stop));
  const stream = session.request({ ':path': options.path, ...options.headers }, { endStream: true });
  return deadline.race(read(stream, session, options)).catch(error => {
    stop();
    throw error;
  });
}

function read(
  stream: ClientHttp2Stream,
  session: ClientHttp2Session,
  options: ExchangeOptions,
): Promise<Response> {
  const isComplete = watchEnd(stream);
  const reader = new ResponseReader(options);
  // The error of the session is more precise than that of its stream, and comes first.
  session.on('error', error => reader.reject(error));
  stream.on('error', error => reader.fail(error));
  stream.on('close', () => {
    session.close();
    reader.fail(broken(stream));
  });
  stream.on('response', fields => {
    const status = Number(fields[constants.HTTP2_HEADER_STATUS]);
    const source = { pause: () => {}, resume: () => {} };
    if (!reader.begin(status, plain(fields), source, () => session.destroy())) return;
    stream.on('data', (chunk: Buffer) => reader.write(chunk));
    stream.on('end', () => isComplete() && reader.end());
  });
  return reader.response;
}

/**
 * Detects whether the server ended the stream (END_STREAM, RFC 9113, section 8.1) or reset it. Node.js emits `end` also
 * for a reset without an error, and in both cases the stream may be closed by then. So this looks earlier, when the end
 * is pushed into the stream's buffer: a reset has already closed the stream at that point.
 */
function watchEnd(stream: ClientHttp2Stream): () => boolean {
  let isComplete = false;
  const push = stream.push.bind(stream);
  stream.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (chunk === null && !stream.closed) isComplete = true;
    return push(chunk, encoding);
  };
  return () => isComplete;
}

/** The error of a stream that was closed too early. The code is the one that Node.js has for connections. */
function broken({ rstCode }: ClientHttp2Stream): Error {
  return Object.assign(new Error(`the stream was closed (${rstCode})`), { code: 'ECONNRESET' });
}

/** Removes HTTP/2's pseudo-header fields, such as `:status`. */
function plain(fields: Readonly<Record<string, unknown>>): Headers {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      name.startsWith(':') ? [] : [[name, Array.isArray(value) ? value.map(String) : String(value)]],
    ),
  );
}
