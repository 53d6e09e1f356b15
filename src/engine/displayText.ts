/**
 * Text from lists and pages, made fit to be shown. Nothing a page says may become an icon, a command or a
 * line of its own where it is shown, and no password may be read over somebody's shoulder.
 */

/** Query parameters whose values are secrets more often than not. */
const SECRET_PARAMETERS =
  /^(?:access[-_]?token|api[-_]?key|auth|code|key|pass(?:word|wd)?|pwd|secret|sid|sig(?:nature)?|token)$/i;

const MASK = '•••';

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

/** Like {@link safeText}, for surfaces that draw `$(name)` as an icon: the status bar, quick picks. */
export function safeLabel(text: string): string {
  return safeText(text).replaceAll('$(', '$\u200b(');
}

/** A URL as it is shown, logged and exported: no user name or password, no values of secret parameters. */
export function displayUrl(url: string): string {
  const masked = url
    .replace(/^((?:[a-z][a-z0-9+.-]*:)?[\\/]*)[^\\/?#]*@/i, `$1${MASK}@`)
    .replace(/([?&#;])([^=&#;]+)=([^&#;]+)/g, (whole, before: string, name: string) =>
      SECRET_PARAMETERS.test(name) ? `${before}${name}=${MASK}` : whole,
    );
  return safeText(masked);
}
