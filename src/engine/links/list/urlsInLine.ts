/**
 * Finds the http: and https: URLs in a line of a list, as people write lists: with bullets, titles, columns, quotes and
 * remarks around them. The rules come from 116 lists of public repositories.
 */

/** Columns of a URL in its line, in UTF-16 units from 0. */
export interface UrlRange {
  readonly start: number;
  readonly end: number;
}

/** Characters that have no width, as copied texts have them. */
const NO_WIDTH = new Set('\u00ad\u200b\u200c\u200d\u2060\ufeff');

/** Full-width punctuation, and typographic quotes: no URL holds them, and people write them right behind URLs. */
const WIDE = new Set('，。、；：！？（）【】「」『』《》〈〉“”„‘’«»…｜');

const START = /https?:\/\//gi;

const SCHEME = /^https?:\/\//i;

const ASCII_BLANKS = new Set(' \t\n\v\f\r');

/** Marks that end a URL beside other text. */
const TEXT_BORDERS = new Set('"`<>');

/** Marks behind a URL that is alone on its line, and behind one in a text. */
const ENDS_ALONE = new Set(',"\'`');
const ENDS_IN_TEXT = new Set(',;.:!?"\'`*~');

/** Tells the characters of a kind. */
type Kind = (character: string) => boolean;

/** White space, and what has no width. */
export const isBlank: Kind = character =>
  ASCII_BLANKS.has(character) || (character > '\u007f' && (NO_WIDTH.has(character) || /\s/.test(character)));

/** What ends a URL wherever it stands. */
const isBorder: Kind = character => character === '|' || WIDE.has(character) || isBlank(character);

/** What also ends a URL beside other text. */
const isBorderInText: Kind = character => TEXT_BORDERS.has(character) || isBorder(character);

/** What does not belong to a URL that is alone on its line, at its very end. */
const endsAlone: Kind = character => ENDS_ALONE.has(character) || (character !== '|' && isBorder(character));

/** What does not belong to a URL beside other text, at its end. Closing brackets are looked at one by one. */
const endsInText: Kind = character => ENDS_IN_TEXT.has(character) || isBorder(character);

/** What stands in front of a URL and is closed behind it. */
const CLOSING: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '(': ')',
  '[': ']',
  '{': '}',
  '<': '>',
};

/** Closing brackets, which belong to a URL only if they close one within it, as in `/wiki/Python_(genus)`. */
const OPENING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '>': '<' };

