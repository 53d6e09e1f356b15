/** U: the lines of the list and their URLs. */

import { PAGE, redirect, reply } from './reply.ts';
import {
  type Expected,
  failed,
  leftOut,
  mentions,
  noMention,
  type Row,
  type Scene,
  variants,
} from './row.ts';
import type { Stage } from './stage.ts';

const invalid = failed('URL_INVALID');
const repeat = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

/** A whole list, in which `URL` stands for a good page. */
const list = (text: (url: string) => string, encoding: BufferEncoding = 'utf8') => ({
  async serve(stage: Stage): Promise<Scene> {
    return { list: Buffer.from(text(await stage.raw(reply())), encoding) };
  },
});

/** Numbers of the lines that have outcomes, from 1. */
const numbered = (...lines: number[]): Pick<Row, 'check'> => ({
  check: ({ rows }) => {
    const found = rows.map(({ line }) => line).join();
    if (found !== lines.join()) throw new Error(`lines ${found} instead of ${lines.join()}`);
  },
});

/** Lines that need no server. */
const plain = (...lines: string[]) => ({ serve: async () => lines });

/** A good page whose URL is written in another way. */
const changed = (change: (url: string) => string) => ({
  serve: async (stage: Stage) => [change(await stage.raw(reply()))],
});

export const lines: Row[] = [
  {
    id: 'U01',
    behaviour: 'empty lines, blanks and comments are passed over',
    ...list(url => `\n   \n# a comment\n${url}\n\t\n  # one more\n${url}x # behind a URL\n\n`),
    expect: { lines: [mentions(), mentions()] },
    ...numbered(4, 7),
  },
  {
    id: 'U02a',
    behaviour: 'blanks around a URL',
    ...list(url => `  ${url}a  \n\t${url}b\t\n\u00a0${url}c\u3000`),
    expect: { lines: [mentions(), mentions(), mentions()] },
  },
  {
    id: 'U02b',
    behaviour: 'tabs, blanks and controls within a URL',
    ...list(
      url =>
        `${url}a\tb\n${url}a b\n${url}a\x01b\n${url}a\x00b\n${url}a\x7fb\n${url}a\x85${url}b\n${url}a\u2028${url}b`,
    ),
    // A tab, a blank and other white space end a URL; control characters do not.
    expect: { lines: [...repeat(2, mentions()), ...repeat(4, invalid), ...repeat(2, mentions())] },
  },
  {
    id: 'U03',
    behaviour: 'byte order mark at the start',
    ...list(url => `\ufeff${url}`),
    expect: { lines: [mentions()] },
  },
  {
    id: 'U04a',
    behaviour: 'CRLF, CR and LF mixed: numbers as in the editor',
    ...list(url => `${url}1\r\n${url}2\r${url}3\n\r\n${url}5`),
    expect: { lines: repeat(4, mentions()) },
    ...numbered(1, 2, 3, 5),
  },
  {
    id: 'U04b',
    behaviour: 'other separators do not end a line',
    ...list(url => `${url}1\u2028${url}2\n${url}3\u0085${url}4`),
    expect: { lines: [mentions(), mentions(), invalid] },
    ...numbered(1, 1, 2),
  },
  ...variants<[text: (url: string) => string, encoding: BufferEncoding]>(
    'U05',
    [
      ['UTF-16LE with a mark', [url => `\ufeff${url}é\n${url}`, 'utf16le']],
      ['UTF-16LE without a mark', [url => `${url}é\n${url}`, 'utf16le']],
      ['Latin-1', [url => `${url}é\n${url}`, 'latin1']],
    ],
    ([text, encoding]) => ({ ...list(text, encoding), expect: { lines: [mentions(), mentions()] } }),
    'list in ',
  ),
  {
    id: 'U06a',
    behaviour: '20,000 lines with the same URL',
    ...list(url => `${url}\n`.repeat(20_000)),
    expect: { lines: repeat(20_000, mentions()) },
    requests: 1,
  },
  {
    id: 'U06b',
    behaviour: 'line of 10 MiB without an end',
    ...list(url => `${url}\n${url}${'x'.repeat(10 * 1024 ** 2)}`),
    expect: { lines: [mentions(), failed('URL_TOO_LONG')] },
  },
  {
    id: 'U06c',
    behaviour: 'empty list',
    ...list(() => ''),
    expect: { lines: [] },
  },
  {
    id: 'U07',
    behaviour: 'the same URL in many ways is asked for once, and each line has its outcome',
    ...list(url =>
      [url, `${url}#a`, url.replace('http', 'HTTP'), url.replace('127.0.0.1', '127.1'), `${url}./a/..`].join(
        '\n',
      ),
    ),
    expect: { lines: repeat(5, mentions()) },
    requests: 1,
  },
  ...variants<(host: string) => string>(
    'U08',
    [
      ['a host and a port', host => host],
      ['with a path', host => `${host}/a?b`],
      ['behind a bullet', host => `- ${host}/`],
      ['in quotes, with a comma', host => `"${host}",`],
      ['with slashes', host => `//${host}/`],
      ['by a name of this machine', host => host.replace('127.0.0.1', 'localhost')],
    ],
    write => ({
      ...changed(url => write(new URL(url).host)),
      expect: mentions(),
      check: ({ rows }) => {
        if (!rows[0]?.note?.includes('http: was assumed')) throw new Error(`the note is ${rows[0]?.note}`);
      },
    }),
    'a host without a scheme, where only http: is spoken: ',
  ),
  ...variants<[line: string, ending: Expected]>(
    'U20',
    [
      ['a path', ['/etc/passwd', leftOut('URL_RELATIVE')]],
      ['a heading', ['Python', leftOut('NO_URL')]],
      ['a file', ['python.md', leftOut('NO_URL')]],
      ['a template', ['http://127.0.0.1/{python}', leftOut('URL_TEMPLATE')]],
      ['a command', ['command:x', leftOut('NO_URL')]],
      ['a sentence', ['Python is here: http.', leftOut('NO_URL')]],
    ],
    ([line, expect]) => ({ ...plain(line), expect, requests: 0 }),
    'a line without a URL: ',
  ),
  ...variants<(url: string) => string>(
    'U09',
    [
      ['one slash', url => url.replace('//', '/')],
      ['no slash', url => url.replace('//', '')],
      ['backslashes', url => url.replaceAll('/', '\\')],
      ['upper case', url => url.toUpperCase()],
      ['three slashes', url => url.replace('//', '///')],
    ],
    change => ({ ...changed(change), expect: mentions() }),
    'as browsers read it: ',
  ),
  ...variants<string>(
    'U10',
    [
      ...[
        'ftp://127.0.0.1/',
        'file:///etc/passwd',
        'data:text/html,Python',
        'javascript:alert(1)',
        'ws://127.0.0.1/',
      ],
      ...['mailto:a@b.test', 'view-source:http://127.0.0.1/', 'about:blank', 'vscode://x.y/', 'urn:a:b'],
    ].map(each => [each, each]),
    line => ({ ...plain(line), expect: failed('URL_SCHEME'), within: 2500 }),
  ),
  {
    id: 'U11',
    behaviour: 'blob:',
    ...changed(url => `blob:${url}`),
    expect: failed('URL_SCHEME'),
    requests: 0,
  },
  ...variants<[name: string, ascii: string]>(
    'U12',
    [
      ['umlaut', ['bücher.test', 'xn--bcher-kva.test']],
      ['punycode', ['xn--bcher-kva2.test', 'xn--bcher-kva2.test']],
      ['emoji', ['☃.test', 'xn--n3h.test']],
      ['ligature', ['ﬀ.test', 'ff.test']],
      ['a full stop of full width', ['日本語．test', 'xn--wgv71a119e.test']],
    ],
    ([name, ascii]) => ({
      async serve(stage) {
        const { port } = new URL(await stage.raw(reply()));
        stage.names.add(ascii, ['127.0.0.1']);
        return { list: [`http://${name}:${port}/`], flags: stage.names.flags };
      },
      expect: ascii.includes('kva2') ? [mentions(), invalid] : mentions(),
    }),
    'international name: ',
  ),
  {
    id: 'U12f',
    behaviour: 'international name that is none: xn--a',
    ...plain('http://xn--a/'),
    expect: [invalid, failed('DNS_NOT_FOUND'), failed('DNS_TEMPORARY')],
  },
  ...variants<string>(
    'U13',
    ['a..b', '-a.test', 'a_b.test', 'dot.test.', `${'x'.repeat(300)}.test`, `${'x.'.repeat(150)}test`].map(
      each => [each.slice(0, 20), each],
    ),
    name => ({
      serve: async stage => ({ list: [`http://${name}/`], flags: stage.names.flags }),
      expect: [failed('DNS_NOT_FOUND'), invalid],
      within: 2500,
    }),
    'odd name: ',
  ),
  {
    id: 'U13s',
    behaviour: 'names longer than names can be, asked for of the system',
    ...plain(`http://${'x'.repeat(300)}.test/`, `http://${'x.'.repeat(150)}test/`),
    expect: { lines: repeat(2, failed('DNS_NOT_FOUND')) },
    within: 2500,
  },
  ...variants<string>(
    'U14',
    ['0x7f.1', '0177.0.0.1', '%31%32%37.0.0.1', '１２７.0.0.1', '127.0.0.1.', '0x7f000001'].map(each => [
      each,
      each,
    ]),
    host => ({ ...changed(url => url.replace('127.0.0.1', host)), expect: mentions() }),
    'is 127.0.0.1: ',
  ),
  ...variants<string>(
    'U15',
    [
      ...['http://256.1.1.1/', 'http://127.0.0.1:65536/', 'http://127.0.0.1:abc/', 'http://127.0.0.1:99999/'],
      ...[
        'http://[fe80::1%25lo]/',
        'http://',
        'http://[::1',
        'http://a\u0001b/',
        'http://%zz/',
        'http://?x',
        'http:',
      ],
    ].map(each => [each, each]),
    line => ({ ...plain(line), expect: invalid satisfies Expected }),
  ),
  ...variants<number>(
    'U16',
    [0, 1, 22, 25, 6000, 6667, 10080].map(port => [String(port), port]),
    port => ({
      ...plain(`http://127.0.0.1:${port}/`),
      expect: failed('URL_PORT'),
      message: new RegExp(`${port}`),
    }),
    'port ',
  ),
  {
    id: 'U17',
    behaviour: 'user name and password are not shown anywhere, nor sent unasked to another origin',
    async serve(stage) {
      const other = await stage.raw(reply());
      const url = await stage.raw(redirect(`${other}?token=canary2`));
      return { list: [url.replace('//', '//user:canary1@').concat('?token=canary3&password=canary4')] };
    },
    expect: mentions(),
    alone: true,
    check: ({ stdout, stderr, requests }) => {
      const found = /canary\d/.exec(stdout + stderr)?.[0];
      if (found) throw new Error(`${found} is shown`);
      if (requests.at(-1)?.headers.authorization) throw new Error('the password went along');
    },
  },
  ...variants<(url: string) => string>(
    'U18',
    [
      ['fragment', url => `${url}#part`],
      ['query without a path', url => `${url.slice(0, -1)}?x`],
      ['dots', url => `${url}a/../../b`],
      ['lone percent', url => `${url}100%`],
      ['%2f', url => `${url}a%2fb`],
      ['%00', url => `${url}a%00b`],
      ['zero-width', url => `${url}a\u200bb`],
      ['right to left', url => `${url}שלום\u202eb`],
      ['quotes and brackets', url => `${url}"<>{}|^\`'[]`],
    ],
    change => ({ ...changed(change), expect: mentions(), requests: 1 }),
  ),
  ...variants<[length: number, ending: Expected]>(
    'U19',
    [
      ['8 KB', [8_000, mentions()]],
      ['20 KB', [20_000, failed('URL_TOO_LONG')]],
      ['1 MB', [1_000_000, failed('URL_TOO_LONG')]],
    ],
    ([length, expect]) => ({ ...changed(url => url + 'x'.repeat(length)), expect }),
    'URL of ',
  ),
  {
    id: 'U22',
    behaviour: 'page without the term is no failure',
    serve: stage => stage.raw(reply(PAGE.replace('Python', 'nothing'))),
    expect: noMention,
  },
];
