/** Writes HTTP/1.1 responses. */

import type { Step } from './script.ts';

/** The text of every good page of the hostile web. It contains the term once. */
export const PAGE = '<!doctype html><title>Page</title><p>Here is Python.</p>';

export type Fields = Readonly<Record<string, string | number | readonly string[]>>;

/** A response's head, with the empty line behind it. Nothing is added and nothing checked. */
export function head(status: string | number, fields: Fields = {}): string {
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map(each => `${name}: ${each}`),
  );
  return [`HTTP/1.1 ${status}`, ...lines, '', ''].join('\r\n');
}

/** A whole response with its true length, that says the connection stays open. */
export function reply(body: string | Uint8Array = PAGE, fields: Fields = {}, status = '200 OK'): Uint8Array {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const all = { 'Content-Type': 'text/html', ...fields, 'Content-Length': bytes.length };
  return Buffer.concat([Buffer.from(head(status, all), 'latin1'), bytes]);
}

/** The beginning of a page that ends with its connection. */
export function openEnded(fields: Fields = {}): string {
  return head('200 OK', { 'Content-Type': 'text/html', Connection: 'close', ...fields });
}

/** The beginning of a page that comes in chunks. */
export function chunked(fields: Fields = {}): string {
  return head('200 OK', { 'Content-Type': 'text/html', 'Transfer-Encoding': 'chunked', ...fields });
}

/** One chunk of {@link chunked}. */
export function chunk(data: string): string {
  return `${Buffer.byteLength(data, 'latin1').toString(16)}\r\n${data}\r\n`;
}

/** A redirect without a body. */
export function redirect(location: string, status = '302 Found', fields: Fields = {}): Step {
  return head(status, { Location: location, ...fields, 'Content-Length': 0 });
}
