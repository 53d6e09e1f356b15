/** The user name and password in the URL of a line. */

import { basicAuthorization } from '../url/basicAuthorization.ts';
import type { Credential } from './credentials.ts';

/** The name and the password of a URL as they stand in it, such as `me:p%40ss`; empty if it has none. */
export function userInfo({ password, username }: URL): string {
  return password ? `${username}:${password}` : username;
}

/** The header that signs in with the user name and password of a URL. @returns `undefined` if the URL has none */
export function urlSignIn(url: URL): Credential | undefined {
  const value = basicAuthorization(url);
  return value === undefined ? undefined : { origin: url.origin, name: 'Authorization', value };
}
