/** Scripts in which the end of a word is not marked by a space. */

/**
 * Scripts without spaces between words, and Hangul, in which particles follow a word of any script directly. Each is the
 * content of a character class for a regular expression with the flag `u`. No character is in two of them.
 */
export const SPACELESS_SCRIPTS: readonly string[] = [
  // The sound marks are of no script, but are written in words of Katakana.
  String.raw`\p{sc=Kana}\u30fc\uff70\uff9e\uff9f`,
  ...String.raw`\p{sc=Hani} \p{sc=Hira} \p{sc=Bopo} \p{sc=Hang} \p{sc=Yiii} \p{sc=Tibt}`.split(' '),
  ...String.raw`\p{sc=Thai} \p{sc=Laoo} \p{sc=Khmr} \p{sc=Mymr} \p{sc=Lana}`.split(' '),
  ...String.raw`\p{sc=Tale} \p{sc=Talu} \p{sc=Tavt} \p{sc=Java} \p{sc=Bali}`.split(' '),
];

/** A character of these scripts. */
export const SPACELESS = `[${SPACELESS_SCRIPTS.join('')}]`;
