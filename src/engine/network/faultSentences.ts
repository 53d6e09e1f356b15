/** The sentences for answers that are not HTTP, and for handshakes that fail: one for each reason. */

import * as l10n from '@vscode/l10n';
import { statusText } from '../wording/httpStatus.ts';
import type { ResponseFault } from './badResponse.ts';

/** @param said what the sentence quotes */
type FaultSentence = (host: string, said: string) => string;

const RESPONSE_FAULTS: Readonly<Record<ResponseFault, FaultSentence>> = {
  switched: host => l10n.t('{0} switched to another protocol unasked ({1})', host, statusText(101)),
  interim: (host, status) =>
    l10n.t('{0} sent only an interim answer ({1}), and no page', host, statusText(Number(status))),
  status: (host, status) =>
    l10n.t('{0} answered with the status {1}, which HTTP does not have', host, status),
  statusless: host => l10n.t('{0} answered without a status', host),
  lengths: (host, lengths) => l10n.t('{0} gives two lengths for the page: {1}', host, lengths),
  protocol: (host, name) => l10n.t('{0} speaks {1} at this port, not HTTP/1.1', host, name),
  tls: host => l10n.t('{0} speaks TLS at this port; try https://', host),
  headless: host => l10n.t('{0} sent a page without the status and headers of HTTP', host),
};

/** The sentence for an answer that is not HTTP. @param fault `undefined` if nothing is known about it */
export function responseSentence(host: string, fault: unknown, said: unknown): string {
  const sentence = typeof fault === 'string' ? RESPONSE_FAULTS[fault as ResponseFault] : undefined;
  return sentence?.(host, String(said)) ?? l10n.t('{0} sent something that is not valid HTTP', host);
}

/** Reasons for which a handshake fails, by OpenSSL's code. */
const HANDSHAKE_FAULTS: readonly (readonly [codes: RegExp, sentence: (host: string) => string])[] = [
  [
    /UNSAFE_LEGACY_RENEGOTIATION_DISABLED/,
    host => l10n.t('{0} has an outdated TLS without secure renegotiation (RFC 5746)', host),
  ],
  [
    /DH_KEY_TOO_SMALL|DH_PARAM_SIZE|BAD_DH_VALUE/,
    host => l10n.t('The key exchange that {0} offers is too weak', host),
  ],
  [/(?:CA|EE)_KEY_TOO_SMALL/, host => l10n.t('The certificate of {0} has a key that is too short', host)],
  [
    /^WEAK_CERTIFICATE$/,
    host =>
      l10n.t(
        'The certificate of {0}, or that of its issuer, is too weak, such as one signed with SHA-1',
        host,
      ),
  ],
  [
    /MD_TOO_WEAK|WRONG_SIGNATURE_TYPE|NO_SUITABLE_SIGNATURE|LEGACY_SIGALG|DIGEST_CHECK_FAILED/,
    host => l10n.t('{0} signs with an outdated algorithm, such as SHA-1', host),
  ],
  [
    /NO_(?:SHARED_)?CIPHER|UNKNOWN_CIPHER|WRONG_CIPHER|ALERT_INSUFFICIENT_SECURITY/,
    host => l10n.t('{0} offers only outdated encryption', host),
  ],
  [
    /ALERT_HANDSHAKE_FAILURE/,
    host =>
      l10n.t('{0} refused the TLS handshake: it has no encryption in common, or wants a certificate', host),
  ],
  [
    /ALERT_CERTIFICATE_REQUIRED|ALERT_(?:NO|BAD)_CERTIFICATE/,
    host => l10n.t('{0} wants a certificate from its visitors', host),
  ],
  [/UNRECOGNIZED_NAME/, host => l10n.t('{0} does not know a site of this name (TLS)', host)],
  [/ALERT_NO_APPLICATION_PROTOCOL/, host => l10n.t('{0} speaks neither HTTP/1.1 nor HTTP/2 over TLS', host)],
  [/ALERT_INTERNAL_ERROR/, host => l10n.t('{0} reports an internal error in the TLS handshake', host)],
];

/** In bits. OpenSSL refuses shorter keys of RSA. */
const SHORTEST_KEY = 2_048;

/**
 * The sentence for a handshake that failed.
 * @param code of OpenSSL or Node.js. Node.js has none for a certificate that is too weak: it says UNSPECIFIED
 * @param rsaBits length of the certificate's key; `undefined` if it is not one of RSA
 */
export function handshakeSentence(host: string, code: unknown, rsaBits?: number): string {
  const known = code === 'UNSPECIFIED' ? weaknessOf(rsaBits) : String(code);
  const found = HANDSHAKE_FAULTS.find(([codes]) => codes.test(known));
  return found?.[1](host) ?? l10n.t('The TLS handshake with {0} failed', host);
}

function weaknessOf(rsaBits: number | undefined): string {
  return rsaBits !== undefined && rsaBits < SHORTEST_KEY ? 'EE_KEY_TOO_SMALL' : 'WEAK_CERTIFICATE';
}
