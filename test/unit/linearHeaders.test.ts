/** Whatever a server sends in a header field, or at the start of a page: the work does not grow faster than the text. */

import { describe, it } from 'node:test';
import fc from 'fast-check';
import { runAtOnce } from '../../src/engine/async/timeSlices.ts';
import { isBuiltByScripts } from '../../src/engine/content/builtByScripts.ts';
import { headCharset } from '../../src/engine/content/headCharset.ts';
import { stringEscapes } from '../../src/engine/content/jsonText.ts';
import { mediaType } from '../../src/engine/content/mediaType.ts';
import { isRefreshed, leadsAway } from '../../src/engine/content/refresh.ts';
import { mendedUrl } from '../../src/engine/links/mendedUrl.ts';
import { FailureError } from '../../src/engine/model/failure.ts';
import { CookieJar } from '../../src/engine/request/cookies.ts';
import { readRedirect } from '../../src/engine/request/redirect.ts';
import { retryAfter } from '../../src/engine/request/retry.ts';
import { wallOfPage, wallOfRefusal } from '../../src/engine/request/wallCheck.ts';
import { runs } from './support/properties.ts';
import { assertInProportion, repeated } from './support/work.ts';

const PIECES = [
  ...[
    ';',
    ',',
    '=',
    ' ',
    '\t',
    '"',
    "'",
    '\\',
    '/',
    '//',
    '<',
    '>',
    '</',
    '<!--',
    '-->',
    '&',
    '&#',
    '%',
    '%e9',
    ':',
  ],
  ...[
    'a',
    '0',
    '1e9',
    '.',
    '-',
    'é',
    '\u0300',
    '\ud83d',
    'x=y; ',
    'Max-Age=1; ',
    'Expires=Thu, 01 Jan 1970 0',
    'Domain=.',
  ],
  ...[
    'charset=',
    'text/html;',
    'url=',
    '0;url=',
    '<meta ',
    '<meta http-equiv=refresh content="0;url=',
    '<meta charset=',
  ],
  ...[
    '<script>',
    '</script',
    '<noscript>',
    '<iframe ',
    '<form ',
    '<div ',
    '<title>',
    '\\u0050',
    '\\',
    '{"a":',
    '[',
  ],
  ...[
    'Mon, 01 Jan 2029 00:00:00 GMT',
    'http://a/',
    '(',
    ')',
    '&amp;',
    '/_Incapsula_',
    'captcha-delivery.com',
  ],
];

const texts = repeated(PIECES);

const PAGE = new URL('http://a.example/b');
const HTML = mediaType('text/html');
const bytes = (text: string) => Buffer.from(text);

function storedCookie(text: string): string {
  const jar = new CookieJar();
  jar.store([text], PAGE);
  return jar.header(PAGE);
}

function redirected(location: string): unknown {
  try {
    return readRedirect({ headers: { location } }, PAGE);
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    return undefined;
  }
}

/** How often each character may be passed over. */
const functions: [name: string, most: number, read: (text: string) => unknown][] = [
  ['the media type', 20, mediaType],
  ['a cookie', 40, storedCookie],
  ['Retry-After', 20, text => retryAfter(text)],
  ['Refresh', 20, leadsAway],
  ['Location', 60, redirected],
  ['a URL with something wrong', 120, mendedUrl],
  ['a meta refresh', 60, isRefreshed],
  ['the charset in a head', 20, text => headCharset(bytes(text))],
  ['what scripts build', 60, text => runAtOnce(isBuiltByScripts(text))],
  ['the strings of JSON', 20, text => [...stringEscapes(text)]],
  ['the page of a refusal', 200, text => wallOfRefusal(bytes(text))],
  ['a page that may be a check', 200, text => wallOfPage(bytes(text), HTML)],
];

describe('the work on a header field or a page of up to 64 KiB is linear', () => {
  for (const [name, most, read] of functions) {
    it(`for ${name}`, () => {
      fc.assert(
        fc.property(texts, text => {
          assertInProportion(text, read, most, 200);
        }),
        runs(60),
      );
    });
  }
});
