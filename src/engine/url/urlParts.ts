/**
 * Parts of a URL that the URL parser has normalised. Lists are long, and parsing each of their URLs again would take a
 * tenth of a second for a hundred thousand.
 */

/** @param target http: or https:, as `URL.href` has it @returns host and port, as `URL.host` has it */
export function hostOf(target: string): string {
  const start = target.indexOf('//') + 2;
  const authority = target.slice(start, target.indexOf('/', start));
  return authority.slice(authority.lastIndexOf('@') + 1);
}

/** @param target http: or https:, as `URL.href` has it @returns as `URL.protocol` has it */
export function protocolOf(target: string): 'http:' | 'https:' {
  return target.startsWith('https:') ? 'https:' : 'http:';
}
