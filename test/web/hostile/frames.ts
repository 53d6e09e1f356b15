/** F1: pages that only show other pages, in frames. */

import { head, redirect, reply } from './reply.ts';
import { failed, mentions, noMention, type Played, partial, type Row, variants } from './row.ts';
import { FIN, type Step } from './script.ts';
import type { Stage } from './stage.ts';

const HTML = { 'Content-Type': 'text/html' };
const page = (body: string) => reply(body, HTML);
const show = (src: string) =>
  page(`<body style="margin:0"><iframe src="${src}" width="100%"></iframe></body>`);

/** A site with these pages by their path; any other is missing. */
const site = (pages: Readonly<Record<string, readonly Step[]>>) => ({
  serve: (stage: Stage) =>
    stage.script(({ target }) => pages[target] ?? [reply('gone', {}, '404 Not Found')]),
});

const INNER = { '/inner': [page('<p>A page about Python</p>')] };

function inFrame({ rows }: Played): void {
  if (!rows[0]?.matches.every(({ frame }) => frame?.endsWith('/inner')))
    throw new Error('no match in a frame');
  if (rows[0]?.places?.frames !== rows[0]?.count) throw new Error('the place is not told');
}

export const frames: Row[] = [
  ...variants<string>(
    'F10',
    [
      ['a frameset', '<frameset><frame src=/inner></frameset>'],
      [
        'a frameset with other words for old browsers',
        '<frameset><frame src=/inner><noframes><p>Get a newer browser to see this page, which has frames.</noframes></frameset>',
      ],
      ['one big iframe', '<iframe src=/inner></iframe>'],
      ['an object', '<object data=/inner type=text/html></object>'],
      ['a frame by the base of the page', '<base href=/x/y/><iframe src=../../inner></iframe>'],
      [
        'a frame behind one that is missing a page',
        '<iframe src=about:blank></iframe><iframe src=/inner></iframe>',
      ],
      ['the same frame many times', '<iframe src=/inner></iframe>'.repeat(500)],
    ],
    body => ({
      ...site({ '/': [page(body)], ...INNER }),
      expect: mentions(1),
      requests: 2,
      check: inFrame,
    }),
    'a page that only shows: ',
  ),
  {
    id: 'F11',
    behaviour: 'a frame whose text is an attribute needs no request',
    serve: async stage => ({
      list: [await stage.raw(page('<iframe srcdoc="&lt;p>A page about P&amp;#121;thon"></iframe>'))],
      flags: ['--search-in', 'text'],
    }),
    expect: mentions(1),
    requests: 1,
  },
  {
    id: 'F12',
    behaviour: 'frames in frames, and more of them than are searched',
    ...site({
      '/': [show('/deep')],
      '/deep': [show('/inner')],
      ...INNER,
    }),
    expect: noMention,
    requests: 2,
    note: /further frames/,
  },
  {
    id: 'F12b',
    behaviour: 'a thousand frames',
    ...site({
      '/': [page(Array.from({ length: 1000 }, (_, at) => `<frame src=/${at}>`).join(''))],
      '/1': [page('<p>x')],
    }),
    expect: partial('HTTP_STATUS', 0),
    requests: 5,
    note: /only the first 4/,
  },
  {
    id: 'F12c',
    behaviour: 'a frame that shows its own page, and a circle of frames',
    ...site({ '/': [page('<iframe src=/></iframe><iframe src=/round></iframe>')], '/round': [show('/')] }),
    expect: noMention,
    requests: 2,
  },
  ...variants<[answer: readonly Step[], code: string, count?: number]>(
    'F13',
    [
      ['missing', [[reply('x', {}, '404 Not Found')], 'HTTP_STATUS', 0]],
      ['a picture', [[reply('x', { 'Content-Type': 'image/png' })], 'NOT_TEXT', 0]],
      ['cut', [[head('200 OK', { ...HTML, 'Content-Length': 99 }), '<p>Python', FIN], 'BODY_CUT', 1]],
      ['not HTTP', [['nonsense\r\n\r\n'], 'HTTP_BAD_RESPONSE', 0]],
      ['a redirect into nowhere', [[redirect('ftp://127.0.0.1/')], 'REDIRECT_SCHEME', 0]],
      ['a circle', [[redirect('/inner')], 'REDIRECT_LOOP', 0]],
    ],
    ([answer, code, count]) => ({
      ...site({ '/': [show('/inner')], '/inner': answer }),
      expect: partial(code, count),
      message: /^Its frame /,
    }),
    'a frame that is ',
  ),
  {
    id: 'F14',
    behaviour: 'a frame that never answers ends with the time of its page',
    async serve(stage) {
      const silent = await stage.script(() => []);
      return { list: [await stage.raw(show(silent))], flags: ['--timeout', '1'] };
    },
    expect: partial('HEADERS_TIMEOUT', 0),
    within: 1500,
    notBefore: 900,
  },
  {
    id: 'F15',
    behaviour: '40 pages that show the same slow host in frames ask it for few at once, and others go on',
    async serve(stage) {
      const slow = await stage.raw({ wait: 60 }, page('<p>Python'));
      const outer = await stage.script(({ target }) => [show(`${slow}in${target}`)]);
      const fine = await stage.raw(reply());
      return {
        list: [...Array.from({ length: 40 }, (_, at) => `${outer}${at}`), fine],
        flags: ['--timeout', '3'],
      };
    },
    expect: mentions(),
    within: 3000,
    requests: 81,
    check: ({ requests }) => {
      const ports = new Set(
        requests.filter(({ target }) => target.startsWith('/in/')).map(({ port }) => port),
      );
      if (ports.size !== 1) throw new Error('the frames were not asked for');
    },
  },
  {
    id: 'F16',
    behaviour:
      'a frame whose host asks to slow down leaves its page searched in part, and the host is given up',
    async serve(stage) {
      const angry = await stage.raw(reply('slowly', { 'Retry-After': '90' }, '429 Too Many Requests'));
      const outer = await stage.script(({ target }) => [show(`${angry}in${target}`)]);
      return Array.from({ length: 20 }, (_, at) => `${outer}${at}`);
    },
    expect: partial('HTTP_RATE_LIMITED', 0),
    within: 2500,
    check: ({ requests }) => {
      const asked = requests.filter(({ target }) => target.startsWith('/in/')).length;
      if (asked > 4) throw new Error(`${asked} requests to the angry host`);
    },
  },
  {
    id: 'F17',
    behaviour: 'cookies of the page go to its frame, and a password in the URL of a frame does not',
    serve: stage =>
      stage.script(({ target, headers }) => {
        if (target === '/') {
          const src = `http://me:word@${headers.host}/inner`;
          return [reply(`<iframe src="${src}"></iframe>`, { ...HTML, 'Set-Cookie': 'in=1' })];
        }
        const isRight = headers.cookie === 'in=1' && headers.authorization === undefined;
        return [isRight ? page('<p>Python') : reply('no', {}, '403 Forbidden')];
      }),
    expect: mentions(1),
    requests: 2,
  },
  {
    id: 'F18',
    behaviour: 'a page that is all frame, but dead',
    ...site({ '/': [reply('<iframe src=/inner></iframe>', HTML, '404 Not Found')], ...INNER }),
    expect: failed('HTTP_STATUS'),
    requests: 1,
  },
];
