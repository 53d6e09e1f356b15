/** P: proxies from environment variables. The hosts behind them have no address. */

import { startProxy, type TestProxy } from './proxyServer.ts';
import { head, PAGE, reply } from './reply.ts';
import { type Expected, failed, mentions, type Row, type Scene, variants } from './row.ts';
import { FIN, play, type Step } from './script.ts';
import type { Stage } from './stage.ts';

const down = failed('PROXY_DOWN');

/** A scan through the proxy, except for the hosts of NO_PROXY. */
function through(proxy: string, list: readonly string[], noProxy = ''): Scene {
  return { list, env: { HTTP_PROXY: proxy, HTTPS_PROXY: proxy, NO_PROXY: noProxy } };
}

/** One line through a proxy that plays these steps for every request. */
const behind = (url: string, ...steps: Step[]) => ({
  serve: async (stage: Stage) => through(await stage.raw(...steps), [url]),
});

const FORWARD = 'http://x.test/';
const TUNNEL = 'https://x.test/';
const authentication = head('407 Proxy Authentication Required', {
  'Proxy-Authenticate': 'Basic realm="p"',
  'Content-Length': 0,
});
const ESTABLISHED = 'HTTP/1.1 200 Connection established\r\n\r\n';

/** The requests to the proxy of a row, by the row's stage. */
const proxies = new WeakMap<Stage, TestProxy>();

async function proxied(stage: Stage, list: readonly string[], edit = (url: string) => url): Promise<Scene> {
  const proxy = await startProxy(stage);
  proxies.set(stage, proxy);
  return through(edit(proxy.url), list);
}

/** A name of our DNS server that leads to a good page and is in NO_PROXY. */
const excepted = (noProxy: (host: string, port: string) => string, name: string) => async (stage: Stage) => {
  const [proxy, url] = await Promise.all([startProxy(stage), stage.raw(reply())]);
  proxies.set(stage, proxy);
  stage.names.add(name, ['127.0.0.1']);
  const { port } = new URL(url);
  const scene = through(proxy.url, [`http://${name}:${port}/`], noProxy(name, port));
  return { ...scene, flags: stage.names.flags };
};

