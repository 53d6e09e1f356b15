/**
 * Makes text from lists and pages safe to show. Text of a page must not become an icon, a command or a new line where
 * it is shown, and secrets in URLs are masked.
 */

import { maskSecrets, maskTokens } from './maskSecrets.ts';

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

/**
 * A URL for display, logs and exports: user name, password, the values of secret parameters, tokens and the paths of
 * web hooks are masked. Takes linear time.
 */
export function displayUrl(url: string): string {
  return safeText(maskSecrets(url));
}

/** A text for the log. Masks the tokens and the URLs in it, for example in the message of an error. */
export function safeDetail(text: string): string {
  return safeText(maskTokens(text.replace(/[a-z0-9+.-]{1,20}:[\\/]{2}[^\s"'<>`]+/gi, maskSecrets)));
}
