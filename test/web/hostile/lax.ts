/** J, first part: answers that are no HTTP, each with a sentence of its own, and answers that browsers read all the same. */

import { chunk, chunked, head, PAGE, reply } from './reply.ts';
import { failed, mentions, partial, type Row, variants } from './row.ts';
import { FIN, RST, type Step } from './script.ts';

const bad = failed('HTTP_BAD_RESPONSE');
const raw = (...steps: Step[]) => ({ serve: stage => stage.raw(...steps) }) satisfies Pick<Row, 'serve'>;
const FIELDS = `Content-Type: text/html\r\nContent-Length: ${PAGE.length}\r\n`;
/** A good page except for its status line. */
const status = (line: string): string => `${line}\r\n${FIELDS}\r\n${PAGE}`;
/** A page with these fields, and without a length. */
const having = (fields: string, body = PAGE): Step =>
  `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n${fields}\r\n\r\n${body}`;
const CHUNKS = `${chunk(PAGE)}0\r\n\r\n`;
const SIZE = PAGE.length.toString(16);

/** An answer that is none, between two pages of its own host and two of another. */
const amongOthers = (...steps: Step[]) =>
  ({
    async serve(stage) {
      const good = await stage.raw(reply());
      const odd = await stage.script(({ target }) => (target === '/odd' ? steps : [reply()]));
      return [`${good}1`, `${odd}1`, `${odd}odd`, `${odd}2`, `${good}2`];
    },
    expect: { lines: [mentions(), mentions(), bad, mentions(), mentions()] },
  }) satisfies Pick<Row, 'serve' | 'expect'>;

