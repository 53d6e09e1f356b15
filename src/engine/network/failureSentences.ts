/** The sentences for the failures that Node.js, undici and our own connections report. */

import * as l10n from '@vscode/l10n';
import type { Failure, FailureCode } from '../model/failure.ts';
import { MAX_HEADER_SIZE } from '../model/options.ts';
import { statusText } from '../wording/httpStatus.ts';
import { clip } from '../wording/safeText.ts';
import { seconds, size } from '../wording/units.ts';
import { handshakeSentence, responseSentence } from './faultSentences.ts';

/** The request that failed. */
export interface Attempt {
  /** Host name of the URL. */
  readonly host: string;
  /** Port of the URL. */
  readonly port: string;
  /** Whether the response headers had arrived. */
  readonly answered: boolean;
  /** Whether the request was sent without TLS. */
  readonly isPlainHttp?: boolean;
  /** Whether another URL redirected here. */
  readonly isRedirect: boolean;
  /** Time limit for a connection, in ms. */
  readonly connectTimeout: number;
  /** Name of the proxy of the request. */
  readonly proxy?: string | undefined;
  /** Whether the proxy reads and answers the request. In a tunnel, it only passes on encrypted bytes. */
  readonly isForwarded?: boolean;
}

/** The failure for an error, as in `networkFailure`. */
type FailureOf = (error: unknown, attempt: Attempt) => Failure;

type Sentence = (attempt: Attempt, error: ErrorLike, failureOf: FailureOf) => string;

/** What an error may have. */
export interface ErrorLike {
  readonly code?: unknown;
  readonly name?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
  readonly address?: unknown;
  readonly status?: unknown;
  readonly syscall?: unknown;
  readonly challenge?: unknown;
  readonly isSignedIn?: unknown;
  /** See {@link import('./badResponse.ts').BadResponseError}. */
  readonly fault?: unknown;
  readonly said?: unknown;
  readonly cert?: {
    readonly valid_to?: string;
    readonly valid_from?: string;
    readonly subjectaltname?: string;
    /** Present if the key is one of RSA. */
    readonly modulus?: string | undefined;
    /** Length of the key. */
    readonly bits?: number | undefined;
    /** Where more about the issuer is, by the kind of access. */
    readonly infoAccess?: Readonly<Record<string, unknown>> | undefined;
  };
}

export const SENTENCES = {
  DNS_NOT_FOUND: ({ host }) => l10n.t('The host name {0} does not exist', host),
  DNS_TEMPORARY: ({ host }) => l10n.t('The DNS server gave no usable answer for {0}; try again later', host),
  DNS_TIMEOUT: ({ host, connectTimeout }) =>
    l10n.t('Looking up {0} took longer than {1}', host, seconds(connectTimeout)),
  ADDR_PRIVATE: ({ host }, { address }) =>
    address === host
      ? l10n.t('{0} is a private address; allow it in the settings', host)
      : l10n.t('{0} is a private address ({1}); allow it in the settings', host, String(address)),
  REDIRECT_PRIVATE: ({ host }, { address }) =>
    l10n.t(
      'The server redirects into a private network, to {0} ({1}); allow it in the settings',
      host,
      String(address),
    ),
  CONNECT_REFUSED: ({ host, port }) => l10n.t('{0} refused the connection', `${host}:${port}`),
  CONNECT_TIMEOUT: ({ host, port, connectTimeout }) =>
    l10n.t('No connection to {0} within {1}', `${host}:${port}`, seconds(connectTimeout)),
  CONNECT_UNREACHABLE: ({ host }) => l10n.t('There is no route to {0}', host),
  CONN_RESET: ({ host, isPlainHttp, port }) =>
    isPlainHttp && port !== '80'
      ? l10n.t('{0} closed the connection before answering; if it speaks TLS, try https://', host)
      : l10n.t('{0} closed the connection before answering', host),
  TLS_EXPIRED: (_, { cert }) => {
    const day = dayOf(cert?.valid_to);
    return day ? l10n.t('The certificate has expired on {0}', day) : l10n.t('The certificate has expired');
  },
  TLS_NOT_YET_VALID: (_, { cert }) => {
    const day = dayOf(cert?.valid_from);
    return day
      ? l10n.t('The certificate is not valid yet, only from {0}', day)
      : l10n.t('The certificate is not valid yet');
  },
  TLS_SELF_SIGNED: () => l10n.t('The certificate is self-signed'),
  TLS_UNTRUSTED: (_, { cert, code }) =>
    isWithoutIssuer(String(code), cert?.infoAccess)
      ? l10n.t(
          'The server does not send the certificate of its issuer; browsers fetch it by themselves, Scan URLs does not',
        )
      : (CERTIFICATE_FAULTS[String(code)]?.() ??
        l10n.t("The certificate's issuer is not trusted, or its chain is incomplete")),
  TLS_WRONG_HOST: ({ host }, { cert }) =>
    cert?.subjectaltname
      ? l10n.t('The certificate is for {0}, not for {1}', names(cert.subjectaltname), host)
      : l10n.t('The certificate is not for {0}', host),
  TLS_VERSION: () => l10n.t('The server offers only an outdated TLS version'),
  TLS_NOT_TLS: ({ host, port }) => l10n.t('{0} does not speak TLS; try http://', `${host}:${port}`),
  TLS_HANDSHAKE: ({ host }, { cert, code }) =>
    handshakeSentence(host, code, cert?.modulus ? cert.bits : undefined),
  PROXY_AUTH: ({ proxy = '' }, { challenge, isSignedIn }) => {
    const known = String(challenge).match(SIGN_INS) ?? [];
    if (!proxy) return l10n.t('The proxy that VS Code uses requires a sign-in (407)');
    if (known.length && !known.some(each => /basic/i.test(each))) {
      return l10n.t(
        'The proxy {0} asks for a sign-in that Scan URLs does not know: {1} (407)',
        proxy,
        known.join(', '),
      );
    }
    return isSignedIn
      ? l10n.t('The proxy {0} does not accept the user name and password (407)', proxy)
      : l10n.t('The proxy {0} asks for a user name and password (407); put them into its URL', proxy);
  },
  PROXY_REFUSED: ({ host, proxy = '' }, { status }) =>
    l10n.t('The proxy {0} refused to connect to {1} ({2})', proxy, host, statusText(Number(status))),
  PROXY_DOWN: ({ connectTimeout, proxy = '' }, error, failureOf) => {
    // Only the host's `fetch` has proxies without a name.
    if (!proxy) return l10n.t('Cannot use the proxy of VS Code');
    const { hostname: host, port } = new URL(`http://${proxy}`);
    const reason = error.code === 'PROXY_DOWN' ? error.cause : error;
    const attempt = { host, port, connectTimeout, answered: false, isRedirect: false };
    const { code, message } = failureOf(reason, attempt);
    return PROXY_FAULTS[code]?.(proxy) ?? l10n.t('Cannot use the proxy {0}: {1}', proxy, message);
  },
  PROXY_TIMEOUT: ({ connectTimeout, proxy = '' }) =>
    l10n.t('The proxy {0} did not answer within {1}', proxy, seconds(connectTimeout)),
  HTTP_BAD_RESPONSE: ({ host }, { fault, said }) => responseSentence(host, fault, said),
  HTTP_HEADERS_TOO_BIG: ({ host }) =>
    l10n.t('The response headers of {0} are larger than {1}', host, size(MAX_HEADER_SIZE)),
  HEADERS_TIMEOUT: ({ host }) => l10n.t('{0} did not answer in time', host),
  BODY_STALLED: () => l10n.t('The rest of the page did not come in time'),
  BODY_CUT: (_, { code, name }) =>
    name === 'HTTPParserError' || code === 'HTTP_BAD_RESPONSE'
      ? l10n.t('The page ended early: what came then is not valid HTTP')
      : l10n.t('The page ended early: the connection was closed in the middle of it'),
  LOCAL_RESOURCES: () =>
    l10n.t('This machine ran out of sockets or memory; lower the concurrency and try again'),
  INTERNAL: () => l10n.t('Something unexpected went wrong; the log says what'),
} satisfies Partial<Record<FailureCode, Sentence>>;

