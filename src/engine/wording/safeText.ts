/**
 * Makes text from lists and pages safe to show. Text of a page must not become an icon, a command or a new line where
 * it is shown, and secrets in URLs are masked.
 */

import { percentDecoded } from './percentDecoding.ts';

const MASK = '•••';

/** Names of parameters whose values are secret. Lower case, letters and digits only. */
const SECRET_NAMES = new Set(
  (
    'auth authorization bearer code csrf xsrf hmac jwt key otp pass passcode password passphrase passwd pin pwd ' +
    'session sid sig st ticket saml samlart samlrequest samlresponse'
  ).split(' '),
);

/** Endings of names of secret parameters, e.g. `client_secret`, `X-Amz-Security-Token`, `AWSAccessKeyId`. */
const SECRET_ENDING =
  /(?:token|secret|password|passwd|pwd|passphrase|credentials?|signature|assertion|jwt|sess(?:ion)?id|(?:api|access|secret|private|subscription|shared|app|auth|client|functions?|license|master|account)key(?:id)?|(?:auth|authorization|device|verification)code|clientauth|basicauth|xauth)$/;

/** Values that are secret in any parameter: JSON Web Tokens, and tokens with the prefix of their issuer. */
const SECRET_VALUES =
  /\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)*|\b(?:gh[opsur]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[a-z]-[\w-]{10,}|(?:AKIA|ASIA)[A-Z0-9]{16})\b/g;

/** C0 and C1 controls, line and paragraph separators, bidirectional controls, lone surrogates. */
const UNSAFE_CHARACTERS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it matches control characters
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Replaces each unsafe UTF-16 unit by a space. The length stays the same, so that positions in the text stay valid.
 * Bidirectional controls are unsafe because they reorder the text around them (Unicode Technical Report 36).
 */
export function safeText(text: string): string {
  return text.replace(UNSAFE_CHARACTERS, ' ');
}

/**
 * Like {@link safeText}, for the places where VS Code draws `$(name)` as an icon or `[text](command:…)` as a link:
 * status bar, quick picks, input boxes, notifications. Changes the length of the text.
 */
export function safeLabel(text: string): string {
  return safeText(text).replaceAll('$(', '$\u200b(').replaceAll('](', ']\u200b(');
}

/** A whole page. Keeps its line breaks and its length; replaces each invisible UTF-16 unit by a visible one. */
export function safePage(text: string): string {
  return text.replace(UNSAFE_CHARACTERS, character => {
    const code = character.charCodeAt(0);
    if ('\t\n\r'.includes(character) || DIRECTION_MARKS.has(code)) return character;
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\ufffd';
  });
}

/** Arabic and Hebrew text needs these marks. Unlike overrides, they only reorder the characters beside them. */
const DIRECTION_MARKS = new Set([0x061c, 0x200e, 0x200f]);

/** Shortens a text to this many UTF-16 units. The last one of a shortened text is `…`. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = length - 1;
  // A surrogate pair is not cut in two.
  const isSplit = /[\ud800-\udbff]/.test(text.charAt(end - 1));
  return `${text.slice(0, isSplit ? end - 1 : end)}…`;
}

/** A URL for display, logs and exports: user name, password and the values of secret parameters are masked. */
export function displayUrl(url: string): string {
  return safeText(maskSecrets(maskUserInfo(url)));
}

/** A text for the log. Masks the URLs in it, for example in the message of an error. */
export function safeDetail(text: string): string {
  return safeText(text.replace(/\b[a-z][a-z0-9+.-]{0,20}:[\\/]{2}[^\s"'<>`]+/gi, displayUrl));
}

/**
 * Masks user name and password at the start of the text, where the scheme may be missing, and in the URLs within it,
 * percent-encoded URLs included.
 */
function maskUserInfo(text: string): string {
  // Most URLs have no user name.
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

/** The offset of the host after user name and password; `undefined` if there are none. */
function endOfUserInfo(rest: string): number | undefined {
  const [authority = ''] = /^[^\\/?#]*/.exec(rest) ?? [];
  const at = authority.lastIndexOf('@');
  if (!authority.includes(':') || at >= 0) return at < 0 ? undefined : hostAfter(rest, at);
  // `user:pa/ss@host`: the password holds an unencoded slash, question mark or hash. Digits behind the colon may be a
  // port, or the beginning of such a password; it is a port if the name before the colon has a dot.
  const last = rest.lastIndexOf('@');
  if (last < 0) return undefined;
  if (!/^(?:\[[^\]]*\]|[^:]*):\d*$/.test(authority)) return last + 1;
  const isHost = /^(?:localhost|.*\..*|\[.*\]):/i.test(authority);
  return !isHost && /^(?:localhost|[^\\/?#@]*\.[^\\/?#@]*)(?::\d+)?(?:[\\/?#]|$)/i.test(rest.slice(last + 1))
    ? last + 1
    : undefined;
}

/**
 * The offset of the host after an `@`. In `user:p@ss/word@host` the first `@` is part of the password, because the text
 * after it cannot be a host and another `@` follows.
 */
function hostAfter(rest: string, at: number): number {
  const last = rest.lastIndexOf('@');
  const host = /^[^\\/?#]*/.exec(rest.slice(at + 1))?.[0] ?? '';
  const isHost = /^(?:localhost|.*\..*|\[.*\])(?::\d*)?$/i.test(host);
  return last > at && !isHost ? last + 1 : at + 1;
}

/** Levels of URLs in parameters of URLs. Deeper levels are masked as a whole. */
const MOST_NESTED = 4;

/** Masks the values of secret parameters, also in parameters that hold URLs, percent-encoded or not. */
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