export const lax: Row[] = [
  {
    id: 'J01a',
    behaviour: '101 unasked, without a word about the protocol',
    ...raw('HTTP/1.1 101 Switching!\r\n\r\n'),
    expect: bad,
    message: /switched to another protocol unasked \(101 Switching Protocols\)/,
    within: 2500,
  },
  {
    id: 'J01b',
    behaviour: '101 unasked, and a page behind it',
    ...raw(status('HTTP/1.1 101 Switching!'), FIN),
    expect: bad,
    message: /101/,
  },
  { id: 'J01c', behaviour: '101 unasked, among good pages', ...amongOthers(head('101 Switching!')) },
  {
    id: 'J01d',
    behaviour: '101 unasked, over TLS',
    async serve(stage) {
      const { key, cert } = await stage.certificates.trusted();
      return {
        list: [await stage.secure({ key, cert }, () => [head('101 Switching!')])],
        env: stage.certificates.env,
      };
    },
    expect: bad,
    message: /101/,
  },
  {
    id: 'J01e',
    behaviour: '101 unasked, from the site behind a proxy',
    async serve(stage) {
      const proxy = await stage.raw(head('101 Switching!'));
      return { list: ['http://site.example/'], env: { http_proxy: proxy } };
    },
    expect: failed('PROXY_DOWN'),
    message: /what it answers is not HTTP/,
  },
  ...variants<number>(
    'J02',
    [
      ['100', 100],
      ['102', 102],
      ['103', 103],
      ['199', 199],
    ],
    code => ({
      ...raw(head(`${code} Wait`), FIN),
      expect: bad,
      message: new RegExp(`only an interim answer \\(${code}`),
    }),
    'nothing behind an interim answer: ',
  ),
  {
    id: 'J02e',
    behaviour: 'a page instead of a final answer behind an interim one',
    ...raw(head('103 Early Hints', { 'Content-Length': PAGE.length }), PAGE, FIN),
    expect: bad,
    message: /only an interim answer \(103/,
  },
  ...variants<readonly [Step, RegExp]>(
    'J03',
    [
      ['HTTP/0.9', [PAGE, /without the status and headers/]],
      ['SIP', ['SIP/2.0 400 Bad Request\r\n\r\n', /speaks SIP at this port/]],
      ['HTTP/2', ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', /speaks HTTP\/2 at this port/]],
      ['SSH', ['SSH-2.0-OpenSSH_9.2\r\n', /speaks SSH/]],
      ['SMTP', ['220 mail.example ESMTP ready\r\n', /speaks SMTP/]],
      ['FTP', ['220 ready\r\n', /speaks FTP/]],
      ['IMAP', ['* OK IMAP4rev1\r\n', /speaks IMAP/]],
      ['TLS', ['\x15\x03\x01\x00\x02\x02\x0a', /speaks TLS at this port; try https:/]],
      ['status 099', [status('HTTP/1.1 099 Low'), /status 099, which HTTP does not have/]],
      ['no number', [status('HTTP/1.1 OK'), /answered without a status/]],
    ],
    ([step, message]) => ({ ...raw(step, { wait: 50 }, FIN), expect: bad, message }),
    'speaks something else: ',
  ),
  ...variants<Step>(
    'J10',
    [
      ['HTTP/1 200', status('HTTP/1 200')],
      ['two blanks', status('HTTP/1.1  200 OK')],
      ['HTTP/3.0', status('HTTP/3.0 200 OK')],
      ['ICY', status('ICY 200 OK')],
      ['lower case', status('http/1.1 200 ok')],
      ['a tab', status('HTTP/1.1\t200 OK')],
      ['an empty line before it', `\r\n${status('HTTP/1.1 200 OK')}`],
      ['a byte order mark before it', `\xef\xbb\xbf${status('HTTP/1.1 200 OK')}`],
      ['no blank before the phrase', status('HTTP/1.1 200OK')],
    ],
    step => ({ ...raw(step), expect: mentions() }),
    'status line: ',
  ),
  ...variants<Step>(
    'J11',
    [
      ['“56, 56”', having(`Content-Length: ${PAGE.length}, ${PAGE.length}`)],
      ['with zeros', having(`Content-Length: ${PAGE.length}\r\nContent-Length: 000${PAGE.length}`)],
      ['with a comma at its end', having(`Content-Length: ${PAGE.length},`)],
      ['with a blank before the colon', having(`Content-Length : ${PAGE.length}`)],
    ],
    step => ({ ...raw(step), expect: mentions() }),
    'the same length twice: ',
  ),
  ...variants<string>(
    'J12',
    [
      ['0', 'Transfer-Encoding: chunked\r\nContent-Length: 0'],
      ['0 before it', 'Content-Length: 0\r\nTransfer-Encoding: chunked'],
      ['too short', 'Transfer-Encoding: chunked\r\nContent-Length: 5'],
      ['two that differ', 'Content-Length: 5\r\nContent-Length: 6\r\nTransfer-Encoding: chunked'],
      ['no number', 'Transfer-Encoding: chunked\r\nContent-Length: many'],
    ],
    fields => ({ ...raw(having(fields, CHUNKS)), expect: mentions() }),
    'chunks win over the length: ',
  ),
  ...variants<Step>(
    'J13',
    [
      ['line feeds alone', `${SIZE}\n${PAGE}\n0\n\n`],
      ['line feed behind the size', `${SIZE}\n${PAGE}\r\n0\r\n\r\n`],
      ['line feed behind the data', `${SIZE}\r\n${PAGE}\n0\r\n\r\n`],
      ['line feed at the end', `${chunk(PAGE)}0\n\n`],
      ['blanks behind the size', `${SIZE}  \r\n${PAGE}\r\n0\r\n\r\n`],
      ['an empty extension', `${SIZE};\r\n${PAGE}\r\n0\r\n\r\n`],
      ['a trailer without a colon', `${chunk(PAGE)}0\r\nX y\r\n\r\n`],
    ],
    body => ({ ...raw(chunked(), body), expect: mentions() }),
    'chunks with ',
  ),
  {
    id: 'J13h',
    behaviour: 'chunks with line feeds alone, cut: never “no mention”',
    ...raw(chunked(), '7\nnothing\n', FIN),
    expect: partial('BODY_CUT', 0),
  },
  ...variants<string>(
    'J14',
    [
      ['odd characters', 'X(Bad)<>@: yes'],
      ['an umlaut', 'X-B\xe4d: yes'],
      ['brackets', '[X]: yes'],
      ['a second status line', 'HTTP/1.1 200 OK'],
      ['a warning of PHP', '<br />\r\nWarning - headers already sent in /x.php on line 3'],
      ['a carriage return alone', 'X-A: a\rX-B: b'],
      ['a folded line first', ' folded: yes'],
    ],
    field => ({
      ...raw(`HTTP/1.1 200 OK\r\n${field}\r\n${FIELDS}\r\n${PAGE}`),
      expect: mentions(),
    }),
    'a header field with ',
  ),
  {
    id: 'J15',
    behaviour: 'a connection that was read leniently is never used again: no answer is smuggled in',
    async serve(stage) {
      const url = await stage.script(() => [having(`Content-Length: 5, 5`, 'first'), reply()]);
      return Array.from({ length: 4 }, (_, index) => `${url}${index}`);
    },
    expect: { outcome: 'noMention', count: 0 },
    check({ requests }) {
      const all = new Set(requests.map(({ connection }) => connection));
      if (all.size !== requests.length) throw new Error('two requests on one connection');
    },
  },
  ...variants<Step>(
    'J16',
    [
      ['with a length', `HTTP/1 200\r\n${FIELDS}\r\nPython`],
      ['without a length', 'HTTP/1 200\r\nContent-Type: text/html\r\n\r\nPython'],
    ],
    step => ({ ...raw(step, RST), expect: partial('BODY_CUT', 1) }),
    'a page that is read leniently, reset in its middle: ',
  ),
];
