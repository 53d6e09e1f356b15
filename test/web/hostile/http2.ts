/**
 * S, second part: servers that speak HTTP/2 only. An engine without HTTP/2 may say that the handshake failed; one with
 * it must not report half a page as a whole one.
 */

import { constants, createSecureServer, type Http2SecureServer, type ServerHttp2Stream } from 'node:http2';
import { PAGE } from './reply.ts';
import { type Expected, failed, mentions, partial, type Row, variants } from './row.ts';
import { play, type Step } from './script.ts';
import type { Stage } from './stage.ts';

const OFF = failed('TLS_HANDSHAKE');
const HEAD = { ':status': 200, 'content-type': 'text/html' };

/** A server that handles each stream by itself. */
const streams =
  (handle: (stream: ServerHttp2Stream, server: Http2SecureServer) => void) => async (stage: Stage) => {
    const { key, cert } = await stage.certificates.trusted();
    const server = createSecureServer({ key, cert, allowHTTP1: false });
    server.on('stream', stream => {
      stream.on('error', () => {});
      handle(stream, server);
    });
    server
      .on('sessionError', () => {})
      .on('tlsClientError', () => {})
      .on('unknownProtocol', socket => socket.destroy());
    return { list: [await stage.server(server, 'https')], env: stage.certificates.env };
  };

/** Agrees on HTTP/2, then plays the steps. */
const liar =
  (...steps: Step[]) =>
  async (stage: Stage) => {
    const { key, cert } = await stage.certificates.trusted();
    const { createServer } = await import('node:tls');
    const server = createServer({ key, cert, ALPNProtocols: ['h2'] }, socket => {
      socket.on('error', () => {}).resume();
      void play(socket, steps);
    });
    server.on('tlsClientError', () => {});
    return { list: [await stage.server(server, 'https')], env: stage.certificates.env };
  };

/** Types of frames (RFC 9113, section 6). */
const [DATA, HEADERS, RST_STREAM, SETTINGS] = [0, 1, 3, 4];

/** A frame (RFC 9113, section 4.1). Node.js's own server ends a stream in order before it resets it. */
function frame(type: number, flags: number, stream: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

const SETTINGS_FRAME = frame(SETTINGS, 0, 0, Buffer.alloc(0));

/** `:status: 200` and a content type (RFC 7541, sections 6.1 and 6.2.2), with END_HEADERS. */
const HEADERS_FRAME = frame(
  HEADERS,
  4,
  1,
  Buffer.concat([Buffer.from([0x88, 0x0f, 0x10, 9]), Buffer.from('text/html')]),
);

export const http2: Row[] = [
  {
    id: 'S16',
    behaviour: 'speaks HTTP/2 only',
    serve: streams(stream => {
      stream.respond(HEAD);
      stream.end(PAGE);
    }),
    expect: [mentions(), OFF],
  },
  ...variants<number>(
    'S17',
    [
      ['INTERNAL_ERROR', constants.NGHTTP2_INTERNAL_ERROR],
      ['REFUSED_STREAM', constants.NGHTTP2_REFUSED_STREAM],
    ],
    code => ({ serve: streams(stream => stream.close(code)), expect: [failed('HTTP_BAD_RESPONSE'), OFF] }),
    'HTTP/2 stream ends with ',
  ),
  {
    id: 'S17c',
    behaviour: 'HTTP/2 agreed on, then garbage',
    serve: liar('\0\0\0\x7fgarbage garbage garbage garbage'),
    expect: [failed('HTTP_BAD_RESPONSE'), OFF],
  },
  ...variants<number>(
    'S18',
    [
      ['CANCEL', constants.NGHTTP2_CANCEL],
      ['NO_ERROR', constants.NGHTTP2_NO_ERROR],
    ],
    code => ({
      serve: liar(
        Buffer.concat([SETTINGS_FRAME, HEADERS_FRAME, frame(DATA, 0, 1, Buffer.from(PAGE))]),
        { wait: 50 },
        frame(RST_STREAM, 0, 1, Buffer.from([0, 0, 0, code])),
      ),
      expect: [partial('BODY_CUT', 1), failed('BODY_CUT'), OFF],
    }),
    'HTTP/2 stream ends in the middle of the page with ',
  ),
  {
    id: 'S19',
    behaviour: 'HTTP/2 session is destroyed under the request',
    serve: streams(stream => stream.session?.destroy()),
    expect: [failed('CONN_RESET'), OFF],
  },
  {
    id: 'S20',
    behaviour: 'HTTP/2 page that drips',
    serve: streams(stream => {
      stream.respond(HEAD);
      const timer = setInterval(() => stream.write('.'), 100);
      stream.on('close', () => clearInterval(timer));
    }),
    expect: [failed('TOTAL_TIMEOUT'), partial('TOTAL_TIMEOUT'), OFF],
    within: 3500,
  },
  ...variants<[steps: Step[], ending: Expected]>(
    'S21',
    [
      ['bytes of HTTP/1', [['HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'], failed('HTTP_BAD_RESPONSE')]],
      ['silence', [[], failed('HEADERS_TIMEOUT')]],
    ],
    ([steps, ending]) => ({ serve: liar(...steps), expect: [ending, OFF].flat(), within: 3500 }),
    'HTTP/2 agreed on, then ',
  ),
];
