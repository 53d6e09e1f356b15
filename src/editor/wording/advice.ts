/** Advice for each kind of failure. The type of `ADVICE` requires a text for each failure code. */

import { l10n } from 'vscode';
import type { Failure, FailureCode } from '../../engine/model/failure.ts';

const ADVICE: Readonly<Record<FailureCode, () => string>> = {
  NO_URL: () => l10n.t('Nothing to do. To scan a page, write its URL with https:// in front.'),
  URL_RELATIVE: () => l10n.t('Write the whole URL.'),
  URL_TEMPLATE: () => l10n.t('Fill in the URL to scan its page.'),
  URL_EXCLUDED: () => l10n.t('To scan it, change the setting “Exclude”.'),
  URL_INVALID: () => l10n.t('Correct the URL, or put a # in front of it to make the line a comment.'),
  URL_SCHEME: () =>
    l10n.t('Only web pages can be scanned. Put a # in front of the line to make it a comment.'),
  URL_PORT: () =>
    l10n.t('Browsers refuse this port, too, since it belongs to another service. Check the URL.'),
  URL_TOO_LONG: () => l10n.t('Common servers refuse URLs of this length. Shorten it.'),
  DNS_NOT_FOUND: () =>
    l10n.t('Check the spelling of the host. If it opens in your browser, another DNS server may know it.'),
  DNS_TEMPORARY: () =>
    l10n.t('Try again later. If it stays like this, the DNS server of your network may be down.'),
  DNS_TIMEOUT: () => l10n.t('Try again, or choose other DNS servers in the settings.'),
  ADDR_PRIVATE: () => l10n.t('If you trust this name, allow private addresses in the settings.'),
  CONNECT_REFUSED: () =>
    l10n.t('The machine is there, but nothing answers at this port. Check the port, or try again later.'),
  CONNECT_TIMEOUT: () =>
    l10n.t(
      'The server may be down, or a firewall may drop the connection. Try again with lower concurrency.',
    ),
  CONNECT_UNREACHABLE: () =>
    l10n.t(
      'Check your network or VPN. Some hosts have only IPv6 addresses, which not every network reaches.',
    ),
  CONN_RESET: () =>
    l10n.t('Try again. If it stays like this, the server or something on the way refuses the connection.'),
  TLS_EXPIRED: () =>
    l10n.t(
      'The owner of the site has to renew the certificate. If many sites have expired, check the clock of this machine.',
    ),
  TLS_NOT_YET_VALID: () =>
    l10n.t('Check the clock of this machine. If it is right, the certificate of the site is wrong.'),
  TLS_SELF_SIGNED: () =>
    l10n.t(
      'No known authority has issued this certificate. If it is your own, add its issuer to the certificates of the operating system.',
    ),
  TLS_UNTRUSTED: () =>
    l10n.t(
      'Add the issuer to the certificates of the operating system if you trust it, or ask the owner of the site to send the whole chain.',
    ),
  TLS_WRONG_HOST: () =>
    l10n.t(
      'The name may be misspelled, or its owner has not set up TLS for it. Open it in the browser to see where it leads.',
    ),
  TLS_VERSION: () => l10n.t('The server has to be updated; browsers refuse it, too.'),
  TLS_NOT_TLS: () => l10n.t('Change https:// to http://, or correct the port.'),
  TLS_HANDSHAKE: () =>
    l10n.t('Try again. If it opens in the browser, something on the way may disturb the handshake.'),
  PROXY_AUTH: () =>
    l10n.t(
      "Give the user name and password in the proxy's URL, or let VS Code's own network carry the requests.",
    ),
  PROXY_REFUSED: () =>
    l10n.t(
      'The proxy does not allow this host. Ask the administrator of the proxy, or exempt the host in http.noProxy.',
    ),
  PROXY_DOWN: () => l10n.t('Check the proxy in the setting http.proxy or in the environment.'),
  PROXY_TIMEOUT: () => l10n.t('The proxy may be overloaded. Try again with lower concurrency.'),
  HTTP_STATUS: () =>
    l10n.t('Open it in the browser to see whether the page is gone, has moved, or asks you to sign in.'),
  HTTP_RATE_LIMITED: () =>
    l10n.t('Scan it again later, with fewer requests at once to a host or a longer pause between them.'),
  ROBOT_WALL: () => l10n.t('The site refuses robots and lets people in, so the link is probably not dead.'),
  HTTP_BAD_RESPONSE: () => l10n.t('The server at this port may not be a web server. Check the port.'),
  HTTP_HEADERS_TOO_BIG: () =>
    l10n.t('The server sends more headers than browsers accept. Its owner has to fix that.'),
  HEADERS_TIMEOUT: () =>
    l10n.t('The server is slow. Try again with a longer total timeout or with lower concurrency.'),
  REDIRECT_LOOP: () =>
    l10n.t('The site may redirect visitors without cookies in a circle. Open it in the browser.'),
  REDIRECT_LIMIT: () => l10n.t('Open it in the browser, and use the URL that it ends at.'),
  REDIRECT_INVALID: () =>
    l10n.t(
      'The server redirects to something that is not a URL. Open it in the browser, and use the URL that it ends at.',
    ),
  REDIRECT_SCHEME: () =>
    l10n.t('The redirect opens another program, not another page. Open it in the browser.'),
  REDIRECT_PRIVATE: () => l10n.t('If you trust this site, allow private addresses in the settings.'),
  BODY_CUT: () =>
    l10n.t('Try again. If the page always ends early, the server or a proxy on the way cuts it.'),
  BODY_STALLED: () => l10n.t('Try again with a longer total timeout or with lower concurrency.'),
  BODY_TOO_BIG: () => l10n.t('Raise the largest page size in the settings to search all of it.'),
  TOTAL_TIMEOUT: () => l10n.t('Try again with a longer total timeout or with lower concurrency.'),
  DECODE_FAILED: () =>
    l10n.t('The server compresses the page incorrectly. Try again, or open it in the browser.'),
  DECODE_UNSUPPORTED: () =>
    l10n.t('The server uses a compression that it was not asked for. Open it in the browser.'),
  NOT_TEXT: () => l10n.t('Only text is searched. Open it in the browser to look at it.'),
  REGEX_TIMEOUT: () => l10n.t('Make the regular expression simpler, or give it more time in the settings.'),
  FRAGMENT_MISSING: () =>
    l10n.t(
      'The section may have been renamed or removed. Open the page, and copy the link to where it is now.',
    ),
  LOCAL_RESOURCES: () => l10n.t('Lower the concurrency in the settings, and scan it again.'),
  ENGINE_STALLED: () =>
    l10n.t('Open it in the browser. Please report this page, so that it can be searched in the future.'),
  ENGINE_CRASHED: () => l10n.t('The log has more details. Please report this page.'),
  CANCELLED: () => l10n.t('Scan it again to get its verdict.'),
  INTERNAL: () => l10n.t('The log has more details. Please report this failure.'),
};

/** @returns one or two sentences, with their full stops */
export function adviceFor({ code }: Failure): string {
  return ADVICE[code]();
}
