/** H, second part: status lines and header fields. */

import { head, PAGE, reply } from './reply.ts';
import { failed, mentions, type Row, variants } from './row.ts';
import { FIN, type Step } from './script.ts';

const bad = failed('HTTP_BAD_RESPONSE');
const tooBig = failed('HTTP_HEADERS_TOO_BIG');
const FIELDS = `Content-Type: text/html\r\nContent-Length: ${PAGE.length}\r\n`;
const raw = (...steps: Step[]) => ({ serve: stage => stage.raw(...steps) }) satisfies Pick<Row, 'serve'>;
/** A good page except for one header field. */
const having = (field: string): Step => `HTTP/1.1 200 OK\r\n${FIELDS}${field}\r\n\r\n${PAGE}`;
/** A good page except for its status line. */
const status = (line: string): Step => `${line}\r\n${FIELDS}\r\n${PAGE}`;
const many = (count: number) => Array.from({ length: count }, (_, index) => `X-${index}: yes`).join('\r\n');
const EARLY = 'HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n';

export const headers: Row[] = [
  {
    id: 'H18',
    behaviour: 'lines that end with a line feed alone',
    ...raw(`HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: ${PAGE.length}\n\n${PAGE}`),
    expect: mentions(),
  },
  ...variants<string>(
    'H19',
    [
      ['NUL', '\0'],
      ['ESC', '\x1b[31m'],
      ['BEL', '\x07'],
      ['DEL', '\x7f'],
    ],
    byte => ({ ...raw(having(`X-Bad: a${byte}b`)), expect: [bad, mentions()] }),
    'control byte in a header’s value: ',
  ),
  {
    id: 'H20',
    behaviour: 'byte 0xFF in a header’s value',
    ...raw(having('X-Odd: a\xffb')),
    expect: mentions(),
  },
  ...variants<string>(
    'H21',
    [
      ['space in the name', 'X Bad: yes'],
      ['space before the colon', 'X-Bad : yes'],
      ['no colon', 'X-Bad'],
      ['empty name', ': yes'],
    ],
    field => ({ ...raw(having(field)), expect: mentions() }),
    'header with ',
  ),
  {
    id: 'H22',
    behaviour: 'folded header',
    ...raw(having('X-Folded: one\r\n two')),
    expect: mentions(),
  },
  {
    id: 'H23a',
    behaviour: 'header of 15 KB',
    ...raw(having(`X-Long: ${'x'.repeat(15_000)}`)),
    expect: mentions(),
  },
  {
    id: 'H23b',
    behaviour: 'header of 20 KB',
    ...raw(having(`X-Long: ${'x'.repeat(20_000)}`)),
    expect: mentions(),
  },
  {
    id: 'H23c',
    behaviour: 'header of 70 KB',
    ...raw(having(`X-Long: ${'x'.repeat(70_000)}`)),
    expect: tooBig,
    requests: 1,
  },
  { id: 'H24a', behaviour: '50,000 headers', ...raw(having(many(50_000))), expect: tooBig },
  {
    id: 'H24b',
    behaviour: 'headers without end',
    ...raw('HTTP/1.1 200 OK\r\n', { forever: 'X-More: and more\r\n'.repeat(50) }),
    expect: tooBig,
    within: 2500,
  },
  {
    id: 'H25',
    behaviour: 'trailers of 100 KB',
    ...raw(
      head('200 OK', { 'Content-Type': 'text/html', 'Transfer-Encoding': 'chunked' }),
      `${PAGE.length.toString(16)}\r\n${PAGE}\r\n0\r\nX-Trailer: ${'x'.repeat(100_000)}\r\n\r\n`,
    ),
    expect: [mentions(), { outcome: 'partial', count: 1 }, tooBig],
  },
  ...variants<Step[]>(
    'H26',
    [
      ['HTTP/0.9', [PAGE, FIN]],
      ['the preface of HTTP/2', ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', FIN]],
      ['the settings of HTTP/2', ['\0\0\0\x04\0\0\0\0\0', { wait: 50 }, FIN]],
      ['bytes of TLS', ['\x15\x03\x01\x00\x02\x02\x0a', { wait: 50 }, FIN]],
    ],
    steps => ({ ...raw(...steps), expect: bad, requests: [1, 2] }),
    'answers with ',
  ),
  { id: 'H27', behaviour: 'HTTP/1.0', ...raw(status('HTTP/1.0 200 OK'), FIN), expect: mentions() },
  ...variants<string>(
    'H28',
    [
      ['99', '99 Low'],
      ['2000', '2000 High'],
      ['abc', 'abc Word'],
      ['none', ''],
    ],
    code => ({ ...raw(status(`HTTP/1.1 ${code}`)), expect: bad, requests: [1, 2] }),
    'status ',
  ),
  {
    id: 'H29',
    behaviour: 'status 000',
    ...raw(status('HTTP/1.1 000 Zero')),
    expect: bad,
    message: /status 000, which HTTP does not have/,
  },
  ...variants<number>(
    'H30',
    [
      ['999', 999],
      ['600', 600],
    ],
    code => ({
      ...raw(status(`HTTP/1.1 ${code} Odd`)),
      expect: failed(code === 999 ? 'ROBOT_WALL' : 'HTTP_STATUS'),
      check: ({ rows }) => {
        if (rows[0]?.status !== code) throw new Error(`its status is shown as ${rows[0]?.status}`);
      },
    }),
    'status ',
  ),
  { id: 'H31a', behaviour: 'no reason phrase', ...raw(status('HTTP/1.1 200 ')), expect: mentions() },
  {
    id: 'H31b',
    behaviour: 'no reason phrase, nor the space before it',
    ...raw(status('HTTP/1.1 200')),
    expect: mentions(),
  },
  {
    id: 'H32a',
    behaviour: 'reason phrase with control bytes, on an error',
    ...raw(`HTTP/1.1 404 \x1b]0;owned\x07 No\x00pe\r\nContent-Length: 0\r\n\r\n`),
    expect: [failed('HTTP_STATUS'), bad],
    check: ({ rows }) => {
      if (/owned|pe$/.test(rows[0]?.message ?? '')) throw new Error('the server’s own phrase is shown');
    },
  },
  {
    id: 'H32b',
    behaviour: 'reason phrase that lies',
    ...raw('HTTP/1.1 404 Everything is fine\r\nContent-Length: 0\r\n\r\n'),
    expect: failed('HTTP_STATUS'),
    message: /404 Not Found/,
    requests: 1,
  },
  {
    id: 'H33',
    behaviour: '100 Continue, then 200',
    ...raw('HTTP/1.1 100 Continue\r\n\r\n', reply()),
    expect: mentions(),
  },
  { id: 'H34a', behaviour: '103, then 200', ...raw(EARLY, reply()), expect: mentions() },
  {
    id: 'H34b',
    behaviour: '1,000 times 103, then 200',
    ...raw(EARLY.repeat(1000), reply()),
    expect: mentions(),
  },
  {
    id: 'H35',
    behaviour: '103 for ever',
    ...raw({ forever: EARLY, every: 150 }),
    expect: [failed('TOTAL_TIMEOUT'), failed('HEADERS_TIMEOUT')],
    within: 3500,
  },
  {
    id: 'H36',
    behaviour: '101 Switching Protocols',
    ...raw(head('101 Switching Protocols', { Upgrade: 'websocket', Connection: 'Upgrade' })),
    expect: bad,
    message: /switched to another protocol unasked/,
    within: 2500,
  },
  {
    id: 'H37',
    behaviour: '200 with Upgrade: h2c',
    ...raw(having('Upgrade: h2c\r\nConnection: Upgrade')),
    expect: mentions(),
  },
  {
    id: 'H39',
    behaviour: '407 from an origin',
    ...raw(reply(PAGE, { 'Proxy-Authenticate': 'Basic' }, '407 Proxy Authentication Required')),
    expect: failed('HTTP_STATUS'),
    message: /407/,
    requests: 1,
  },
];
