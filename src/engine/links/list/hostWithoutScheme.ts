/** Recognizes hosts without a scheme, such as `example.com/x`, which address bars accept, too. */

import tlds from 'tlds' with { type: 'json' };

/** The top-level domains of IANA, and names that are used without them (RFC 2606, RFC 6762, RFC 8375, RFC 9476). */
const TOP_LEVEL: ReadonlySet<string> = new Set([
  ...tlds,
  ...'alt arpa corp example home internal intranet invalid lan local localdomain localhost private test'.split(
    ' ',
  ),
]);

/** Top-level domains that more often end the name of a file. */
const FILE_NAMES: ReadonlySet<string> = new Set('md mov ps py rs sh zip'.split(' '));

/** A label of a host name (RFC 1123), also international, and with the underscore that some servers have. */
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}_-]{0,61}[\p{L}\p{M}\p{N}])?$/u;

const AUTHORITY = /^(?:\/\/)?([^/?#@\s]+?)(:\d{1,5})?(?:[/?#]|$)/;

/**
 * The URL of a host without a scheme.
 * @param text without white space
 * @returns with https:, or `undefined` if the text is no host
 */
export function urlOfHost(text: string): string | undefined {
  const [, host = '', port = ''] = AUTHORITY.exec(text) ?? [];
  const isBare = `${host}${port}` === text;
  const isMarked = port !== '' || text.startsWith('//');
  return isHost(host, isBare, isMarked) ? `https://${text.replace(/^\/\//, '')}` : undefined;
}

/** @param isBare whether nothing follows the host @param isMarked whether it is sure that a host is meant */
function isHost(host: string, isBare: boolean, isMarked: boolean): boolean {
  if (/^\[[\da-f:.]+\]$/i.test(host)) return URL.canParse(`https://${host}`);
  const labels = host.split('.');
  if (/^\d+$/.test(labels.at(-1) ?? '')) return labels.length === 4 && URL.canParse(`https://${host}`);
  const last = (labels.at(-1) ?? '').toLowerCase();
  if (labels.length === 1) return last === 'localhost' || (isMarked && !isBare && LABEL.test(host));
  if (!labels.every(label => LABEL.test(label) || /^_[a-z\d-]+$/i.test(label))) return false;
  if (isBare && labels.length === 2 && FILE_NAMES.has(last)) return false;
  return isMarked || TOP_LEVEL.has(last) || last.startsWith('xn--') || labels[0]?.toLowerCase() === 'www';
}
