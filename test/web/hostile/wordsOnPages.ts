/** W: what a person reads as the term, and what only looks as if it were not there. */

import { gzipSync } from 'node:zlib';
import { reply } from './reply.ts';
import { mentions, type Row, type Scene, variants } from './row.ts';
import type { Stage } from './stage.ts';

const HTML = { 'Content-Type': 'text/html; charset=utf-8' };
const INNOCENTS = 6;

/** A small answer that is a long page, with innocent pages of other hosts before and after it. */
async function packed(stage: Stage, page: string): Promise<Scene> {
  const answer = reply(gzipSync(page), { ...HTML, 'Content-Encoding': 'gzip' });
  const innocents = Array.from({ length: INNOCENTS }, () => stage.raw(reply('<p>Python', HTML)));
  const [first = '', ...others] = await Promise.all([...innocents, stage.raw(answer)]);
  return { list: [...others.reverse(), first], flags: ['--timeout', '5'] };
}

export const wordsOnPages: Row[] = [
  ...variants<string>(
    'W20',
    [
      ['two marks by turns', '\u0300\u0316'],
      ['marks of Hebrew', '\u05b4\u05b0'],
      ['marks that are two', '\u0344\u0316'],
      ['marks outside the basic plane', '\u{1d165}\u{1d17b}'],
    ],
    marks => ({
      serve: stage => packed(stage, `<p>Python${marks.repeat(1_000_000 / Buffer.byteLength(marks))}`),
      expect: mentions(),
      within: 3000,
      alone: true,
    }),
    'a million bytes of marks on one letter hold up nothing: ',
  ),
];
