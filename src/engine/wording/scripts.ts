/** Scripts in which the end of a word is not marked by a space. */

/**
 * Scripts without spaces between words, and Hangul, in which particles follow a word of any script directly. Each is the
 * content of a character class for a regular expression with the flag `u`. No character is in two of them.
 */
export const SPACELESS_SCRIPTS: readonly string[] = [
  // The sound marks are of no script, but are written in words of Katakana.
  String.raw`\p{sc=Kana}\u30fc\uff70\uff9e\uff9f`,
  ...['Hani', 'Hira', 'Bopo', 'Hang', 'Yiii', 'Tibt'].map(script => `\\p{sc=${script}}`),
  ...['Thai', 'Laoo', 'Khmr', 'Mymr', 'Lana', 'Tale', 'Talu', 'Tavt', 'Java', 'Bali'].map(
    script => `\\p{sc=${script}}`,
  ),
];

/** A character of these scripts. */
export const SPACELESS = `[${SPACELESS_SCRIPTS.join('')}]`;
