/**
 * Parts of URLs that the URL parser has already normalised. Finding them in the text is faster: to parse 100,000 URLs
 * again takes about 0.1 s.
 */

/** The host and port of a URL, like `URL.host`. @param target http: or https:, normalised like `URL.href` */
export function hostOf(target: string): string {
  const start = target.indexOf('//') + 2;
  const authority = target.slice(start, target.indexOf('/', start));
  return authority.slice(authority.lastIndexOf('@') + 1);
}

/** The protocol of a URL, like `URL.protocol`. @param target http: or https:, normalised like `URL.href` */
export function protocolOf(target: string): 'http:' | 'https:' {
  return target.startsWith('https:') ? 'https:' : 'http:';
}