export const proxyRows: Row[] = [
  ...variants<string>(
    'P01l',
    ['127.0.0.1', 'localhost'].map(each => [each, each]),
    host => ({
      serve: stage => proxied(stage, [`http://${host}:9999/`]),
      expect: mentions(),
      check: ({ stage }) => {
        if (!proxies.get(stage)?.requests.length) throw new Error('it was asked directly');
      },
    }),
    'a proxy on this machine is asked for ',
  ),
  {
    id: 'P01',
    behaviour: 'http: through a proxy',
    serve: stage => proxied(stage, [FORWARD]),
    expect: mentions(),
    check: ({ stage }) => {
      const asked = proxies.get(stage)?.requests.join();
      if (asked !== `GET ${FORWARD}` && asked !== 'CONNECT x.test:80')
        throw new Error(`it was asked ${asked}`);
    },
  },
  {
    id: 'P02',
    behaviour: 'https: through CONNECT',
    async serve(stage) {
      const { key, cert } = await stage.certificates.trusted({ names: ['x.test'] });
      const origin = await stage.secure({ key, cert }, () => [reply()]);
      const proxy = await startProxy(stage, Number(new URL(origin).port));
      const { list, env } = through(proxy.url, [TUNNEL]);
      return { list, env: { ...env, ...stage.certificates.env } };
    },
    expect: mentions(),
  },
  {
    id: 'P03',
    behaviour: 'user name and password of the proxy are sent to it, and shown nowhere',
    serve: stage => proxied(stage, [FORWARD], url => url.replace('//', '//me:c%40nary@')),
    expect: mentions(),
    check: ({ stage, stdout, stderr }) => {
      const expected = `Basic ${Buffer.from('me:c@nary').toString('base64')}`;
      const found = proxies.get(stage)?.authorization;
      if (found !== expected) throw new Error(`it was sent ${found}`);
      if (/c(?:@|%40)nary/.test(stdout + stderr)) throw new Error('the password is shown');
    },
  },
  ...variants<string>(
    'P04',
    [
      ['http:', FORWARD],
      ['https:', TUNNEL],
    ],
    url => ({ serve: async stage => through(await stage.refused(), [url]), expect: down, message: /proxy/i }),
    'proxy is down, ',
  ),
  {
    id: 'P05a',
    behaviour: '407 to a forward',
    ...behind(FORWARD, authentication),
    expect: failed('PROXY_AUTH'),
    message: /407/,
  },
  {
    id: 'P05b',
    behaviour: '407 to a CONNECT',
    ...behind(TUNNEL, authentication),
    expect: failed('PROXY_AUTH'),
  },
  ...variants<string>(
    'P06',
    ['403 Forbidden', '502 Bad Gateway', '503 Service Unavailable'].map(each => [each, each]),
    status => ({
      ...behind(TUNNEL, head(status, { 'Content-Length': 0 })),
      expect: failed('PROXY_REFUSED'),
      message: new RegExp(status.slice(0, 3)),
    }),
    'CONNECT is answered ',
  ),
  ...variants<string>(
    'P07',
    ['403 Forbidden', '502 Bad Gateway'].map(each => [each, each]),
    status => ({
      ...behind(FORWARD, reply('<h1>No</h1>', {}, status)),
      expect: failed('HTTP_STATUS'),
      message: /proxy/i,
    }),
    'forward is answered ',
  ),
  ...variants<string>(
    'P08',
    [
      ['CONNECT', TUNNEL],
      ['a forward', FORWARD],
    ],
    url => ({
      ...behind(url, FIN),
      expect: url === TUNNEL ? down : [down, failed('CONN_RESET')],
      within: 2600,
    }),
    'proxy closes during ',
  ),
  ...variants<string>(
    'P09',
    [
      ['CONNECT', TUNNEL],
      ['a forward', FORWARD],
    ],
    url => ({ ...behind(url), expect: failed('PROXY_TIMEOUT') satisfies Expected, within: 3500 }),
    'proxy never answers ',
  ),
  ...variants<Step>(
    'P10',
    [
      ['silence', ''],
      ['garbage', 'this is not TLS, nor anything else\r\n'],
    ],
    step => ({
      ...behind(TUNNEL, ESTABLISHED, step),
      expect: [
        failed('TLS_HANDSHAKE'),
        failed('TLS_NOT_TLS'),
        failed('CONNECT_TIMEOUT'),
        failed('PROXY_TIMEOUT'),
      ],
      within: 3500,
    }),
    'CONNECT succeeds, then ',
  ),
  ...variants<string>(
    'P11',
    [
      ['http:', FORWARD],
      ['https:', TUNNEL],
    ],
    url => ({
      serve: async stage =>
        through(await stage.tcp(socket => void play(socket, ['SSH-2.0-OpenSSH_9.6\r\n'])), [url]),
      expect: down,
      within: 2600,
    }),
    'proxy does not speak HTTP, ',
  ),
  ...variants<(host: string, port: string) => string>(
    'P12',
    [
      ['exact', host => host],
      ['suffix with a dot', () => '.p12.test'],
      ['suffix without a dot', () => 'p12.test'],
      ['*', () => '*'],
      ['with its port', (host, port) => `${host}:${port}`],
      ['in a list with blanks', host => `other.test, ${host} ,x`],
      ['in upper case', host => host.toUpperCase()],
    ],
    (noProxy, name) => ({
      serve: excepted(noProxy, `a${name.length}.p12.test`),
      expect: mentions(),
      requests: 1,
      check: ({ stage }) => {
        if (proxies.get(stage)?.requests.length) throw new Error('the proxy was asked');
      },
    }),
    'NO_PROXY: ',
  ),
  ...variants<(host: string, port: string) => string>(
    'P12',
    [
      ['another port', host => `${host}:1`],
      ['another name', () => 'test.org, 2.test'],
    ],
    (noProxy, name) => ({
      serve: excepted(noProxy, `b${name.length}.p12.test`),
      expect: mentions(),
      requests: 0,
      check: ({ stage }) => {
        if (proxies.get(stage)?.requests.length !== 1) throw new Error('the proxy was not asked');
      },
    }),
    'NO_PROXY names ',
  ).map((row, index) => ({ ...row, id: `P12${'hi'[index]}` })),
  {
    id: 'P12j',
    behaviour: 'NO_PROXY: CIDR',
    async serve(stage) {
      const [proxy, url] = await Promise.all([startProxy(stage), stage.raw(reply())]);
      proxies.set(stage, proxy);
      return through(proxy.url, [url], '127.0.0.0/8');
    },
    expect: mentions(),
    requests: 1,
  },
  {
    id: 'P13a',
    behaviour: 'proxy without a scheme',
    serve: stage => proxied(stage, [FORWARD], url => new URL(url).host),
    expect: mentions(),
  },
  ...variants<string>(
    'P13',
    [
      ['not a URL', 'http://exa mple:80'],
      ['unknown scheme', 'gopher://127.0.0.1:70'],
    ],
    proxy => ({
      serve: async () => ({ ...through(proxy, [FORWARD]), refused: true }),
      expect: { lines: [] },
      check: ({ stderr }) => {
        if (!/proxy/i.test(stderr)) throw new Error(`it says ${stderr}`);
      },
    }),
    'proxy is refused before the scan: ',
  ).map((row, index) => ({ ...row, id: `P13${'bc'[index]}` })),
  {
    id: 'P13d',
    behaviour: 'empty proxy is none',
    serve: async stage => through('', [await stage.raw(reply(PAGE))]),
    expect: mentions(),
    requests: 1,
  },
];
