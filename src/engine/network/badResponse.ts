/** Why an answer is not a response of HTTP. */

/** A fault of a response. Each has a sentence of its own. */
export type ResponseFault =
  /** 101 (Switching Protocols), which no request of ours asks for (RFC 9110, section 15.2.2). */
  | 'switched'
  /** Interim answers (1xx) and no final one (RFC 9110, section 15.2). */
  | 'interim'
  /** A status outside of 100 to 999. */
  | 'status'
  /** No status at all. */
  | 'statusless'
  /** Two lengths that differ (RFC 9112, section 6.3). */
  | 'lengths'
  /** Another protocol, which is named. */
  | 'protocol'
  /** TLS, where plain HTTP was expected. */
  | 'tls'
  /** A page without status and header fields, as in HTTP/0.9. */
  | 'headless';

/** The server answered, but not with a response of HTTP. */
export class BadResponseError extends Error {
  readonly code = 'HTTP_BAD_RESPONSE';
  readonly fault: ResponseFault | undefined;
  /** What the sentence quotes: a status, lengths, or the name of a protocol. */
  readonly said: string;

  /** @param fault absent if there is no word for it */
  constructor(fault?: ResponseFault, said = '') {
    super(`not a response of HTTP: ${fault ?? 'unknown'} ${said}`.trim());
    this.name = 'BadResponseError';
    this.fault = fault;
    this.said = said;
  }
}

/** What a server says first in other protocols, as Latin-1. */
const GREETINGS: readonly (readonly [name: string, start: RegExp])[] = [
  ['HTTP/2', /^PRI \* HTTP\/2/],
  ['SSH', /^SSH-\d/],
  ['POP3', /^\+OK\b/],
  ['IMAP', /^\* (?:OK|PREAUTH|BYE)\b/],
  ['SMTP', /^\d{3}[ -][^\r\n]{0,200}\bE?SMTP\b/i],
  ['FTP', /^220[ -]/],
  ['VNC', /^RFB \d{3}\./],
  ['Redis', /^-(?:ERR|NOAUTH|DENIED)\b/],
];

/** Whether it begins as a record of TLS does: with its type and version (RFC 8446, section 5.1). */
function isTlsRecord(start: string): boolean {
  const type = start.charCodeAt(0);
  return type >= 0x14 && type <= 0x17 && start.charCodeAt(1) === 3 && start.charCodeAt(2) <= 4;
}

/** Whether it begins with the settings that a server of HTTP/2 sends first (RFC 9113, sections 3.4 and 4.1). */
function isHttp2Settings(start: string): boolean {
  return start.charCodeAt(0) === 0 && start.charCodeAt(3) === 4 && start.slice(5, 9) === '\0\0\0\0';
}

/** Such as `RTSP/1.0 200 OK` or `SIP/2.0 400 Bad Request`. */
const STATUS_LINE_OF_OTHERS = /^([A-Z][A-Z\d]{1,11})\/\d/;

/** The fault of an answer that does not begin with a status line. @param start its first bytes, as Latin-1 */
export function faultOfStart(start: string): BadResponseError {
  if (isTlsRecord(start)) return new BadResponseError('tls');
  if (isHttp2Settings(start)) return new BadResponseError('protocol', 'HTTP/2');
  const greeting = GREETINGS.find(([, pattern]) => pattern.test(start))?.[0];
  const protocol = greeting ?? STATUS_LINE_OF_OTHERS.exec(start)?.[1];
  if (protocol) return new BadResponseError('protocol', protocol);
  return new BadResponseError(/^\s{0,20}<[!a-z?]/i.test(start) ? 'headless' : undefined);
}
