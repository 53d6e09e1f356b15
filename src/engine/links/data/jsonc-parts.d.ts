/** Types for the scanner of jsonc-parser. Its index cannot be bundled: it loads its files by a `require` of its own. */
declare module 'jsonc-parser/lib/esm/impl/scanner.js' {
  import type { JSONScanner } from 'jsonc-parser';

  /** @param ignoreTrivia whether white space, line breaks and comments are no tokens */
  export function createScanner(text: string, ignoreTrivia?: boolean): JSONScanner;
}
