/** A: status, retry, politeness. These scans have a limit of 8 s for a URL, so that there is time for retries. */

import { head, PAGE, redirect, reply } from './reply.ts';
import {
  type Expected,
  failed,
  mentions,
  type Played,
  partial,
  type Row,
  type Scene,
  variants,
} from './row.ts';
import { FIN, type Step } from './script.ts';
import type { Script, Stage } from './stage.ts';

const SLOWLY = ['--timeout', '8'];
const patient = (start: (stage: Stage) => Promise<string | readonly string[]>) => ({
  async serve(stage: Stage): Promise<Scene> {
    const urls = await start(stage);
    return { list: typeof urls === 'string' ? [urls] : urls, flags: SLOWLY };
  },
});
const inTurn = (...replies: Step[]) => patient(stage => stage.inTurn(...replies));
const script = (play: Script) => patient(stage => stage.script(play));

const busy = (retryAfter?: string, status = '503 Service Unavailable') =>
  reply('busy', retryAfter === undefined ? {} : { 'Retry-After': retryAfter }, status);
const many = '429 Too Many Requests';
const limited = [failed('HTTP_RATE_LIMITED'), failed('HTTP_STATUS')];
const HTML = { 'Content-Type': 'text/html' };

/** The time between two requests, in ms. */
function gap({ requests }: Played, second: number): number {
  return (requests[second - 1]?.at ?? 0) - (requests[second - 2]?.at ?? 0);
}

function atLeast(ms: number): (played: Played) => void {
  return played => {
    for (let second = 2; second <= played.requests.length; second++) {
      const found = gap(played, second);
      if (found < ms) throw new Error(`only ${Math.round(found)} ms before request ${second}`);
    }
  };
}

