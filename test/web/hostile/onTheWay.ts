/** Q: what a server keeps in mind between the requests of one line, and what its redirects hold. */

import { redirect, reply } from './reply.ts';
import { type Expected, failed, mentions, type Played, type Row, variants } from './row.ts';

/** 16 KB in each URL, and the secrets that have to be masked. */
const LONG = `?token=s3cr3t&${'x=http%3A%2F%2Fu%3Ap%40h&'.repeat(640)}`;

export const onTheWay: Row[] = [
  ...variants<number>(
    'Q01',
    [
      ['the second request is answered', 1],
      ['the sixth', 5],
      ['the last that is sent', 20],
    ],
    count => ({
      serve: stage => stage.script(({ number }) => [number > count ? reply() : redirect('/')]),
      expect: mentions(),
      requests: count + 1,
    }),
    'to itself, without a cookie: ',
  ),
  {
    id: 'Q02',
    behaviour: 'from A to B and back, until both were asked twice',
    serve: stage =>
      stage.script(({ number, target }) => [number > 4 ? reply() : redirect(target === '/' ? '/b' : '/')]),
    expect: mentions(),
    requests: 5,
    finalUrl: /\/$/,
  },
  {
    id: 'Q03',
    behaviour: 'to itself once, and then on without end',
    serve: stage => stage.script(({ number }) => [redirect(number === 1 ? '/' : `/${number}`)]),
    expect: failed('REDIRECT_LIMIT'),
    requests: 21,
  },
  {
    id: 'Q04',
    behaviour: 'on and on, and then in a circle, which is told without the way to it',
    serve: stage => stage.script(({ number }) => [redirect(number < 10 ? `/${number}` : `/${number % 2}x`)]),
    expect: failed('REDIRECT_LOOP'),
    message: /: http:[^→]*x → http:[^→]*x → http:[^→]*x$/,
    requests: 21,
  },
  ...variants<[location: string, asked: string]>(
    'Q05',
    [
      ['Latin-1', ['/caf\xe9', '/caf%E9']],
      ['UTF-8 and Latin-1', ['/\xc3\xa9/\xe9', '/%C3%A9/%E9']],
      ['UTF-8 that ends like a no-break space', ['/voil\xc3\xa0', '/voil%C3%A0']],
      ['in the query', ['/?q=\xe9&r=%e9', '/?q=%E9&r=%e9']],
      ['Shift_JIS', ['/\x93\xfa', '/%93%FA']],
      ['a tab within', ['/a\tb', '/ab']],
    ],
    ([location, asked]) => ({
      serve: stage => stage.script(({ number }) => [number > 1 ? reply() : redirect(location)]),
      expect: mentions(),
      requests: 2,
      check: ({ requests }) => {
        const { target } = requests.at(-1) ?? {};
        if (target !== asked) throw new Error(`${target} was asked`);
      },
    }),
    'bytes in a Location: ',
  ),
  {
    id: 'Q06',
    behaviour: '12 lines whose redirects hold 16 KB each, and one without any',
    async serve(stage) {
      const url = await stage.script(({ target }) => {
        const hop = Number(/^\/\d+\/(\d+)/.exec(target)?.[1] ?? Number.NaN);
        return [Number.isNaN(hop) ? reply() : redirect(`/0/${hop + 1}${LONG}`)];
      });
      const lines = Array.from({ length: 12 }, (_, line) => `${url}${line}/0`);
      return {
        list: [...lines, `${url}innocent`],
        flags: ['--per-host', '64', '--interval', '0', '--timeout', '8'],
      };
    },
    expect: {
      lines: [...Array.from({ length: 12 }, () => failed('REDIRECT_LIMIT')), mentions()],
    },
    within: 8_000,
    check: ({ rows }) => {
      const text = JSON.stringify(rows);
      if (text.includes('s3cr3t')) throw new Error('a secret is shown');
      if (text.length > 13 * 10_000) throw new Error(`${text.length} bytes were kept`);
    },
  },
  ...variants<[fields: string | string[], cookie: string]>(
    'Q07',
    [
      ['Expires=0', ['a=1; Expires=0', 'a=1']],
      ['Max-Age beside a past Expires', ['a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'a=1']],
      ['a year of two digits', ['a=1; Expires=Wednesday, 01-Jan-69 00:00:00 GMT', 'a=1']],
      ['without a name', ['token', 'token']],
      ['without a name, and with two others', [['a=1', '=token', 'b='], 'a=1; token; b=']],
      ['Domain= of an address', ['a=1; Domain=127.0.0.1', 'a=1']],
      ['Secure on this machine', ['a=1; Secure', 'a=1']],
      ['the longer path first', [['a=1; Path=/', 'b=2; Path=/wall'], 'b=2; a=1']],
      ['bytes of Latin-1', ['a=\xe9', 'a=\xe9']],
    ],
    ([fields, cookie]) => ({
      serve: async stage => {
        const url = await stage.script(({ headers }) =>
          headers.cookie === cookie ? [reply()] : [redirect('/wall', '302 Found', { 'Set-Cookie': fields })],
        );
        return `${url}wall`;
      },
      expect: mentions(),
      requests: 2,
    }),
    'cookie wall: ',
  ),
  ...variants<string>(
    'Q08',
    [
      'a=1; Expires=Thu, 01-Jan-70 00:00:00 GMT',
      'a=1; Max-Age=0; Expires=Fri, 01 Jan 2100 00:00:00 GMT',
      'a=1; Domain=0.0.1',
      '__Secure-a=1',
      '__Host-a=1; Secure',
      `a=${'1'.repeat(4096)}`,
    ].map(each => [each.slice(0, 60), each]),
    field => ({
      serve: stage =>
        stage.script(({ number }) => [
          number === 1 ? redirect('/', '302 Found', { 'Set-Cookie': field }) : reply(),
        ]),
      expect: mentions(),
      requests: 2,
      check: ({ requests }) => {
        if (requests[1]?.headers.cookie !== undefined) throw new Error('it was sent');
      },
    }),
    'cookie that browsers do not send: ',
  ),
  ...variants<[addresses: string[], expect: Expected]>(
    'Q09',
    [
      ['loopback, as the line is', [['127.0.0.1'], mentions()]],
      [
        'loopback and a link address, only one of which is asked',
        [['169.254.169.254', '127.0.0.1'], mentions()],
      ],
      ['a metadata service', [['169.254.169.254'], failed('REDIRECT_PRIVATE')]],
      ['a link address of IPv6', [['fe80::1'], failed('REDIRECT_PRIVATE')]],
      ['a link address that is IPv4 in IPv6', [['::ffff:a9fe:101'], failed('REDIRECT_PRIVATE')]],
      ['a link address behind NAT64', [['64:ff9b::a9fe:101'], failed('REDIRECT_PRIVATE')]],
    ],
    ([addresses, expect], name) => ({
      async serve(stage) {
        const to = `q9-${name.replace(/\W+/g, '-')}.internal`;
        const url = await stage.script(({ headers: { host = '' } }) => [
          host.startsWith('q9-app') ? redirect(`http://${host.replace(/^[^:]*/, to)}/`) : reply(),
        ]);
        stage.names.add('q9-app.internal', ['127.0.0.1']);
        stage.names.add(to, addresses);
        return {
          list: [`http://q9-app.internal:${new URL(url).port}/`],
          flags: stage.names.flags.slice(0, 2),
        };
      },
      expect,
    }),
    'a name on this machine redirects to a name that is ',
  ),
  {
    id: 'Q10',
    behaviour: 'a private name behind a proxy redirects to a private name without one, which is this machine',
    async serve(stage) {
      const nearer = await stage.raw(reply());
      const { port } = new URL(nearer);
      const proxy = await stage.raw(redirect(`http://q10-nearer.internal:${port}/`));
      stage.names.add('q10-nearer.internal', ['127.0.0.1']);
      return {
        list: ['http://q10.internal/', nearer],
        flags: stage.names.flags.slice(0, 2),
        env: { http_proxy: proxy, no_proxy: '127.0.0.1,q10-nearer.internal' },
      };
    },
    expect: { lines: [failed('REDIRECT_PRIVATE'), mentions()] },
    requests: 2,
  },
  ...variants<[info: string, signIn: string]>(
    'Q11',
    [
      ['escaped', ['me:p%40ss%2fhunter2', 'me:p@ss/hunter2']],
      ['in UTF-8', ['me:h\u00fcnter2', 'me:h\u00c3\u00bcnter2']],
      ['bytes of Latin-1', ['me:h%FCnter2', 'me:h\u00fcnter2']],
      ['a user name alone', ['hunter2', 'hunter2:']],
      ['a password alone', [':hunter2', ':hunter2']],
      ['with a redirect within the site', ['to:hunter2', 'to:hunter2'], { requests: 2 }],
    ],
    ([info, signIn]) => ({
      async serve(stage) {
        const expected = `Basic ${Buffer.from(signIn, 'latin1').toString('base64')}`;
        const url = await stage.script(({ headers, target }) => {
          if (headers.authorization !== expected)
            return [reply('', { 'WWW-Authenticate': 'Basic realm="x"' }, '401 Unauthorized')];
          return [target === '/' && info.startsWith('to:') ? redirect('next') : reply()];
        });
        return url.replace('//', `//${info}@`);
      },
      expect: mentions(),
      note: /^$/,
      requests: 1,
      check: isMasked,
    }),
    'Basic login, user name and password in the URL: ',
  ),
  {
    id: 'Q12',
    behaviour: 'user name and password in the URL stay on its site, also when a redirect leads back',
    async serve(stage) {
      let back = '';
      const other = await stage.script(() => [redirect(back)]);
      const url = await stage.script(({ headers, target }) => [
        target !== '/' ? reply() : headers.authorization ? redirect(other) : reply('', {}, '401 No'),
      ]);
      back = `${url}back`;
      return url.replace('//', '//me:hunter2@');
    },
    expect: mentions(),
    note: /password were not sent/,
    requests: 3,
    check(played) {
      isMasked(played);
      const signedIn = played.requests.map(({ headers }) => Boolean(headers.authorization));
      if (signedIn.join() !== 'true,false,false') throw new Error(`signed in: ${signedIn}`);
    },
  },
  ...variants<[path: string, message: RegExp]>(
    'Q13',
    [
      ['a bracket and a full stop', ['here).', /404 Not Found; “\)\.” at the end/]],
      ['a quotation mark, encoded', ['here%22', /404 Not Found; “"” at the end/]],
      ['&amp; of HTML', ['?a=1&amp;b=2', /404 Not Found; “&amp;” in the URL/]],
      ['&amp; that was encoded again', ['?a=1%26amp%3Bb=2', /404 Not Found; “%26amp%3B” in the URL/]],
      ['brackets that belong to it', ['Python_(genus)', /404 Not Found$/]],
      ['a fragment, which is not sent', ['here#part.', /404 Not Found$/]],
    ],
    ([path, message]) => ({
      serve: async stage => `${await stage.raw(reply('', {}, '404 Not Found'))}${path}`,
      expect: failed('HTTP_STATUS'),
      message,
    }),
    'an address that ends in or holds ',
  ),
];

function isMasked({ rows, stderr, stdout }: Played): void {
  if (/h.{0,6}nter2/i.test(JSON.stringify([rows, stdout, stderr]))) throw new Error('the password is shown');
}