/** Faults of a certificate or its chain, by OpenSSL's code. An untrusted issuer is not among them. */
const CERTIFICATE_FAULTS: Partial<Record<string, () => string>> = {
  CERT_REVOKED: () => l10n.t('The certificate was revoked by its issuer'),
  CERT_SIGNATURE_FAILURE: () => l10n.t('The certificate is forged or damaged: its signature is wrong'),
  INVALID_CA: () => l10n.t('The certificate was issued by somebody who may not issue certificates'),
  INVALID_PURPOSE: () => l10n.t('The certificate is not for servers'),
  PATH_LENGTH_EXCEEDED: () => l10n.t("The certificate's chain is longer than its authority allows"),
};

/** The failures for which a proxy has a different sentence than a page. */
const PROXY_FAULTS: Partial<Record<FailureCode, (proxy: string) => string>> = {
  DNS_NOT_FOUND: proxy => l10n.t('Cannot use the proxy {0}: its host name does not exist', proxy),
  CONNECT_REFUSED: proxy => l10n.t('Cannot use the proxy {0}: it refused the connection', proxy),
  CONN_RESET: proxy => l10n.t('Cannot use the proxy {0}: it closed the connection without an answer', proxy),
  HTTP_BAD_RESPONSE: proxy => l10n.t('Cannot use the proxy {0}: what it answers is not HTTP', proxy),
  TLS_SELF_SIGNED: proxy => l10n.t('Cannot use the proxy {0}: its certificate is self-signed', proxy),
  TLS_UNTRUSTED: proxy => l10n.t("Cannot use the proxy {0}: its certificate's issuer is not trusted", proxy),
  TLS_NOT_TLS: proxy =>
    l10n.t('Cannot use the proxy {0}: it does not speak TLS; try http:// in its URL', proxy),
  INTERNAL: proxy =>
    l10n.t('Cannot use the proxy {0}: something unexpected went wrong; the log says what', proxy),
};

/** Whether the chain ends at once, although the certificate says where its issuer's is (RFC 5280, section 4.2.2.1). */
function isWithoutIssuer(code: string, infoAccess: object | undefined): boolean {
  return code === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' && 'CA Issuers - URI' in (infoAccess ?? {});
}

/** Ways to sign in to a proxy (IANA's registry of HTTP authentication schemes). */
const SIGN_INS = /\b(?:Basic|Bearer|Digest|Kerberos|Negotiate|NTLM)\b/gi;

export type NetworkCode = keyof typeof SENTENCES;

/** In characters. Some certificates name hundreds of hosts. */
const LONGEST_NAMES = 200;

function names(subjectAltName: string): string {
  return clip(subjectAltName.replaceAll(/(?:DNS|IP Address):/g, ''), LONGEST_NAMES);
}

/** The day of a date in a certificate, in ISO 8601: `2020-02-01`. */
function dayOf(date: string | undefined): string | undefined {
  const time = date ? Date.parse(date) : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10);
}