export const politeness: Row[] = [
  {
    id: 'A01',
    behaviour: '503, 503, 200',
    ...inTurn(busy(), busy(), reply()),
    expect: mentions(),
    requests: 3,
    check: atLeast(50),
  },
  { id: 'A02', behaviour: '503 for ever', ...inTurn(busy()), expect: limited, requests: 3, message: /503/ },
  ...variants<string>(
    'A03',
    [
      ...['400 Bad Request', '401 Unauthorized', '403 Forbidden', '404 Not Found', '405 Method Not Allowed'],
      ...['410 Gone', '418 Teapot', '451 Unavailable For Legal Reasons', '501 Not Implemented'],
    ].map(each => [each, each]),
    status => ({
      ...inTurn(reply(PAGE, {}, status)),
      expect: failed('HTTP_STATUS'),
      requests: 1,
      within: 2500,
      message: new RegExp(status.slice(0, 3)),
    }),
    'not tried again: ',
  ),
  ...variants<[status: string, after: () => string]>(
    'A04',
    [
      ['429, in seconds', [many, () => '1']],
      ['503, in seconds', ['503 Busy', () => '1']],
      ['429, a date', [many, () => new Date(Date.now() + 2000).toUTCString()]],
    ],
    ([status, after]) => ({
      ...script(({ number }) => [number === 1 ? busy(after(), status) : reply()]),
      expect: mentions(),
      requests: 2,
      check: atLeast(900),
    }),
    'Retry-After is obeyed: ',
  ),
  {
    id: 'A04d',
    behaviour: 'Retry-After of one line holds back all lines of its origin, and no other',
    ...patient(async stage => {
      const angry = await stage.script(({ number }) => [number === 1 ? busy('2', many) : reply()]);
      const other = await stage.raw(reply());
      return [...[1, 2, 3, 4, 5, 6].map(each => angry + each), `${other}free`];
    }),
    expect: mentions(),
    check: ({ rows, requests }) => {
      if ((rows.at(-1)?.ms ?? 0) > 1000) throw new Error('the other origin had to wait');
      const angry = requests.filter(({ target }) => target !== '/free');
      const first = angry[0]?.at ?? 0;
      const early = angry.filter(({ at }) => at > first + 300 && at < first + 1900);
      if (early.length) throw new Error(`${early.length} requests came before the time was over`);
    },
  },
  ...variants<string>(
    'A05',
    [
      ['999999', '999999'],
      ['Infinity', 'Infinity'],
      ['1e9', '1e9'],
      ['a date in 2099', 'Wed, 01 Jan 2099 00:00:00 GMT'],
    ],
    (after, name) => ({
      ...inTurn(busy(after, many)),
      expect: failed('HTTP_RATE_LIMITED'),
      // A value that is not a number of seconds is ignored.
      ...(name === '999999' || name.startsWith('a date')
        ? { requests: 1, within: 2500 }
        : { requests: [1, 3] }),
    }),
    'Retry-After: ',
  ),
  ...variants<string>(
    'A06',
    [
      ['a date that has passed', 'Wed, 21 Oct 2015 07:28:00 GMT'],
      ['-5', '-5'],
      ['soon', 'soon'],
      ['empty', ''],
      ['seconds with a fraction', '0.5'],
    ],
    after => ({
      ...script(({ number }) => [number === 1 ? busy(after, many) : reply()]),
      expect: mentions(),
      requests: 2,
      check: atLeast(50),
    }),
    'Retry-After falls back to our own pace: ',
  ),
  {
    id: 'A07',
    behaviour: 'Retry-After: 0 is no invitation to hammer',
    ...inTurn(busy('0', many)),
    expect: failed('HTTP_RATE_LIMITED'),
    requests: [1, 3],
    check: atLeast(50),
  },
  {
    id: 'A08',
    behaviour: 'refused connection is not tried again',
    serve: stage => stage.refused(),
    expect: failed('CONNECT_REFUSED'),
    within: 2500,
  },
  {
    id: 'A10',
    behaviour: 'what is not HTTP is not asked again and again',
    ...inTurn('nonsense\r\n\r\n'),
    expect: failed('HTTP_BAD_RESPONSE'),
    requests: [1, 2],
  },
  ...variants<[steps: Step[], ending: Expected]>(
    'A11',
    [
      ['whole the second time', [[reply()], [mentions(1), partial('BODY_CUT', 1)]]],
      ['again', [[head('200 OK', { ...HTML, 'Content-Length': 999 }), PAGE, FIN], partial('BODY_CUT', 1)]],
    ],
    ([second, expect]) => ({
      ...script(({ number }) =>
        number === 1 ? [head('200 OK', { ...HTML, 'Content-Length': 999 }), PAGE, FIN] : second,
      ),
      expect,
      requests: [1, 3],
      check: ({ requests }) => {
        if (requests.some(({ headers }) => headers.range)) throw new Error('a part was asked for');
      },
    }),
    'truncated body, ',
  ),
  {
    id: 'A12',
    behaviour: 'truncated before the first byte, whole the second time',
    ...script(({ number }) =>
      number === 1 ? [head('200 OK', { ...HTML, 'Content-Length': 999 }), { wait: 20 }, FIN] : [reply()],
    ),
    expect: [mentions(), failed('BODY_CUT')],
    requests: [1, 2],
  },
  {
    id: 'A13',
    behaviour: '503 whose body drips is given up at once',
    ...script(({ number }) =>
      number === 1
        ? [
            head('503 Busy', { ...HTML, 'Transfer-Encoding': 'chunked' }),
            { forever: '1\r\n.\r\n', every: 100 },
          ]
        : [reply()],
    ),
    expect: mentions(),
    requests: 2,
    within: 3500,
  },
  {
    id: 'A15',
    behaviour: '60 lines of a slow origin do not hold up the others',
    async serve(stage) {
      const slow = await stage.raw({ wait: 150 }, reply());
      const others = await Promise.all([1, 2, 3, 4].map(() => stage.raw(reply())));
      const list = [...Array.from({ length: 60 }, (_, index) => `${slow}${index}`), ...others];
      return { list, flags: ['--timeout', '10', '--concurrency', '8', '--per-host', '4'] };
    },
    expect: mentions(),
    check: ({ rows, requests, stage }) => {
      if (rows.slice(60).some(({ ms }) => ms > 1000)) throw new Error('another origin had to wait');
      const places = requests.map((request, index) => (request.target === '/' ? index : 0));
      if (Math.max(...places) > 30) throw new Error('the other origins came behind the slow one');
      if (stage.mostOpen > 8) throw new Error(`${stage.mostOpen} requests at once`);
    },
  },
  {
    id: 'A15b',
    behaviour: 'at most 4 requests at once to an origin',
    async serve(stage) {
      const slow = await stage.raw({ wait: 30 }, reply());
      return Array.from({ length: 24 }, (_, index) => `${slow}${index}`);
    },
    expect: mentions(),
    check: ({ stage }) => {
      if (stage.mostOpen > 4) throw new Error(`${stage.mostOpen} requests at once`);
    },
  },
  {
    id: 'A16',
    behaviour: 'login page instead of the page',
    ...script(({ target }) =>
      target === '/' ? [redirect('/login?from=/')] : [reply('<form>Sign in to read about Python</form>')],
    ),
    expect: mentions(),
    finalUrl: /\/login/,
  },
  {
    id: 'A17',
    behaviour: 'who asks says so: User-Agent with version and address, Accept, Accept-Language',
    ...script(({ headers }) =>
      /^ScanUrls\/\d/.test(headers['user-agent'] ?? '') ? [reply()] : [reply('who?', {}, '403 Forbidden')],
    ),
    expect: mentions(),
    check: ({ requests }) => {
      const { headers } = requests[0] ?? {};
      if (!headers?.accept || !headers['accept-language'])
        throw new Error('Accept or Accept-Language is missing');
      if (!/https:\/\//.test(headers['user-agent'] ?? '')) throw new Error('the User-Agent has no address');
    },
  },
];
