/** H, first part: where a message of HTTP/1 begins and ends. */

import { gzipSync } from 'node:zlib';
import { chunk, chunked, head, openEnded, PAGE, reply } from './reply.ts';
import { failed, mentions, partial, type Row, variants } from './row.ts';
import { FIN, RST, type Step } from './script.ts';

const bad = failed('HTTP_BAD_RESPONSE');
const cut = [partial('BODY_CUT'), failed('BODY_CUT')];
const LONG = { 'Content-Type': 'text/html', 'Content-Length': 1000 };
const raw = (...steps: Step[]) => ({ serve: stage => stage.raw(...steps) }) satisfies Pick<Row, 'serve'>;
const withFields = (fields: string, body = PAGE): Step =>
  `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n${fields}\r\n\r\n${body}`;
const inChunks = (...parts: Step[]): Step[] => [chunked(), ...parts];

export const framing: Row[] = [
  {
    id: 'H01',
    behaviour: 'reset in the middle of the headers',
    ...raw('HTTP/1.1 200 OK\r\nContent-', RST),
    expect: failed('CONN_RESET'),
    requests: [1, 2],
  },
  ...variants<Step>(
    'H02',
    [
      ['headers', 'HTTP/1.1 200 OK\r\nContent-'],
      ['status line', 'HTTP/1.1 20'],
    ],
    start => ({ ...raw(start, FIN), expect: failed('CONN_RESET'), requests: [1, 2] }),
    'closed in the middle of the ',
  ),
  {
    id: 'H03',
    behaviour: 'reset in the middle of a body with Content-Length',
    ...raw(head('200 OK', LONG), PAGE, RST),
    expect: partial('BODY_CUT', 1),
  },
  {
    id: 'H04',
    behaviour: 'closed in the middle of a body with Content-Length',
    ...raw(head('200 OK', LONG), PAGE, FIN),
    expect: partial('BODY_CUT', 1),
  },
  {
    id: 'H04b',
    behaviour: 'closed in the middle of a body without the term: never “no mention”',
    ...raw(head('200 OK', LONG), '<p>nothing here</p>', FIN),
    expect: partial('BODY_CUT', 0),
  },
  ...variants<typeof FIN | typeof RST>(
    'H05',
    [
      ['reset', RST],
      ['closed', FIN],
    ],
    end => ({ ...raw(...inChunks(chunk(PAGE), '100\r\nhalf', end)), expect: partial('BODY_CUT', 1) }),
    'in the middle of chunks: ',
  ),
  {
    id: 'H05c',
    behaviour: 'closed between chunks, without the last one',
    ...raw(...inChunks(chunk(PAGE), FIN)),
    expect: partial('BODY_CUT', 1),
  },
  {
    id: 'H06',
    behaviour: 'reset of a body that only the end of the connection ends',
    ...raw(openEnded(), PAGE, RST),
    expect: partial(undefined, 1),
  },
  {
    id: 'H07',
    behaviour: 'end of the connection ends the body',
    ...raw(openEnded(), PAGE, FIN),
    expect: mentions(),
  },
  {
    id: 'H08',
    behaviour: 'body longer than its Content-Length',
    ...raw(head('200 OK', { 'Content-Type': 'text/html', 'Content-Length': PAGE.length }), `${PAGE}Python`),
    expect: mentions(1),
  },
  ...variants<string>(
    'H09',
    [
      ['5 and 6', 'Content-Length: 5\r\nContent-Length: 6'],
      ['“5, 6”', 'Content-Length: 5, 6'],
    ],
    fields => ({ ...raw(withFields(fields)), expect: bad, message: /two lengths for the page: 5, 6/ }),
    'Content-Length ',
  ),
  {
    id: 'H10',
    behaviour: 'the same Content-Length twice',
    ...raw(withFields(`Content-Length: ${PAGE.length}\r\nContent-Length: ${PAGE.length}`)),
    expect: mentions(),
  },
  ...variants<string>(
    'H11',
    [
      ['-5', '-5'],
      ['abc', 'abc'],
      ['empty', ''],
    ],
    length => ({ ...raw(withFields(`Content-Length: ${length}`), FIN), expect: mentions() }),
    'Content-Length ',
  ),
  {
    id: 'H12',
    behaviour: 'Content-Length 99999999999999999999',
    ...raw(withFields('Content-Length: 99999999999999999999'), FIN),
    expect: partial('BODY_CUT', 1),
  },
  {
    id: 'H13',
    behaviour: 'Content-Length and chunked',
    ...raw(withFields('Content-Length: 5\r\nTransfer-Encoding: chunked', `${chunk(PAGE)}0\r\n\r\n`)),
    expect: mentions(),
  },
  {
    id: 'H14',
    behaviour: 'Transfer-Encoding: gzip, chunked',
    ...raw(
      withFields('Transfer-Encoding: gzip, chunked', `${chunk(gzipSync(PAGE).toString('latin1'))}0\r\n\r\n`),
    ),
    expect: [mentions(), failed('DECODE_UNSUPPORTED')],
  },
  {
    id: 'H15',
    behaviour: 'Transfer-Encoding: identity',
    ...raw(withFields('Transfer-Encoding: identity'), FIN),
    expect: [mentions(), bad],
  },
  ...variants<Step>(
    'H16',
    [
      ['ZZ', 'ZZ\r\nxx\r\n'],
      ['overflow', 'FFFFFFFFFFFFFFFFFF\r\nxx'],
      ['without its line break', '5\r\nPythonPython'],
      ['negative', '-6\r\nPython\r\n0\r\n\r\n'],
    ],
    size => ({ ...raw(...inChunks(size, FIN)), expect: [bad, ...cut, mentions()] }),
    'chunk size: ',
  ),
  {
    id: 'H16f',
    behaviour: 'bad chunk behind a good one keeps what came',
    ...raw(...inChunks(chunk(PAGE), { wait: 50 }, 'ZZ\r\nxx\r\n')),
    expect: partial('BODY_CUT', 1),
  },
  {
    id: 'H17',
    behaviour: 'chunk extension of 64 KiB',
    ...raw(...inChunks(`6;e=${'x'.repeat(65_536)}\r\nPython\r\n0\r\n\r\n`)),
    expect: [mentions(), failed('HTTP_BAD_RESPONSE'), ...cut],
  },
  {
    id: 'H38a',
    behaviour: '204 without a body',
    ...raw(head('204 No Content')),
    expect: { outcome: 'noMention', count: 0 },
  },
  {
    id: 'H38b',
    behaviour: '204 with a body',
    ...raw(head('204 No Content'), PAGE, FIN),
    expect: { outcome: 'noMention', count: 0 },
  },
  {
    id: 'H38f',
    behaviour: '204 that announces a body, and sends it',
    ...raw(head('204 No Content', { 'Content-Length': PAGE.length }), PAGE, FIN),
    expect: { outcome: 'noMention', count: 0 },
    note: /204/,
  },
  {
    id: 'H38g',
    behaviour: '204 that announces a body, and sends none',
    ...raw(head('204 No Content', { 'Content-Length': 100 }), FIN),
    expect: { outcome: 'noMention', count: 0 },
  },
  {
    id: 'H38c',
    behaviour: '304 unasked',
    ...raw(head('304 Not Modified')),
    expect: failed('HTTP_STATUS'),
    message: /304/,
  },
  {
    id: 'H38d',
    behaviour: '205 with an empty body',
    ...raw(head('205 Reset Content', { 'Content-Length': 0 })),
    expect: { outcome: 'noMention', count: 0 },
  },
  {
    id: 'H38e',
    behaviour: '206 unasked',
    ...raw(reply(PAGE, { 'Content-Range': `bytes 0-${PAGE.length - 1}/100000` }, '206 Partial Content')),
    expect: partial(undefined, 1),
  },
];
