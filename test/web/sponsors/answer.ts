import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendPieces } from '../sendPieces.ts';
import { contentType } from './body.ts';
import { cachedPieces } from './bodyCache.ts';
import { contentEncoding, negotiate } from './encode.ts';
import type { Page } from './page.ts';

/** Sends one of the 64 pages, in the page's coding or one that the client takes. */
export async function answerPage(
  page: Page,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const coding = negotiate(page.coding, String(request.headers['accept-encoding'] ?? ''));
  const pieces = await cachedPieces(page, coding);
  response.statusCode = page.status;
  for (const [name, value] of Object.entries(page.headers)) response.setHeader(name, value);
  response.setHeader('content-type', contentType(page));
  response.setHeader('vary', 'accept-encoding');
  if (coding !== 'none') response.setHeader('content-encoding', contentEncoding(coding));
  if (pieces.length > 1) await sendPieces(response, pieces);
  else response.end(pieces[0]);
}

/** Sends a redirect, with the few words of HTML that servers put there. */
export function answerRedirect(status: number, location: string, response: ServerResponse): void {
  response.writeHead(status, { location, 'content-type': 'text/html; charset=utf-8' });
  response.end('<!doctype html>\n<title>Moved</title>\n<p>This sample page has moved.</p>\n');
}

/** Answers a path that is not on the list, such as a browser's request for an icon. */
export function answerNotFound(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' });
  response.end('<!doctype html>\n<title>Not here</title>\n<p>There is no sample page of this name.</p>\n');
}
