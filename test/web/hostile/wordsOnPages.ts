/** W: what a person reads as the term, and what only looks as if it were not there. */

import { gzipSync } from 'node:zlib';
import { reply } from './reply.ts';
import { type Ending, mentions, noMention, type Row, type Scene, variants } from './row.ts';
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

/** A page, searched for a term in its source or its text. */
const sought = (page: string, term: string, searchIn: 'source' | 'text', ...flags: string[]) => ({
  serve: async (stage: Stage): Promise<Scene> => ({
    list: [await stage.raw(reply(page, HTML))],
    flags: ['--term', term, '--search-in', searchIn, ...flags],
  }),
});

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
  ...variants<string>(
    'W21',
    [
      ['a line break and spaces', 'Monty\n   Python'],
      ['no-break spaces', 'Monty&nbsp;\u202fPython'],
      ['spaces inside and outside an element', 'Monty <b> Python</b>'],
      ['soft hyphens', 'Mon&shy;ty Py\u00adthon'],
      ['zero-width spaces and joiners', 'Mon\u200bty Py&zwj;thon'],
      ['places for a line break', 'Mon<wbr>ty Py<wbr>thon'],
      ['the lines of a preformatted text', '<pre>by Monty\n   Python</pre>'],
    ],
    page => ({ ...sought(`<p>${page}`, 'Monty Python', 'text'), expect: mentions() }),
    'read as “Monty Python”: ',
  ),
  ...variants<string>(
    'W22',
    [
      ['two paragraphs', 'Monty<p>Python'],
      ['two cells', '<table><td>Monty <td>Python</table>'],
      ['two lines', 'Monty<br>Python'],
      ['one word', 'MontyPython'],
    ],
    page => ({ ...sought(`<p>${page}`, 'Monty Python', 'text'), expect: noMention }),
    'not read as “Monty Python”: ',
  ),
  ...variants<[page: string, ending: Ending]>(
    'W23',
    [
      ['Chinese', ['我们使用Python编写', mentions()]],
      ['Japanese', ['言語Pythonの入門、サーバーPython', mentions(2)]],
      ['Korean', ['Python을 배우다', mentions()]],
      ['Thai', ['ใช้Pythonเขียน', mentions()]],
      ['Lao', ['ໃຊ້Pythonຂຽນ', mentions()]],
      ['Khmer', ['ប្រើPythonសរសេរ', mentions()]],
      ['a longer word beside Chinese', ['使用Python3和CPython编写', noMention]],
      ['a mark on its last letter', ['使用Python\u0332编写', noMention]],
    ],
    ([page, expect]) => ({ ...sought(`<p>${page}`, 'Python', 'source', '--whole-word'), expect }),
    'a whole word in ',
  ),
];