/** A blank that belongs to a query, because another parameter follows. It is looked for in what follows a URL. */
const BLANK_IN_QUERY = /^ [^\s&|,;"'<>]{1,100}(?: [^\s&|,;"'<>]{1,100}){0,4}&[\w.[\]-]{1,100}=/;

/** Scheme and host. A user name and a password cannot hold a slash. */
const HOST = /^https?:\/\/[^/?#]*/i;

/** In characters. How far {@link BLANK_IN_QUERY} looks. */
const LONGEST_BLANK = 700;

/** The URLs of a line, in their order. @param line without its comment */
export function urlsInLine(line: string): UrlRange[] {
  const whole = trimmed(line, { start: 0, end: line.length });
  START.lastIndex = whole.start;
  const isAtStart = START.exec(line)?.index === whole.start;
  return (isAtStart && urlsAlone(line, whole)) || urlsInText(line, whole);
}

/** The range without white space and invisible characters at its ends. */
export function trimmed(line: string, { start, end }: UrlRange): UrlRange {
  let [from, to] = [start, end];
  while (from < to && isBlank(line[from] as string)) from++;
  while (to > from && isBlank(line[to - 1] as string)) to--;
  return { start: from, end: to };
}

/** The URLs of a line that holds nothing else: one, or several columns. `undefined` if it holds other text. */
function urlsAlone(line: string, whole: UrlRange): UrlRange[] | undefined {
  const found: UrlRange[] = [];
  for (let { start } = whole; start < whole.end; ) {
    const column = { start, end: endOfUrl(line, { start, end: whole.end }, isBorder) };
    const url = { start, end: hostComma(line, column) };
    found.push(withoutEnd(line, url, endsAlone));
    if (url.end === column.end && isNextColumn(line, column.end)) start = column.end + 1;
    else {
      for (let at = url.end; at < whole.end; at++) if (!endsAlone(line[at] as string)) return undefined;
      break;
    }
  }
  return found;
}

function urlsInText(line: string, { start, end }: UrlRange): UrlRange[] {
  const found: UrlRange[] = [];
  for (let at = start; at < end; ) {
    START.lastIndex = at;
    const match = START.exec(line);
    if (!match) break;
    const from = match.index;
    const run = {
      start: from,
      end: endOfUrl(line, { start: from, end }, isBorderInText, CLOSING[line[from - 1] ?? '']),
    };
    const url = withoutEnd(line, { start: from, end: hostComma(line, run) }, endsInText);
    // “Use https:// always” names no URL.
    const behindScheme = from + match[0].length;
    if (url.end > behindScheme) found.push(url);
    at = Math.max(run.end, behindScheme);
  }
  return found;
}

/**
 * Offset of the first character behind a URL: a border, a comma in front of the next URL, or what closes the quote or bracket
 * in front of the URL. Brackets within the URL are skipped in pairs. A blank in a query is no border if another parameter
 * follows.
 */
function endOfUrl(line: string, { start, end }: UrlRange, isBorder: Kind, closing?: string): number {
  const opening = OPENING[closing ?? ''];
  let open = 0;
  let isQuery = false;
  for (let at = start; at < end; at++) {
    const character = line[at] as string;
    if (character === closing && open-- === 0) return at;
    if (character === opening) open++;
    if (character === '?') isQuery = true;
    if (isNextColumn(line, at)) return at;
    if (!isBorder(character)) continue;
    const blank =
      isQuery && character === ' ' ? BLANK_IN_QUERY.exec(line.slice(at, at + LONGEST_BLANK)) : undefined;
    if (!blank) return at;
    at += blank[0].length - 1;
  }
  return end;
}

/** Whether a comma or semicolon parts a URL from the next one. */
function isNextColumn(line: string, at: number): boolean {
  return (
    (line[at] === ',' || line[at] === ';') && SCHEME.test(line.slice(at + 1, at + 1 + 'https://'.length))
  );
}

/** Offset of a comma in the host, where none can be: what follows it is another column. The end if there is none. */
function hostComma(line: string, { start, end }: UrlRange): number {
  const host = HOST.exec(line.slice(start, end))?.[0] ?? '';
  const comma = host.indexOf(',');
  return comma < 0 ? end : start + comma;
}

/** Without the characters at the end that do not belong to the URL. */
function withoutEnd(line: string, { start, end }: UrlRange, isEnd: Kind): UrlRange {
  let to = end;
  let balance: Map<string, number> | undefined;
  for (; to > start; to--) {
    const last = line[to - 1] as string;
    if (isEnd(last)) continue;
    const opening = isEnd === endsInText ? OPENING[last] : undefined;
    if (opening === undefined) break;
    balance ??= balanceOf(line.slice(start, to));
    const open = balance.get(last) ?? 0;
    if (open >= 0) break;
    balance.set(last, open + 1);
  }
  return { start, end: to };
}

/** For each closing bracket: how many more of its opening ones there are; negative if there are fewer. */
function balanceOf(url: string): Map<string, number> {
  const balance = new Map<string, number>();
  const closingOf = Object.fromEntries(
    Object.entries(OPENING).map(([closing, opening]) => [opening, closing]),
  );
  for (const character of url) {
    if (character in OPENING) balance.set(character, (balance.get(character) ?? 0) - 1);
    const closing = closingOf[character];
    if (closing) balance.set(closing, (balance.get(closing) ?? 0) + 1);
  }
  return balance;
}
