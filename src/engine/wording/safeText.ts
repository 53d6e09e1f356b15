/**
 * Text from lists and pages, made fit to be shown. Nothing a page says may become an icon, a command or a
 * line of its own where it is shown, and no password may be read over somebody's shoulder.
 */

import { percentDecoded } from './percentDecoding.ts';

const MASK = '•••';

/** Names of parameters that are secrets by themselves; letters and digits only, in lower case. */
const SECRET_NAMES = new Set(
  (
    'auth authorization bearer code csrf xsrf hmac jwt key otp pass passcode password passphrase passwd pin pwd ' +
    'session sid sig st ticket saml samlart samlrequest samlresponse'
  ).split(' '),
);

/** Names that end like this are secrets, too: `client_secret`, `X-Amz-Security-Token`, `AWSAccessKeyId`. */
const SECRET_ENDING =
  /(?:token|secret|password|passwd|pwd|passphrase|credentials?|signature|assertion|jwt|sess(?:ion)?id|(?:api|access|secret|private|subscription|shared|app|auth|client|functions?|license|master|account)key(?:id)?|(?:auth|authorization|device|verification)code|clientauth|basicauth|xauth)$/;

/** What is a secret wherever it stands: JSON Web Tokens, and tokens with the prefix of who issues them. */
const SECRET_VALUES =
  /\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)*|\b(?:gh[opsur]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[a-z]-[\w-]{10,}|(?:AKIA|ASIA)[A-Z0-9]{16})\b/g;

/** C0 and C1 controls, line and paragraph separators, bidirectional controls, lone surrogates. */
const UNSHOWABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Replaces what must not be shown, one UTF-16 unit by one, so that positions in the text stay right.
 * Bidirectional controls would let a page reorder what stands around it (Unicode Technical Report 36).
 */
export function safeText(text: string): string {
  return text.replace(UNSHOWABLE, ' ');
}

/**
 * Like {@link safeText}, for surfaces of VS Code that draw `$(name)` as an icon or `[text](command:…)` as a link: the
 * status bar, quick picks, input boxes, notifications.
 */
export function safeLabel(text: string): string {
  return safeText(text).replaceAll('$(', '$\u200b(').replaceAll('](', ']\u200b(');
}

/** The whole of a page, with its lines. What has no shape of its own gets one, one UTF-16 unit by one. */
export function safePage(text: string): string {
  return text.replace(UNSHOWABLE, character => {
    const code = character.charCodeAt(0);
    if ('\t\n\r'.includes(character) || DIRECTION_MARKS.has(code)) return character;
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\ufffd';
  });
}

/** Arabic and Hebrew need these, and unlike overrides they reorder nothing but their neighbours. */
const DIRECTION_MARKS = new Set([0x061c, 0x200e, 0x200f]);

/** The text, or its beginning where it is longer than this many UTF-16 units. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = length - 1;
  // A character is not cut in two.
  const isSplit = /[\ud800-\udbff]/.test(text.charAt(end - 1));
  return `${text.slice(0, isSplit ? end - 1 : end)}…`;
}

/** A URL as it is shown, logged and exported: no user name or password, no values of secret parameters. */
export function displayUrl(url: string): string {
  return safeText(maskSecrets(maskUserInfo(url)));
}

/** Text that may have URLs in it, such as the message of an error, as it is logged. */
export function safeDetail(text: string): string {
  return safeText(text.replace(/\b[a-z][a-z0-9+.-]{0,20}:[\\/]{2}[^\s"'<>`]+/gi, displayUrl));
}

/** At the start of the text, where the scheme may be missing, and of URLs within it, percent-encoded ones included. */
function maskUserInfo(text: string): string {
  // As most URLs are.
  if (!/@|%40/.test(text)) return text;
  return text
    .replace(
      /^((?:(?:https?|mailto):|[a-z][a-z0-9+.-]*:(?=[\\/]))?[\\/]*)(.*)$/is,
      (_, scheme: string, rest: string) => {
        const end = endOfUserInfo(rest);
        return end === undefined ? scheme + rest : `${scheme}${MASK}@${rest.slice(end)}`;
      },
    )
    .replace(/((?:%3a|:)(?:%2f|[\\/]){2,})(?:(?!%40|%2f|%3f|%23)[^\\/?#@&\s])+(?:%40|@)/gi, `$1${MASK}@`);
}

/** Where the host begins behind a user name and password; `undefined` without any. */
function endOfUserInfo(rest: string): number | undefined {
  const [authority = ''] = /^[^\\/?#]*/.exec(rest) ?? [];
  const at = authority.lastIndexOf('@');
  if (!authority.includes(':') || at >= 0) return at < 0 ? undefined : hostAfter(rest, at);
  // `user:pa/ss@host`: a password with a slash, a question mark or a hash written as it is. Behind the colon of a host
  // there is a port; a host without a dot may be a user whose password begins with digits.
  const last = rest.lastIndexOf('@');
  if (last < 0) return undefined;
  if (!/^(?:\[[^\]]*\]|[^:]*):\d*$/.test(authority)) return last + 1;
  const isHost = /^(?:localhost|.*\..*|\[.*\]):/i.test(authority);
  return !isHost && /^(?:localhost|[^\\/?#@]*\.[^\\/?#@]*)(?::\d+)?(?:[\\/?#]|$)/i.test(rest.slice(last + 1))
    ? last + 1
    : undefined;
}

/** `user:p@ss/word@host`: an @ that is followed by what cannot be a host, and by another one, is part of a password. */
function hostAfter(rest: string, at: number): number {
  const last = rest.lastIndexOf('@');
  const host = /^[^\\/?#]*/.exec(rest.slice(at + 1))?.[0] ?? '';
  const isHost = /^(?:localhost|.*\..*|\[.*\])(?::\d*)?$/i.test(host);
  return last > at && !isHost ? last + 1 : at + 1;
}

/** URLs in URLs, deeper than anybody needs them. */
const MOST_NESTED = 4;

/** Also in values that are URLs themselves, percent-encoded or not. */
function maskSecrets(text: string, depth = 0): string {
  if (depth > MOST_NESTED) return MASK;
  return text
    .replace(/([?&#;])([^?&#;=]*)=([^&#;]*)/g, (_, before: string, name: string, value: string) => {
      const isEmpty = value === '';
      if (!isEmpty && isSecret(name)) return `${before}${name}=${MASK}`;
      const inner = percentDecoded(value);
      const masked = inner === value ? inner : maskSecrets(inner, depth + 1);
      return `${before}${name}=${masked === inner ? maskSecrets(value, depth + 1) : masked}`;
    })
    .replace(SECRET_VALUES, MASK);
}

function isSecret(name: string): boolean {
  const plain = percentDecoded(name)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  return SECRET_NAMES.has(plain) || SECRET_ENDING.test(plain);
}
