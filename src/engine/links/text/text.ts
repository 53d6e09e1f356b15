/** Reads the links of any text for which there is no other reader: source code, YAML, TOML, logs. */

import type { Reader } from '../foundLink.ts';
import { detect } from './detector.ts';

/** Finds what VS Code shows as a link in an editor. A URL ends at each line break. */
export const readText: Reader = function* (text) {
  const ranges = yield* detect(text);
  return {
    links: ranges.map(({ start, end }) => ({ start, end, value: text.slice(start, end), role: 'link' })),
  };
};
