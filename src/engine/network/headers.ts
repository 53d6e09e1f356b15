/** HTTP header fields, sent and received. */

/** Names are in lower case. A field that occurs more than once is an array. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** All values of a field, in their order. */
export function fields(headers: Headers, name: string): readonly string[] {
  const value = headers[name];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** The value of a field. Several values are joined with commas (RFC 9110, section 5.3). */
export function field(headers: Headers, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

/** The header fields of each request. @param cookie value of Cookie; empty if there is none */
export function requestHeaders(userAgent: string, cookie: string): Record<string, string> {
  return {
    'user-agent': userAgent,
    accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'accept-language': 'en,*;q=0.5',
    'accept-encoding': 'gzip, deflate, br, zstd',
    ...(cookie ? { cookie } : {}),
  };
}
