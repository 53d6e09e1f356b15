import { failure } from '../../../src/engine/model/failure.ts';
import { cancelled, failed, type Outcome } from '../../../src/engine/model/outcome.ts';
import { NO_PLACES } from '../../../src/engine/model/places.ts';

const facts = { ms: 12, bytes: 345, status: 200, finalUrl: 'http://example.com/', mediaType: 'text/html' };
const matches = [
  { line: 7, column: 0, length: 6, text: 'Python, python', highlights: [[0, 6] as const, [8, 14] as const] },
];
const places = { title: 0, text: 2, markup: 0 };
const cut = failure('BODY_TOO_BIG', 'Only the first 5 MiB were searched');

/** Of a page that answered a check. */
export const alive: Outcome = { ...facts, kind: 'answered' };

/** One outcome of each kind that a search has. */
export const outcomes = {
  mention: { ...facts, kind: 'mentions', count: 2, places, matches },
  nothing: { ...facts, kind: 'noMention' },
  part: { ...facts, kind: 'partial', count: 2, places, matches, failure: cut },
  partNothing: { ...facts, kind: 'partial', count: 0, places: NO_PLACES, matches: [], failure: cut },
  image: { ...facts, kind: 'skipped', failure: failure('NOT_TEXT', 'The page is image/png, not text') },
  dead: failed(failure('DNS_NOT_FOUND', 'The host name x does not exist')),
  broken: failed(failure('HTTP_STATUS', 'The server answered 403 Forbidden'), { ...facts, status: 403 }),
  stopped: cancelled({ ms: 5 }),
} satisfies Record<string, Outcome>;
