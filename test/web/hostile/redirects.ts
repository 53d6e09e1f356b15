/** R: redirects. */

import { head, openEnded, PAGE, redirect, reply } from './reply.ts';
import { type Expected, failed, mentions, noMention, type Row, variants } from './row.ts';
import { FIN, RST, type Step } from './script.ts';
import type { Stage } from './stage.ts';

const invalid = failed('REDIRECT_INVALID');
const scheme = failed('REDIRECT_SCHEME');

/** `/` plays the steps, everything else is a good page. */
const from = (...steps: Step[]) => ({
  serve: (stage: Stage) => stage.script(({ target }) => (target === '/' ? steps : [reply()])),
});

/** `/` redirects to the location, everything else is a good page. */
const to = (location: string, status?: string) => from(redirect(location, status));

/** A location, and the expected ending. */
type Case = [location: string, finalUrl: RegExp];

const HELLO = '<p>Hello, and nothing else.';

const HTML = { 'Content-Type': 'text/html' };

export const redirects: Row[] = [
  { id: 'R01', behaviour: '302 is followed', ...to('/next'), expect: mentions(), finalUrl: /\/next$/ },
  ...variants<string>(
    'R02',
    ['301 Moved', '302 Found', '303 See Other', '307 Temporary', '308 Permanent'].map(each => [each, each]),
    status => ({ ...to('/next', status), expect: mentions(), finalUrl: /\/next$/, requests: 2 }),
  ),
  { id: 'R03', behaviour: '300 with a Location', ...to('/next', '300 Choices'), expect: mentions() },
  ...variants<string>(
    'R04',
    ['304 Not Modified', '305 Use Proxy', '306 Unused', '399 Odd'].map(each => [each, each]),
    status => ({ ...to('/next', status), expect: failed('HTTP_STATUS'), requests: 1 }),
    'with a Location: ',
  ),
  {
    id: 'R05a',
    behaviour: '302 without a Location',
    ...from(reply('', {}, '302 Found')),
    expect: invalid,
    requests: 1,
  },
  { id: 'R05b', behaviour: '302 with an empty Location', ...to(''), expect: invalid, requests: 1 },
  {
    id: 'R05c',
    behaviour: '302 with a Location of blanks',
    ...to('  \t '),
    expect: invalid,
    requests: 1,
  },
  ...variants<Case>(
    'R06',
    [
      ['relative', ['next', /\/next$/]],
      ['query only', ['?q=1', /\/\?q=1$/]],
      ['without a scheme', ['//HOST/next', /\/next$/]],
      ['without slashes', ['http:next', /\/next$/]],
      ['dots', ['/a/../b/./c', /\/b\/c$/]],
      ['upper case scheme', ['HTTP://HOST/next', /\/next$/]],
      ['backslashes', ['\\next', /\/next$/]],
      ['default port of another host', ['http://HOST/x', /\/x$/]],
    ],
    ([location, finalUrl]) => ({
      serve: stage =>
        stage.script(({ target, headers }) =>
          target === '/' ? [redirect(location.replace('HOST', headers.host ?? ''))] : [reply()],
        ),
      expect: mentions(),
      finalUrl,
      requests: 2,
    }),
    'target: ',
  ),
  {
    id: 'R07a',
    behaviour: 'fragment in the target is kept, and not sent',
    ...to('/next#part'),
    expect: mentions(),
    finalUrl: /\/next#part$/,
    check: ({ requests }) => {
      if (requests.some(({ target }) => target.includes('#'))) throw new Error('the fragment was sent');
    },
  },
  {
    id: 'R07b',
    behaviour: 'fragment in the line is not sent',
    serve: async stage =>
      `${await stage.script(({ target }) => (target === '/' ? [redirect('/next')] : [reply()]))}#part`,
    expect: mentions(),
    requests: 2,
    finalUrl: /\/next#part$/,
    check: ({ requests }) => {
      if (requests.some(({ target }) => target.includes('#'))) throw new Error('the fragment was sent');
    },
  },
  {
    id: 'R08',
    behaviour: 'spaces in the target',
    ...to('/my next page'),
    expect: mentions(),
    finalUrl: /\/my%20next%20page$/,
  },
  {
    id: 'R09a',
    behaviour: 'bytes of UTF-8 in the target',
    ...to('/caf\xc3\xa9'),
    expect: mentions(),
    finalUrl: /\/caf%C3%A9$/,
  },
  {
    id: 'R09b',
    behaviour: 'bytes of Latin-1 in the target',
    ...to('/caf\xe9'),
    expect: mentions(),
    finalUrl: /\/caf%E9$/,
  },
  ...variants<[string[], Expected, number]>(
    'R10',
    [
      ['different', [['/a', '/b'], invalid, 1]],
      ['equal', [['/a', '/a'], mentions(), 2]],
    ],
    ([locations, expect, requests]) => ({
      ...from(head('302 Found', { Location: locations, 'Content-Length': 0 })),
      expect,
      requests,
    }),
    'two Locations: ',
  ),
  {
    id: 'R10c',
    behaviour: 'a comma in the Location is a part of it',
    ...to('/a,b'),
    expect: mentions(),
    finalUrl: /\/a,b$/,
  },
  ...variants<string>(
    'R11',
    [
      ...['file:///etc/passwd', 'data:text/html,Python', 'javascript:alert(1)', 'ftp://127.0.0.1/'],
      ...['ws://127.0.0.1/', 'mailto:a@b.test', 'about:blank', 'view-source:http://127.0.0.1/'],
    ].map(each => [each, each]),
    location => ({ ...to(location), expect: scheme, requests: 1 }),
    'to ',
  ),
  {
    id: 'R12',
    behaviour: 'to blob:',
    serve: stage =>
      stage.script(({ target, headers }) =>
        target === '/' ? [redirect(`blob:http://${headers.host}/x`)] : [reply()],
      ),
    expect: scheme,
    requests: 1,
  },
  ...variants<string>(
    'R13',
    ['http://', '//', 'http://exa mple/', 'http://[::1', 'http://127.0.0.1:99999/'].map(each => [each, each]),
    location => ({ ...to(location), expect: invalid, requests: 1 }),
    'to ',
  ),
  {
    id: 'R13f',
    behaviour: 'to a blocked port',
    ...to('http://127.0.0.1:25/'),
    expect: [failed('URL_PORT'), invalid],
    requests: 1,
    message: /25/,
  },
  {
    id: 'R13g',
    behaviour: 'to a URL of 100 KB',
    serve: stage =>
      stage.script(({ target }) => (target === '/' ? [redirect(`/${'x'.repeat(40_000)}`)] : [reply()])),
    expect: [failed('URL_TOO_LONG'), invalid],
    requests: 1,
  },
  {
    id: 'R20',
    behaviour: '302 whose body drips',
    ...from(head('302 Found', { ...HTML, Location: '/next', 'Transfer-Encoding': 'chunked' }), {
      forever: '1\r\n.\r\n',
      every: 100,
    }),
    expect: mentions(),
    within: 2500,
  },
  ...variants<Step[]>(
    'R21',
    [
      ['stalls', []],
      ['is truncated', [{ wait: 20 }, FIN]],
      ['is reset', [RST]],
    ],
    end => ({
      ...from(head('302 Found', { ...HTML, Location: '/next', 'Content-Length': 5000 }), 'half', ...end),
      expect: mentions(),
      within: 2500,
    }),
    '302 whose body ',
  ),
  ...variants<[fields: Record<string, string>, body: string]>(
    'R23',
    [
      ['header', [{ Refresh: '0; url=/next' }, PAGE], { note: /Refresh header/ }],
      ['<meta>', [{}, `<meta http-equiv=refresh content="0; url=/next">${PAGE}`]],
      [
        '<meta>, without the term',
        [{}, `<META CONTENT='5;URL=/next' HTTP-EQUIV=Refresh>${HELLO}`],
        { expect: noMention, note: /meta refresh/ },
      ],
      [
        '<meta> in a comment',
        [{}, `<!-- <meta http-equiv=refresh content="0; url=/next"> -->${HELLO}`],
        { expect: noMention, note: /^$/ },
      ],
      [
        'the page loads itself again',
        [{ Refresh: '300' }, `<meta http-equiv=refresh content=300>${HELLO}`],
        { expect: noMention, note: /^$/ },
      ],
    ],
    ([fields, body]) => ({
      ...from(openEnded(fields), body, FIN),
      expect: mentions(),
      requests: 1,
    }),
    'Refresh is not followed: ',
  ),
];
