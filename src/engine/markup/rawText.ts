/** Finds the end of elements whose content is not markup. */

/** A part of a script that decides where it ends (HTML Standard, sections 13.2.5.15 to 13.2.5.31). */
const SCRIPT_PART = /<!--|-->|<(\/?)script(?=[\t\n\f\r />])/gi;

const NOSCRIPT_END = /<\/noscript(?=[\t\n\f\r />])/gi;

/**
 * The offset of the end tag of a `script` or `noscript` of HTML.
 * @param start of its content
 * @returns length of the page if there is no end tag
 */
export function endOfRawText(page: string, name: 'script' | 'noscript', start: number): number {
  if (name === 'script') return endOfScript(page, start);
  NOSCRIPT_END.lastIndex = start;
  return NOSCRIPT_END.exec(page)?.index ?? page.length;
}

/** In a comment, a script may contain the tags of another one. */
function endOfScript(page: string, start: number): number {
  let isComment = false;
  let isNested = false;
  SCRIPT_PART.lastIndex = start;
  for (let part = SCRIPT_PART.exec(page); part; part = SCRIPT_PART.exec(page)) {
    const [text, slash] = part;
    if (text === '<!--') {
      isComment = true;
      // The hyphens may also be those of the end, as in `<!-->`.
      SCRIPT_PART.lastIndex -= 2;
    } else if (text === '-->') isComment = isNested = false;
    else if (!slash) isNested ||= isComment;
    else if (isNested) isNested = false;
    else return part.index;
  }
  return page.length;
}
