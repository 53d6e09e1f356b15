/** F0: politeness where redirects lead. */

import { redirect, reply } from './reply.ts';
import { failed, mentions, type Played, type Row } from './row.ts';
import type { Stage } from './stage.ts';

const many = '429 Too Many Requests';

/** Sites of their own, each of which redirects to a page of the host. */
function leadingTo(stage: Stage, host: string, count: number): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => stage.raw(redirect(`${host}to/${index}`))));
}

function asked({ requests }: Played): number {
  return requests.filter(({ target }) => target.startsWith('/to/')).length;
}

export const politeHops: Row[] = [
  {
    id: 'F01',
    behaviour:
      '60 hosts redirect to one that answers 429 with Retry-After: it is given up, and others are not',
    async serve(stage) {
      const angry = await stage.raw(reply('slowly', { 'Retry-After': '1' }, many));
      const fine = await stage.raw(reply());
      return {
        list: [...(await leadingTo(stage, angry, 60)), fine],
        flags: ['--retries', '1', '--timeout', '8'],
      };
    },
    expect: { lines: [...Array(60).fill(failed('HTTP_RATE_LIMITED')), mentions()] },
    check: played => {
      if (asked(played) !== 8) throw new Error(`${asked(played)} requests to the angry host`);
      if ((played.rows.at(-1)?.ms ?? 0) > 2000) throw new Error('another host had to wait');
    },
  },
  {
    id: 'F02',
    behaviour: 'the same, listed and led to, once with a status that other tools retry for ever',
    async serve(stage) {
      const angry = await stage.raw(reply('slowly', { 'Retry-After': '90' }, '503 Service Unavailable'));
      const listed = Array.from({ length: 20 }, (_, index) => `${angry}to/listed/${index}`);
      return [...listed, ...(await leadingTo(stage, angry, 20))];
    },
    expect: failed('HTTP_RATE_LIMITED'),
    within: 2500,
    check: played => {
      if (asked(played) > 4) throw new Error(`${asked(played)} requests to the angry host`);
    },
  },
  {
    id: 'F03',
    behaviour: 'Retry-After of one hop holds back the hops of all others',
    async serve(stage) {
      let first = true;
      const busy = await stage.script(() => {
        const answer = first ? reply('busy', { 'Retry-After': '2' }, many) : reply();
        first = false;
        return [answer];
      });
      return { list: await leadingTo(stage, busy, 6), flags: ['--per-host', '1', '--timeout', '8'] };
    },
    expect: mentions(),
    check: ({ requests }) => {
      const [one, ...more] = requests.filter(({ target }) => target.startsWith('/to/'));
      if (more.length !== 6) throw new Error(`${more.length + 1} requests to the busy host`);
      if (more.some(({ at }) => at - (one?.at ?? 0) < 1900))
        throw new Error('one came before the time was over');
    },
  },
  {
    id: 'F04',
    behaviour:
      '40 lines redirect to a slow login host: few at once, within the time of each, and others go on',
    async serve(stage) {
      const login = await stage.raw({ wait: 300 }, reply());
      const others = await Promise.all([1, 2, 3].map(() => stage.raw(reply())));
      const site = await stage.script(({ target }) => [redirect(`${login}to${target}`)]);
      const lines = Array.from({ length: 40 }, (_, index) => `${site}${index}`);
      return { list: [...lines, ...others], flags: ['--timeout', '2.5', '--concurrency', '8'] };
    },
    expect: mentions(),
    within: 2500,
  },
  {
    id: 'F05',
    behaviour: 'a host that leads to another and back, one at a time',
    async serve(stage) {
      let back = '';
      const there = await stage.script(() => [redirect(`${back}to/end`)]);
      back = await stage.script(({ target }) => [
        target === '/to/end' ? reply() : redirect(`${there}to/mid`),
      ]);
      const list = Array.from({ length: 12 }, (_, index) => `${back}${index}`);
      return { list, flags: ['--per-host', '1', '--concurrency', '2'] };
    },
    expect: mentions(),
    requests: 36,
    check: ({ stage }) => {
      if (stage.mostOpen > 2) throw new Error(`${stage.mostOpen} requests at once`);
    },
  },
];
