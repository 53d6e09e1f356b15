/** The number of the line, from 1, in which an offset stands. Lines end as in VS Code. Passes over all that is before. */
export function lineNumberAt(text: string, offset: number): number {
  let line = 1;
  for (const _ of text.slice(0, offset).matchAll(/\r\n|\n|\r/g)) line++;
  return line;
}
