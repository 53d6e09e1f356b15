/** C, second part, and M: the place of the term on the page, and the kind of the term. */

import { once } from 'node:events';
import { constants, createGzip } from 'node:zlib';
import { words } from './characters.ts';
import { head, openEnded, PAGE, reply } from './reply.ts';
import {
  type Expected,
  failed,
  mentions,
  noMention,
  partial,
  type Row,
  type Scene,
  variants,
} from './row.ts';
import { FIN } from './script.ts';
import type { Stage } from './stage.ts';

const HTML = { 'Content-Type': 'text/html; charset=utf-8' };
const either: Expected = [mentions(), noMention];
/** A page, searched for the words of the C rows. */
const said = (body: string) => ({ serve: (stage: Stage) => words(stage.raw(reply(body, HTML))) });
/** A page, searched with these flags. */
const sought = (body: string, ...flags: string[]) => ({
  serve: async (stage: Stage): Promise<Scene> => ({ list: [await stage.raw(reply(body, HTML))], flags }),
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: it matches control characters
const UNSHOWABLE = /[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;

export const matching: Row[] = [
  {
    id: 'C12a',
    behaviour: 'term in as many pieces as it has letters',
    serve: stage => stage.raw(openEnded(), ...[...PAGE].flatMap(each => [each, { wait: 2 }]), FIN),
    expect: mentions(),
  },
  {
    id: 'C12b',
    behaviour: 'term split by the blocks of gzip',
    async serve(stage) {
      const body = await inBlocks('<p>Pyt', 'hon</p>');
      return stage.raw(reply(body, { 'Content-Encoding': 'gzip' }));
    },
    expect: mentions(),
  },
  {
    id: 'C12c',
    behaviour: 'term across the cap: part of a page, never “no mention”',
    serve: stage => stage.raw(reply(`${'x'.repeat(1024 ** 2 - 3)}Python${'x'.repeat(100)}`)),
    expect: partial('BODY_TOO_BIG', 0),
  },
  {
    id: 'C12d',
    behaviour: 'term right before the cap',
    serve: stage => stage.raw(reply(`${'x'.repeat(1024 ** 2 - 6)}Python${'x'.repeat(100)}`)),
    expect: partial('BODY_TOO_BIG', 1),
  },
  ...variants<string>(
    'C13',
    ['caf&eacute;', '&#x63;af&#233;', 'caf&eacute', '&#26085;本語', 'caf&amp;eacute;'].map(each => [
      each,
      each,
    ]),
    text => ({ ...said(`<p>${text}</p>`), expect: either }),
    'entities: ',
  ),
  ...variants<[text: string, ending: Expected]>(
    'C14',
    [
      ['combining accent', ['cafe\u0301', mentions()]],
      ['other case', ['CAFÉ', mentions()]],
      ['final sigma', ['ελλάδα', mentions()]],
      ['soft hyphen', ['ca\u00adfé', either]],
      ['zero-width space', ['日\u200b本語', either]],
      ['full width', ['５€', either]],
    ],
    ([text, expect]) => ({ ...said(`<p>${text}</p>`), expect }),
  ),
  ...variants<[text: string, ending: Expected]>(
    'C15',
    [
      ['tags between the letters', ['<b>ca</b>fé', either]],
      ['a comment', ['<!-- café -->', either]],
      ['a script', ['<script>"café"</script>', either]],
      ['an attribute', ['<img alt="café">', either]],
      ['the title', ['<title>café</title>', mentions()]],
    ],
    ([text, expect]) => ({ ...said(text), expect }),
    'in ',
  ),
  {
    id: 'C16',
    behaviour: 'controls and reversed writing around the term never reach the report',
    // In the inspected part of the page, a bell character would make the page binary.
    ...said(
      `${' '.repeat(1500)}<p>\u202eevil\u2066 \x1b[31mcafé\x07\u202c $(error) ![x](http://127.0.0.1/)</p>`,
    ),
    expect: mentions(),
    check: ({ rows }) => {
      if (rows.some(row => row.matches.some(({ text }) => UNSHOWABLE.test(text)))) throw new Error('they do');
    },
  },
  {
    id: 'C17',
    behaviour: 'one line of 900 KB',
    ...said(`${'x'.repeat(450_000)} café ${'y'.repeat(450_000)}`),
    expect: mentions(),
    check: ({ rows }) => {
      if ((rows[0]?.matches[0]?.text.length ?? 0) > 1000) throw new Error('the whole line is shown');
    },
  },
  ...variants<string>(
    'M01',
    ['(a+)+$', '(a|aa)+$', '(.*a){20}$', '^(([a-z])+.)+[A-Z]([a-z])+$'].map(each => [each, each]),
    pattern => ({
      ...sought(`${'a'.repeat(40)}!`, '--timeout', '2', '--regex', '--term', pattern),
      expect: [failed('REGEX_TIMEOUT'), mentions(), noMention] satisfies Expected,
      within: 3500,
    }),
    'catastrophic pattern: ',
  ),
  {
    id: 'M01e',
    behaviour: 'catastrophic pattern disturbs no other line',
    async serve(stage) {
      const list = await Promise.all([
        stage.raw(reply('Python')),
        stage.raw(reply(`${'a'.repeat(40)}!`)),
        stage.raw({ wait: 100 }, reply('Python')),
      ]);
      return { list, flags: ['--regex', '--term', '(a+)+$|Python'] };
    },
    expect: { lines: [mentions(), failed('REGEX_TIMEOUT'), mentions()] },
  },
  ...variants<string[]>(
    'M02',
    [
      ['invalid', ['--regex', '--term', '(unclosed']],
      ['empty', ['--term', '']],
      ['invalid but for the whole word', ['--regex', '--whole-word', '--term', ')(?:']],
    ],
    flags => ({
      serve: async stage => ({ list: [await stage.raw(reply())], flags, refused: true }),
      expect: { lines: [noMention] },
      requests: 0,
    }),
    'refused before the scan: ',
  ),
  ...variants<string>(
    'M02',
    ['x*', '^$', '(?=P)', '\\b'].map(each => [each, each]),
    pattern => ({
      ...sought(PAGE, '--regex', '--term', pattern),
      expect: [noMention, mentions()],
      within: 2500,
    }),
    'matches nothing at every place: ',
  ).map((row, index) => ({ ...row, id: `M02${'defg'[index]}` })),
  {
    id: 'M03',
    behaviour: 'a million matches',
    ...sought('Python '.repeat(1_000_000), '--max-size', '10', '--timeout', '5'),
    expect: { outcome: 'mentions' },
    check: ({ rows }) => {
      if ((rows[0]?.matches.length ?? 0) > 50) throw new Error(`${rows[0]?.matches.length} lines are kept`);
    },
  },
  {
    id: 'M04',
    behaviour: 'no state is carried from page to page',
    async serve(stage) {
      const [late, early] = [reply(`${'x'.repeat(5000)}Python`), reply('Python')];
      return {
        list: await Promise.all(Array.from({ length: 20 }, (_, i) => stage.raw(i % 2 ? early : late))),
      };
    },
    expect: mentions(1),
  },
  ...variants<string>(
    'M05',
    [
      ['signs of regular expressions', 'a.*b(c)[d]{2}\\d$^|?+'],
      ['emoji', '👩‍💻'],
      ['beyond the basic plane', '𝒳y'],
      ['right to left', 'שלום עולם'],
      ['10 KB', 'Long term '.repeat(1000).trim()],
      ['quotes and dollars', `it's "$&" $1`],
      ['a dash first', '-v'],
    ],
    term => ({ ...sought(`<p>${term}</p>`, `--term=${term}`), expect: mentions(1) }),
    'literal: ',
  ),
  {
    id: 'M05h',
    behaviour: 'literal: half of an emoji is not found in a whole one',
    ...sought('<p>👩‍💻</p>', '--term', '\ud83d'),
    expect: [noMention, mentions()],
  },
  {
    id: 'C12e',
    behaviour: 'page without a byte',
    serve: stage => stage.raw(head('200 OK', { 'Content-Type': 'text/html', 'Content-Length': 0 })),
    expect: { outcome: 'noMention', count: 0 },
  },
];

/** Packs each part into a block of its own. */
async function inBlocks(...parts: string[]): Promise<Uint8Array> {
  const gzip = createGzip();
  const out: Buffer[] = [];
  gzip.on('data', (data: Buffer) => out.push(data));
  for (const part of parts) {
    gzip.write(part);
    await new Promise<void>(resolve => gzip.flush(constants.Z_FULL_FLUSH, () => resolve()));
  }
  await once(gzip.end(), 'end');
  return Buffer.concat(out);
}
