/** T: time and size. The scans run with a limit of 3 s and 1 MiB. */

import { chunked, head, openEnded, PAGE, reply } from './reply.ts';
import { failed, mentions, partial, type Row, skipped } from './row.ts';

const HTML = { 'Content-Type': 'text/html' };
const CAP = 1024 ** 2;
const filler = 'x'.repeat(64 * 1024);
const overdue = [partial('TOTAL_TIMEOUT', 1), failed('TOTAL_TIMEOUT')];

export const time: Row[] = [
  {
    id: 'T01',
    behaviour: 'a byte of the headers every 100 ms',
    serve: stage => stage.raw('HTTP/1.1 200 OK\r\nX-Slow: ', { forever: 'x', every: 100 }),
    expect: failed('HEADERS_TIMEOUT'),
    message: /3 s/,
    within: 3500,
  },
  {
    id: 'T02',
    behaviour: 'a byte of the body every 200 ms, for ever',
    serve: stage => stage.raw(openEnded(), PAGE, { forever: '.', every: 200 }),
    expect: overdue,
    within: 3500,
    notBefore: 2900,
  },
  {
    id: 'T02b',
    behaviour: 'the same without the term: never “no mention”',
    serve: stage => stage.raw(openEnded(), '<p>nothing', { forever: '.', every: 200 }),
    expect: [partial('TOTAL_TIMEOUT', 0), failed('TOTAL_TIMEOUT')],
    within: 3500,
  },
  {
    id: 'T03',
    behaviour: 'the body stalls',
    serve: stage => stage.raw(head('200 OK', { ...HTML, 'Content-Length': 9000 }), PAGE),
    expect: [failed('BODY_STALLED'), partial('BODY_STALLED', 1)],
    within: 3500,
  },
  {
    id: 'T03b',
    behaviour: 'the body stalls before its first byte',
    serve: stage => stage.raw(head('200 OK', { ...HTML, 'Content-Length': 9000 })),
    expect: failed('BODY_STALLED'),
    within: 3500,
  },
  {
    id: 'T04',
    behaviour: 'a body without end, as fast as it can',
    serve: stage => stage.raw(openEnded(), PAGE, { forever: filler }),
    expect: partial('BODY_TOO_BIG', 1),
    within: 2600,
    check: ({ rows }) => {
      if (rows[0]?.bytes !== CAP) throw new Error(`${rows[0]?.bytes} bytes were searched, not ${CAP}`);
    },
  },
  {
    id: 'T05a',
    behaviour: 'Content-Length of 10 GB, text',
    serve: stage =>
      stage.raw(head('200 OK', { ...HTML, 'Content-Length': 10_000_000_000 }), PAGE, { forever: filler }),
    expect: partial('BODY_TOO_BIG', 1),
    within: 2600,
  },
  {
    id: 'T05b',
    behaviour: 'Content-Length of 10 GB, a video: ends at its headers',
    serve: stage =>
      stage.raw(head('200 OK', { 'Content-Type': 'video/mp4', 'Content-Length': 10_000_000_000 }), {
        forever: filler,
      }),
    expect: skipped,
    within: 2500,
  },
  {
    id: 'T06',
    behaviour: 'chunks beyond the cap',
    serve: stage =>
      stage.raw(chunked(), `${PAGE.length.toString(16)}\r\n${PAGE}\r\n`, {
        forever: `${filler.length.toString(16)}\r\n${filler}\r\n`,
      }),
    expect: partial('BODY_TOO_BIG', 1),
    within: 2600,
  },
  {
    id: 'T06b',
    behaviour: 'a page of exactly the cap is whole',
    serve: stage => stage.raw(reply(PAGE.padEnd(CAP))),
    expect: mentions(),
  },
  {
    id: 'T07',
    behaviour: 'errors and redirects with large bodies do not hold up the next requests to their host',
    async serve(stage) {
      const base = await stage.script(({ target }) =>
        target.startsWith('/bad')
          ? [head('404 Not Found', { ...HTML, 'Content-Length': 10_000_000 }), { forever: filler }]
          : [reply()],
      );
      return Array.from({ length: 20 }, (_, index) => `${base}${index % 2 ? 'good' : 'bad'}${index}`);
    },
    expect: {
      lines: Array.from({ length: 20 }, (_, index) => (index % 2 ? mentions() : failed('HTTP_STATUS'))),
    },
  },
  {
    id: 'T09',
    behaviour: '50 bodies without end at once',
    async serve(stage) {
      const urls = Array.from({ length: 50 }, () => stage.raw(openEnded(), PAGE, { forever: filler }));
      return { list: await Promise.all(urls), flags: ['--timeout', '20', '--max-size', '5'] };
    },
    expect: partial('BODY_TOO_BIG', 1),
    alone: true,
    check: ({ memory = 0 }) => {
      if (memory > 600) throw new Error(`it took ${Math.round(memory)} MiB`);
    },
  },
  {
    id: 'T10',
    behaviour: 'slower than any page is worth',
    serve: stage =>
      stage.raw(head('200 OK', { ...HTML, 'Content-Length': 9000 }), PAGE, { forever: '..', every: 50 }),
    expect: overdue,
    within: 3500,
  },
  {
    id: 'T11',
    behaviour: '3,000 lines, all refused',
    async serve(stage) {
      const base = await stage.refused();
      const list = Array.from({ length: 3000 }, (_, index) => `${base}${index}`);
      return { list, flags: ['--timeout', '20', '--per-host', '64'] };
    },
    expect: failed('CONNECT_REFUSED'),
    alone: true,
    check: ({ memory = 0 }) => {
      if (memory > 400) throw new Error(`it took ${Math.round(memory)} MiB`);
    },
  },
];
