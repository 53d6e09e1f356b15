/** The user name and password in the URL of a line. */

import type { Credential } from './credentials.ts';

/** The name and the password of a URL as they stand in it, such as `me:p%40ss`; empty if it has none. */
export function userInfo({ password, username }: URL): string {
  return password ? `${username}:${password}` : username;
}

/**
 * The header that signs in with the user name and password of a URL (RFC 7617), as curl sends it: unasked. The password is
 * the bytes that its percent-encoding stands for, which are UTF-8 if it was typed.
 * @returns `undefined` if the URL has none
 */
export function urlSignIn(url: URL): Credential | undefined {
  const { origin, password, username } = url;
  if (!username && !password) return undefined;
  const bytes = Buffer.from(`${unescapeBytes(username)}:${unescapeBytes(password)}`, 'latin1');
  return { origin, name: 'Authorization', value: `Basic ${bytes.toString('base64')}` };
}

/** @param text ASCII, as in a parsed URL @returns one character for each byte */
function unescapeBytes(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
