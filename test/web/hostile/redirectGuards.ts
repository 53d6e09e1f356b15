/** R, second part: loops, cookies, and headers that must not follow a redirect. */

import { PAGE, redirect, reply } from './reply.ts';
import { failed, mentions, type Row } from './row.ts';

export const redirectGuards: Row[] = [
  {
    id: 'R14',
    behaviour: 'user name and password in the target are not sent, nor shown',
    serve: stage =>
      stage.script(({ target, headers }) =>
        target === '/' ? [redirect(`http://user:hunter2@${headers.host}/next`)] : [reply()],
      ),
    expect: mentions(),
    note: /password/,
    finalUrl: /^http:\/\/127\.0\.0\.1:\d+\/next$/,
    check: ({ requests, rows }) => {
      if (requests.some(({ headers }) => headers.authorization)) throw new Error('the password was sent');
      if (JSON.stringify(rows).includes('hunter2')) throw new Error('the password is shown');
    },
  },
  {
    id: 'R15a',
    behaviour: 'to itself',
    serve: stage => stage.raw(redirect('/')),
    expect: failed('REDIRECT_LOOP'),
    message: /→/,
    requests: 21,
  },
  {
    id: 'R15b',
    behaviour: 'from A to B and back',
    serve: stage => stage.script(({ target }) => [redirect(target === '/' ? '/b' : '/')]),
    expect: failed('REDIRECT_LOOP'),
    message: /\/b/,
    requests: 21,
  },
  {
    id: 'R16a',
    behaviour: 'cookie wall that redirects to itself',
    serve: stage =>
      stage.script(({ headers }) =>
        headers.cookie?.includes('seen=1')
          ? [reply()]
          : [redirect('/', '302 Found', { 'Set-Cookie': 'seen=1; Path=/' })],
      ),
    expect: mentions(),
    requests: 2,
  },
  {
    id: 'R16b',
    behaviour: 'cookie wall that never has enough',
    serve: stage =>
      stage.script(({ number }) => [redirect('/', '302 Found', { 'Set-Cookie': `n=${number}` })]),
    expect: failed('REDIRECT_LOOP'),
    requests: 21,
  },
  {
    id: 'R16c',
    behaviour: 'cookies of a line do not reach another line',
    async serve(stage) {
      const base = await stage.script(({ target, headers }) =>
        target === '/set'
          ? [redirect('/got', '302 Found', { 'Set-Cookie': 'who=me' })]
          : [reply(headers.cookie ? PAGE : '<p>Python Python: no cookie</p>')],
      );
      return [`${base}set`, `${base}other`];
    },
    expect: { lines: [mentions(1), mentions(2)] },
  },
  {
    id: 'R17a',
    behaviour: '20 hops are followed',
    serve: stage => stage.script(({ number }) => (number <= 20 ? [redirect(`/${number}`)] : [reply()])),
    expect: mentions(),
    requests: 21,
  },
  {
    id: 'R17b',
    behaviour: 'hops without end',
    serve: stage => stage.script(({ number }) => [redirect(`/${number}`)]),
    expect: failed('REDIRECT_LIMIT'),
    message: /20/,
    requests: 21,
  },
  {
    id: 'R18',
    behaviour: 'https: to http:',
    async serve(stage) {
      const plain = await stage.raw(reply());
      const url = await stage.secure(await stage.certificates.trusted(), () => [redirect(plain)]);
      return { list: [url], env: stage.certificates.env };
    },
    expect: mentions(),
    note: /https: to http:/,
    finalUrl: /^http:/,
  },
  {
    id: 'R19',
    behaviour: 'to another origin: neither cookies nor Authorization go with it',
    async serve(stage) {
      const other = await stage.raw(reply());
      return stage.raw(redirect(other, '302 Found', { 'Set-Cookie': 'secret=1; Path=/elsewhere' }));
    },
    expect: mentions(),
    check: ({ requests }) => {
      const { headers } = requests.at(-1) ?? {};
      if (headers?.cookie || headers?.authorization) throw new Error('secrets went along');
    },
  },
  {
    id: 'R22a',
    behaviour: 'a public name that leads to loopback',
    async serve(stage) {
      const { port } = new URL(await stage.raw(reply()));
      stage.names.add('r22a.test', ['127.0.0.1']);
      return { list: [`http://r22a.test:${port}/`], flags: stage.names.flags.slice(0, 2) };
    },
    expect: failed('ADDR_PRIVATE'),
    requests: 0,
  },
  {
    id: 'R22b',
    behaviour: 'a public name with a good and a private address, and one that changes its mind',
    async serve(stage) {
      const { port } = new URL(await stage.raw(reply()));
      stage.names.add('r22b.test', { inTurn: [['203.0.113.1'], ['127.0.0.1']] });
      stage.names.add('r22c.test', ['169.254.169.254']);
      const list = [`http://r22b.test:${port}/`, `http://r22c.test:${port}/`];
      return { list, flags: stage.names.flags.slice(0, 2) };
    },
    expect: {
      lines: [
        [
          failed('CONNECT_TIMEOUT'),
          failed('CONNECT_UNREACHABLE'),
          failed('ADDR_PRIVATE'),
          failed('CONNECT_REFUSED'),
        ],
        failed('ADDR_PRIVATE'),
      ],
    },
    requests: 0,
  },
];
