/** Recognizes the answers of robot walls. */

import { Walk } from '../content/htmlWalk.ts';
import { latin1, type MediaType, markupOf } from '../content/mediaType.ts';
import { field, type Headers } from '../network/headers.ts';
import { MARKUP_HINTS, REFUSALS, ROBOT_WALLS, type RobotWall, WALL_STATUSES } from './robotWalls.ts';

/** Number of bytes of a page that are looked at. The marks of walls stand at the beginning. */
export const WALL_BYTES = 16 * 1024;

/** In bytes. A page that is larger than this is no mere check. */
export const LARGEST_CHECK = 48 * 1024;

/** In characters, with its tag. */
const LONGEST_TITLE = 200;

/** In readable characters. A page with more of them has something to say, even if it has the marks of a wall. */
const MOST_TEXT = 2_500;

/** What header fields say of a wall, by status. Each answer is looked at, so the marks for others are left out beforehand. */
const HEAD_MARKS = Map.groupBy(
  ROBOT_WALLS.flatMap(({ name, headers = [] }) =>
    headers.flatMap(({ statuses, fields }) =>
      statuses.map(status => ({ name, status, fields: Object.entries(fields) })),
    ),
  ),
  ({ status }) => status,
);

/** The walls that a title may tell. */
const TITLED = ROBOT_WALLS.filter(({ title }) => title);

/** The vendor of the wall, by status and header fields; `undefined` if they do not tell. */
export function wallOfHead(status: number, headers: Headers): string | undefined {
  return (
    WALL_STATUSES.get(status) ??
    HEAD_MARKS.get(status)?.find(({ fields }) => fields.every(isIn(headers)))?.name
  );
}

/** Whether the body of an answer may tell a wall that its head does not. */
export function mayBeWall(status: number, headers: Headers, { isText }: MediaType): boolean {
  return REFUSALS.includes(status) && isText !== false && wallOfHead(status, headers) === undefined;
}

/** The vendor of the wall, by the beginning of a refusal. @param bytes of the page, unpacked */
export function wallOfRefusal(bytes: Buffer): string | undefined {
  const start = startOf(bytes);
  return (wallByMarkup(start) ?? ROBOT_WALLS.find(({ words }) => words?.test(start)))?.name;
}

/** The vendor of the wall, if a page with a status of success is only a check. @param bytes of the page, unpacked */
export function wallOfPage(bytes: Buffer, mediaType: MediaType): string | undefined {
  if (bytes.length > LARGEST_CHECK) return undefined;
  const start = startOf(bytes);
  if (!wallByMarkup(start) || markupOf(mediaType, start) !== 'html') return undefined;
  const { length, markup } = withoutText(latin1(bytes));
  return length > MOST_TEXT ? undefined : wallByMarkup(start, markup)?.name;
}

function startOf(bytes: Buffer): string {
  return latin1(bytes, Math.min(bytes.length, WALL_BYTES));
}

/** @param markup the same without what a person reads: an article may show the marks of a wall */
function wallByMarkup(start: string, markup = start): RobotWall | undefined {
  const title = titleOf(start);
  const hasHint = MARKUP_HINTS.some(hint => hint.test(start));
  if (!title && !hasHint) return undefined;
  return (hasHint ? ROBOT_WALLS : TITLED).find(wall => {
    const fits = wall.title?.test(title) || (hasHint && wall.markup?.test(markup));
    return fits && (!wall.also || wall.also.test(start));
  });
}

/** The beginning of the title; empty if there is none. */
function titleOf(start: string): string {
  const tag = start.search(/<title[\s>]/i);
  if (tag < 0) return '';
  const text = start.slice(start.indexOf('>', tag) + 1, tag + LONGEST_TITLE);
  return (text.split('<', 1)[0] ?? '').trim();
}

/** The vendor of the wall that a redirect leads to. @param from the URL that redirects; a wall may redirect to itself */
export function wallOfRedirect(from: URL, to: URL): string | undefined {
  const wall = wallAt(to);
  return wall && wall !== wallAt(from) ? wall.name : undefined;
}

function wallAt({ host, pathname }: URL): RobotWall | undefined {
  const place = host + pathname;
  return ROBOT_WALLS.find(({ redirect }) => redirect?.test(place));
}

/** A page without what a person reads, and the number of characters of that. White space does not count. */
function withoutText(page: string): { markup: string; length: number } {
  let markup = '';
  let done = 0;
  let length = 0;
  new Walk(page, 'html', {
    onText(start, end) {
      length += page.slice(start, end).replace(/\s+/g, '').length;
      markup += page.slice(done, start);
      done = end;
    },
    onReference() {
      length++;
    },
  }).run();
  return { markup: markup + page.slice(done), length };
}

function isIn(headers: Headers): (mark: [name: string, value: RegExp]) => boolean {
  return ([name, value]) => {
    const found = field(headers, name);
    return found !== undefined && value.test(found);
  };
}
