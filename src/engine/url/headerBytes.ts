/** URLs in header fields, which are bytes. */

/**
 * Percent-encodes the bytes of a URL that are not ASCII, as they stand. Browsers do the same with a Location
 * (https://crbug.com/942073): a server that sends `/caf\xe9` knows its page by these bytes, whatever their encoding.
 * @param value of a header field, decoded as Latin-1: one character for each byte
 */
export function escapeBytes(value: string): string {
  return value.replace(/[\u0080-\u00ff]/g, byte => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
}
