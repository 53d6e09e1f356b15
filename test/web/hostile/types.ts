/** B: media types, by label and by bytes. */

import { head, openEnded, PAGE, reply } from './reply.ts';
import { type Expected, failed, mentions, partial, type Row, skipped, variants } from './row.ts';

const typed = (type: string | readonly string[] | undefined, body: string | Uint8Array = PAGE) =>
  ({
    serve: stage =>
      stage.raw(
        type === undefined
          ? Buffer.concat([
              Buffer.from(head('200 OK', { 'Content-Length': Buffer.byteLength(body) })),
              Buffer.from(body),
            ])
          : reply(body, { 'Content-Type': type }),
      ),
  }) satisfies Pick<Row, 'serve'>;

const PNG = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex');
const binary = (start: string) =>
  Buffer.concat([Buffer.from(start), Buffer.from([0, 1, 2, 3, 0, 255, 0, 7])]);
const JUNK = Buffer.concat([Buffer.from('Python\0\x01\x02'), Buffer.alloc(500)]);

export const types: Row[] = [
  ...variants<string>(
    'B01',
    [
      ...['image/png', 'application/pdf', 'application/zip', 'video/mp4', 'font/woff2', 'audio/mpeg'],
      ...['application/wasm', 'application/vnd.ms-excel'],
    ].map(each => [each, each]),
    type => ({
      ...typed(type, PNG),
      expect: skipped,
      message: new RegExp(type.replaceAll('.', '\\.')),
      within: 2500,
    }),
  ),
  {
    id: 'B01i',
    behaviour: 'endless image: ends at its headers',
    serve: stage => stage.raw(openEnded({ 'Content-Type': 'image/png' }), { forever: PNG }),
    expect: skipped,
    within: 2500,
  },
  ...variants<Uint8Array>(
    'B02',
    [
      ['PNG', PNG],
      ['NUL bytes', JUNK],
      ['ELF', binary('\x7fELF Python')],
      ['ZIP', binary('PK\x03\x04 Python')],
    ],
    body => ({ ...typed('text/html', body), expect: skipped }),
    'labelled text/html, is binary: ',
  ),
  {
    id: 'B02e',
    behaviour: 'labelled text/plain, is a PDF without a NUL',
    ...typed('text/html', '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj Python endobj'),
    expect: [skipped, mentions()],
  },
  ...variants<string | undefined>(
    'B03',
    [
      ['application/octet-stream', 'application/octet-stream'],
      ['no type', undefined],
      ['application/x-unknown', 'application/x-unknown'],
      ['unknown/unknown', 'unknown/unknown'],
      ['application/unknown', 'application/unknown'],
    ],
    type => ({ ...typed(type), expect: mentions() }),
    'HTML labelled as ',
  ),
  {
    id: 'B03f',
    behaviour: 'binary without a type',
    ...typed(undefined, JUNK),
    expect: skipped,
  },
  ...variants<string>(
    'B04',
    [
      ...['application/json', 'text/xml', 'image/svg+xml', 'text/javascript', 'text/css', 'text/markdown'],
      ...[
        'text/csv',
        'application/rss+xml',
        'application/ld+json',
        'application/atom+xml',
        'application/yaml',
      ],
      ...['application/javascript', 'application/xhtml+xml', 'text/x-python', 'message/rfc822'],
    ].map(each => [each, each]),
    type => ({ ...typed(type), expect: mentions() }),
  ),
  ...variants<string | string[]>(
    'B05',
    [
      ['text', 'text'],
      [';;', ';;'],
      ['two headers', ['text/html', 'text/plain']],
      ['two headers, one an image', ['text/html', 'image/png']],
      ['of 8 KB', `text/html; x=${'y'.repeat(8000)}`],
      ['empty', ''],
      ['with a list', 'text/html, text/plain'],
      ['quotes without end', 'text/html; charset="utf-8'],
      ['bytes beyond ASCII', 'text/ht\xe9ml'],
    ],
    type => ({
      ...typed(type),
      expect: Array.isArray(type) && type[1] === 'image/png' ? [mentions(), skipped] : mentions(),
    }),
    'malformed type: ',
  ),
  ...variants<[type: string, body: string]>(
    'B06',
    [
      [
        'multipart/x-mixed-replace',
        ['multipart/x-mixed-replace; boundary=x', '--x\r\nContent-Type: text/html\r\n\r\n'],
      ],
      ['text/event-stream', ['text/event-stream', 'data: Python\n\n']],
    ],
    ([type, start]) => ({
      serve: stage =>
        stage.raw(openEnded({ 'Content-Type': type }), start, PAGE, { forever: 'data: x\n\n', every: 200 }),
      expect: [partial('TOTAL_TIMEOUT'), failed('TOTAL_TIMEOUT'), skipped] satisfies Expected,
      within: 3500,
    }),
    'endless ',
  ),
  {
    id: 'B07',
    behaviour: 'Content-Disposition: attachment; filename=../../x',
    serve: stage => stage.raw(reply(PAGE, { 'Content-Disposition': 'attachment; filename="../../etc/x"' })),
    expect: mentions(),
  },
];
