/** Signs in with the user name and password of a URL. */

/**
 * The value of Authorization or Proxy-Authorization (RFC 7617). Name and password are the bytes that their
 * percent-encoding stands for, as curl sends them. They are UTF-8 if they were typed.
 * @returns `undefined` if the URL has neither
 */
export function basicAuthorization({ password, username }: URL): string | undefined {
  if (!username && !password) return undefined;
  const bytes = Buffer.from(`${unescapeBytes(username)}:${unescapeBytes(password)}`, 'latin1');
  return `Basic ${bytes.toString('base64')}`;
}

/** @param text ASCII, as in a parsed URL @returns one character for each byte */
function unescapeBytes(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
