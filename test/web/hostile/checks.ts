/** E: checks, which look for no word. The scans run with a limit of 3 s. */

import { chunked, head, openEnded, PAGE, redirect, reply } from './reply.ts';
import { answered, failed, type Row, variants } from './row.ts';
import { FIN, RST, type Step } from './script.ts';
import type { Stage } from './stage.ts';

const HTML = { 'Content-Type': 'text/html' };
const LONG = { ...HTML, 'Content-Length': 9000 };
const filler = 'x'.repeat(64 * 1024);
/** In bytes. More of a page is never read. */
const MOST = 48 * 1024 + 1;

const checked = (...steps: Step[]) => ({
  serve: async (stage: Stage) => ({ list: [await stage.raw(...steps)], flags: ['--no-term'] }),
});

const isShort: Row['check'] = ({ rows }) => {
  const bytes = rows[0]?.bytes ?? Number.NaN;
  if (!(bytes <= MOST)) throw new Error(`${bytes} bytes were read, and ${MOST} at most are needed`);
};

export const checks: Row[] = [
  {
    id: 'E01',
    behaviour: 'a body without end, as fast as it can',
    ...checked(openEnded(), PAGE, { forever: filler }),
    expect: answered,
    within: 1500,
    requests: 1,
    check: isShort,
  },
  {
    id: 'E02',
    behaviour: 'a byte of the body every 200 ms, for ever',
    ...checked(openEnded(), PAGE, { forever: '.', every: 200 }),
    expect: answered,
    within: 2700,
    requests: 1,
    check: isShort,
  },
  {
    id: 'E03',
    behaviour: 'the body stalls behind its beginning',
    ...checked(head('200 OK', LONG), PAGE),
    expect: answered,
    within: 2700,
    requests: 1,
  },
  {
    id: 'E03b',
    behaviour: 'the body stalls before its first byte',
    ...checked(head('200 OK', LONG)),
    expect: failed('BODY_STALLED'),
    within: 3500,
  },
  ...variants<typeof FIN | typeof RST>(
    'E04',
    [
      ['closed', FIN],
      ['reset', RST],
    ],
    end => ({ ...checked(head('200 OK', LONG), PAGE, end), expect: answered, requests: 1 }),
    'a page that has begun is ',
  ),
  {
    id: 'E05',
    behaviour: 'closed before the first byte of the page',
    ...checked(head('200 OK', LONG), FIN),
    expect: failed('BODY_CUT'),
    requests: [1, 2],
  },
  ...variants<Step>(
    'E06',
    [
      ['an image', head('200 OK', { 'Content-Type': 'image/png', 'Content-Length': 10_000_000 })],
      ['bytes of no type', reply(Buffer.alloc(3000, '\0\x01\xff', 'latin1'), { 'Content-Type': '' })],
      ['an unknown compression', reply(Buffer.alloc(3000, 0xfe), { 'Content-Encoding': 'xyz' })],
      ['no content', head('204 No Content')],
      ['nothing', reply('')],
    ],
    step => ({ ...checked(step), expect: answered, within: 1500, requests: 1 }),
    'answers with ',
  ),
  ...variants<Step>(
    'E07',
    [
      ['of a page', reply('<title>Just a moment...</title><script>window._cf_chl_opt = {}</script>')],
      ['of a refusal', reply('<p>error code: 1020', {}, '403 Forbidden')],
    ],
    step => ({ ...checked(step), expect: failed('ROBOT_WALL'), requests: 1 }),
    'a robot wall by the marks ',
  ),
  {
    id: 'E08',
    behaviour: 'a page whose chunks are broken behind its beginning',
    ...checked(chunked(), `${PAGE.length.toString(16)}\r\n${PAGE}\r\n`, 'zzz\r\n', FIN),
    expect: answered,
  },
  {
    id: 'E09',
    behaviour: 'an unpacked bomb is read as far as any page',
    async serve(stage) {
      const { gzipSync } = await import('node:zlib');
      const bomb = gzipSync(Buffer.alloc(50 * 1024 ** 2));
      return { list: [await stage.raw(reply(bomb, { 'Content-Encoding': 'gzip' }))], flags: ['--no-term'] };
    },
    expect: answered,
    within: 1500,
    check: isShort,
  },
  ...variants<string>(
    'E11',
    [
      ['tags that never end', '<a id="'],
      ['ids', '<a id=x>'],
      ['references in an id', '&amp;'],
      ['letters of the text', 'a '],
    ],
    piece => ({
      async serve(stage) {
        const page = `<!doctype html><h2 id="${piece.repeat(200_000)}`;
        const url = await stage.raw(reply(page));
        return { list: [`${url}#x-y`, `${url}#:~:text=b-,a,c`], flags: ['--no-term', '--check-fragments'] };
      },
      expect: [answered, failed('FRAGMENT_MISSING')],
      within: 2500,
    }),
    'a page full of what fragments name: ',
  ),
  {
    id: 'E12',
    behaviour: 'the line whose section is missing is told, and no other of the same page',
    async serve(stage) {
      const url = await stage.raw(reply(`${PAGE}<h2 id="here">`));
      const list = [url, `${url}#here`, `${url}#gone`, `${url}#:~:text=here%20is`];
      return { list, flags: ['--no-term', '--check-fragments'] };
    },
    expect: { lines: [answered, answered, failed('FRAGMENT_MISSING'), answered] },
    requests: 1,
  },
  {
    id: 'E10',
    behaviour: 'an error, and a redirect to one',
    async serve(stage) {
      const base = await stage.script(({ target }) =>
        target.startsWith('/to') ? [redirect('/gone')] : [reply('', {}, '404 Not Found')],
      );
      return { list: [`${base}gone`, `${base}to`], flags: ['--no-term'] };
    },
    expect: failed('HTTP_STATUS'),
  },
];
