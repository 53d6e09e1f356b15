/** G: lists that are attacks, on the time and on what is shown. */

import { redirect, reply } from './reply.ts';
import { type Expected, failed, leftOut, mentions, type Row, variants } from './row.ts';

const invalid = failed('URL_INVALID');
const noUrl = leftOut('NO_URL');

/** Made at run time, so that no scanner takes this file for a leak. */
const canary = (length = 36) => `canary${'a1B2'.repeat(length)}`.slice(0, length);

export const lists: Row[] = [
  ...variants<[line: string, ending: Expected]>(
    'G01',
    [
      ['80,000 blanks between two words', [`a${' '.repeat(80_000)}b`, noUrl]],
      ['16,000 blanks between two words', [`a${' '.repeat(16_000)}b`, noUrl]],
      ['a port of 8,000 colons', [`http://a${':a'.repeat(8000)}]1]`, invalid]],
      ['a port of 8,000 brackets', [`http://${']'.repeat(8000)}:${'1'.repeat(8000)}x`, invalid]],
      ['1,300 beginnings of tokens', [`http://${'-eyJaaaaaaaa'.repeat(1300)}:x`, invalid]],
      ['16,000 beginnings of tokens', ['-eyJaaaaaaaa'.repeat(16_000), noUrl]],
      ['5,000 web hooks in one', [`http://[${'/with/key/'.repeat(1600)}`, invalid]],
      ['5,000 escapes of an escape', [`ftp://a/?${'%25'.repeat(5000)}41`, failed('URL_SCHEME')]],
      ['5,000 passwords', [`http://${'a:b@'.repeat(4000)}:x`, invalid]],
      ['a million number signs', [`x${'#'.repeat(1_000_000)}`, noUrl]],
    ],
    ([line, ending]) => ({
      serve: async stage => {
        const url = await stage.raw(reply());
        return [`${url}before`, line, `${url}behind`];
      },
      expect: { lines: [mentions(), ending, mentions()] },
      requests: 2,
    }),
    'a line that takes long to read, and innocent ones beside it: ',
  ),
  ...variants<(secret: string) => string>(
    'G02',
    [
      ['passkey', secret => `?passkey=${secret}`],
      ['api_sig in a fragment', secret => `#api_sig=${secret}&x=1`],
      ['session_key in a path', secret => `x;session_key=${secret}?y=1`],
      ['code_verifier, encoded twice', secret => `?next=%252F%253Fcode_verifier%253D${secret}`],
      ['pw of a URL in a parameter', secret => `?next=http%3A%2F%2Fa%2F%3Fpw%3D${secret}%26x`],
      ['a password in a parameter', secret => `?u=ftp%3A%2F%2Fme%3A${secret}%40a%2F`],
      ['a bot of Telegram', secret => `bot123456:${secret}/getMe`],
      [
        'a web hook of Slack in a parameter',
        secret => `?to=https://hooks.slack.com/services/T0/B0/${secret}`,
      ],
      ['a web hook with a random path', secret => `hooks/${secret}`],
      ['a key of Stripe', secret => `sk_live_${secret}`],
      ['a token of npm in a parameter', secret => `?q=npm_${secret}`],
      ['a key of Google', secret => `x-AIza${secret}`],
      ['a JSON Web Token', secret => `eyJhbGciOi.${secret}.${secret}`],
    ],
    path => ({
      async serve(stage) {
        const last = await stage.raw(reply());
        const url = await stage.raw(redirect(last + path(canary())));
        const gone = await stage.raw(reply('', {}, '404 Not Found'));
        return [url + path(canary()), gone + path(canary()), `ftp://a/${path(canary())}`];
      },
      expect: { lines: [mentions(), failed('HTTP_STATUS'), failed('URL_SCHEME')] },
      alone: true,
      check: ({ stdout, stderr }) => {
        const found = /.{0,60}canary.{0,20}/.exec(stdout + stderr)?.[0];
        if (found) throw new Error(`a secret is shown: ${found}`);
        if (!stdout.includes('•••')) throw new Error('nothing is masked');
      },
    }),
    'a secret is not shown anywhere: ',
  ),
  ...variants<string>(
    'G03',
    [
      ['HTML', '<meta charset=iso-8859-2>'],
      [
        'HTML of a page',
        '<!doctype html><html><head><meta http-equiv=content-type content="text/html; charset=utf-16">',
      ],
      ['an encoding that is refused', '<meta charset=iso-2022-kr>'],
      ['XML', '<?xml version="1.0" encoding="shift_jis"?>'],
    ].map(([name = '', markup = '']) => [name, markup]),
    markup => ({
      serve: async stage => {
        const url = await stage.raw(reply());
        return { list: Buffer.from(`# ${markup}\n${url}ř中\n`) };
      },
      expect: { lines: [mentions()] },
      requests: 1,
      check: ({ rows }) => {
        if (!rows[0]?.url.endsWith('ř中')) throw new Error(`the list is read as ${rows[0]?.url}`);
      },
    }),
    'a list is never ',
  ),
];
