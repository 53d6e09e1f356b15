/** To which hosts headers are sent. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { engineOptions } from '../../../../src/engine/model/options.ts';
import type { Outcome } from '../../../../src/engine/model/outcome.ts';
import { withIds } from '../../../../src/engine/model/target.ts';
import { credentialHeaders, withheldNote } from '../../../../src/engine/request/credentialHeaders.ts';
import { type Credential, credentialOrigin } from '../../../../src/engine/request/credentials.ts';
import { Way } from '../../../../src/engine/request/way.ts';
import { Scan } from '../../../../src/engine/scan/scan.ts';
import { makeCertificate } from '../../../web/certificates.ts';
import { ending } from '../../support/scanning.ts';
import { openSite } from '../../support/site.ts';
import { term } from '../../support/term.ts';

const SECRET = 'Bearer s3cr3t';

describe('the headers of a request', () => {
  const credentials: Credential[] = [
    { origin: 'https://a.example', name: 'Authorization', value: '1' },
    { origin: 'http://a.example', name: 'Authorization', value: '2' },
    { origin: 'https://a.example:8443', name: 'Authorization', value: '3' },
    { origin: 'https://b.example', name: 'Cookie', value: 'own=1' },
  ];
  const rows: [url: string, headers: Record<string, string>][] = [
    ['https://a.example/x?y', { authorization: '1' }],
    ['https://a.example:443/', { authorization: '1' }],
    ['http://a.example/', { authorization: '2' }],
    ['https://a.example:8443/', { authorization: '3' }],
    ['https://a.example:8444/', {}],
    ['https://sub.a.example/', {}],
    ['https://a.example.evil.example/', {}],
    ['https://evil.example/https://a.example/', {}],
    ['https://b.example/', { cookie: 'own=1; jar=2' }],
  ];
  for (const [url, headers] of rows) {
    it(`to ${url} are ${JSON.stringify(headers)}`, () =>
      assert.deepEqual(credentialHeaders(credentials, new Way(new URL(url)), 'jar=2'), headers));
  }
});

/** The way over these URLs. */
function wayOver(line: string, ...locations: string[]): Way {
  const way = new Way(new URL(line));
  for (const location of locations) way.follow({ status: 302, headers: { location } }, 'listed');
  return way;
}

describe('the headers of a request after redirects', () => {
  const credentials: Credential[] = [{ origin: 'https://a.example', name: 'X-Key', value: '1' }];
  const rows: [way: [string, ...string[]], isSent: boolean, note: RegExp][] = [
    [['https://a.example/', '/b', 'https://a.example/c'], true, /^$/],
    [['https://b.example/', 'https://a.example/'], false, /^The headers for https:\/\/a.example were not/],
    [['https://a.example/', 'https://b.example/', 'https://a.example/'], false, /^The headers for/],
    [['https://a.example/', '/b', 'https://b.example/', 'https://a.example/', '/c'], false, /^The headers/],
    [['http://a.example/', 'https://a.example/'], false, /^The headers for/],
    [['https://a.example:8443/', 'https://a.example/'], false, /^The headers for/],
    [['https://www.a.example/', 'https://a.example/'], false, /^The headers for/],
    [['https://a.example/', 'https://b.example/'], false, /^$/],
    [['https://b.example/', 'https://c.example/'], false, /^$/],
  ];
  for (const [way, isSent, note] of rows) {
    it(`over ${way.join(', ')} are ${isSent ? 'sent' : 'not sent'}`, () => {
      const over = wayOver(...way);
      assert.deepEqual(credentialHeaders(credentials, over, ''), isSent ? { 'x-key': '1' } : {});
      assert.match(withheldNote(credentials, over) ?? '', note);
    });
  }
});

describe('the user name and password of a URL', () => {
  const headersOver = (...way: [string, ...string[]]) => credentialHeaders([], wayOver(...way), '');
  const signIn = { authorization: `Basic ${Buffer.from('me:word').toString('base64')}` };

  it('are sent to its own origin', () => {
    assert.deepEqual(headersOver('http://me:word@a.example/'), signIn);
    assert.deepEqual(headersOver('http://me:word@a.example/', '/b', '//a.example:80/c'), signIn);
  });

  it('are sent nowhere else, nor when a redirect leads back', () => {
    const line = 'http://me:word@a.example/';
    for (const locations of [
      ['http://b.example/'],
      ['https://a.example/'],
      ['http://a.example:8080/'],
      ['http://b.example/', line],
      ['http://b.example/', 'http://a.example/', '/c'],
    ]) {
      assert.deepEqual(headersOver(line, ...locations), {}, `${locations}`);
      assert.match(withheldNote([], wayOver(line, ...locations)) ?? '', /password were not sent to http/);
    }
  });

  it('give way to a header that is set for the origin', () => {
    const own = { origin: 'http://a.example', name: 'AUTHORIZATION', value: 'Bearer 1' };
    const over = wayOver('http://me:word@a.example/');
    assert.deepEqual(credentialHeaders([own], over, ''), { authorization: 'Bearer 1' });
    assert.deepEqual(credentialHeaders([{ ...own, name: 'X-Key' }], over, ''), {
      ...signIn,
      'x-key': 'Bearer 1',
    });
  });

  it('of a redirect are not sent, and do not replace those of the line', () => {
    assert.deepEqual(headersOver('http://a.example/', 'http://me:word@a.example/'), {});
    assert.deepEqual(headersOver('http://me:word@a.example/', 'http://you:other@a.example/'), signIn);
  });
});

/** Scans with headers for hosts. @returns the outcomes, with all their texts */
async function scanWith(urls: readonly string[], credentials: readonly Credential[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const scan = new Scan(
    {
      targets: withIds(urls),
      term: term(),
      options: engineOptions({ totalTimeout: 10, retries: 1 }, 'test'),
      credentials,
    },
    {
      onOutcome: (target, outcome) => {
        outcomes[target] = outcome;
      },
    },
  );
  await scan.run();
  return outcomes;
}

describe('a scan with headers for hosts', () => {
  it('sends them to their origin only', async () => {
    await using own = await openSite({ '*': { body: 'Python' } });
    await using other = await openSite({ '*': { body: 'Python' } });
    await scanWith(
      [own.url('/a'), own.url('/b'), other.url('/')],
      [{ origin: own.origin, name: 'Authorization', value: SECRET }],
    );
    assert.deepEqual(
      own.requests.map(({ headers }) => headers.authorization),
      [SECRET, SECRET],
    );
    assert.equal(other.requests[0]?.headers.authorization, undefined);
  });

  it('drops them on another origin, and when a redirect leads back from there', async () => {
    await using own = await openSite({
      '/there': () => ({ status: 302, headers: { location: other.url('/back') } }),
      '/near': { status: 302, headers: { location: '/there' } },
      '/here': { body: 'Python' },
    });
    await using other = await openSite({
      '/back': () => ({ status: 302, headers: { location: own.url('/here') } }),
    });
    const outcomes = await scanWith(
      [own.url('/near'), other.url('/back')],
      [{ origin: own.origin, name: 'X-Api-Key', value: SECRET }],
    );
    for (const outcome of outcomes) {
      assert.deepEqual(ending(outcome), ['mentions']);
      assert.match(outcome.note ?? '', /^The headers for http.* were not sent/);
    }
    assert.deepEqual(own.requests.map(({ path, headers }) => [path, headers['x-api-key']]).sort(), [
      ['/here', undefined],
      ['/here', undefined],
      ['/near', SECRET],
      ['/there', SECRET],
    ]);
    assert.ok(other.requests.every(({ headers }) => headers['x-api-key'] === undefined));
  });

  it('sends none over plain http that are meant for https, not even after a redirect', async () => {
    await using plain = await openSite({ '*': { body: 'Python' } });
    const tls = await makeCertificate();
    await using secure = await openSite({ '*': { body: 'Python' } }, { tls });
    const credentials = [
      { origin: credentialOrigin(`127.0.0.1:${plain.port}`), name: 'Authorization', value: SECRET },
      { origin: secure.origin, name: 'Authorization', value: SECRET },
    ];
    const outcomes = await scanWith([plain.url('/'), secure.url('/')], credentials);
    assert.equal(plain.requests[0]?.headers.authorization, undefined);
    // The certificate is not trusted. It is checked before anything is sent.
    assert.equal(outcomes[1]?.kind, 'failed');
    assert.deepEqual(secure.requests, []);
  });

  it('sends them with each try, and says nothing of them in any outcome', async () => {
    let tries = 0;
    await using site = await openSite({
      '/': (request, response) => {
        tries++;
        // The answer repeats the request, and is not HTTP.
        response.socket?.end(`${request.headers.authorization}\r\n\r\n`);
      },
      '/refused': { status: 401 },
    });
    const outcomes = await scanWith(
      [site.url('/'), site.url('/refused')],
      [{ origin: site.origin, name: 'Authorization', value: SECRET }],
    );
    assert.ok(tries > 0);
    assert.ok(site.requests.every(({ headers }) => headers.authorization === SECRET));
    assert.equal(outcomes.length, 2);
    assert.doesNotMatch(JSON.stringify(outcomes), /s3cr3t/);
  });

  it('replaces what is sent by default, once', async () => {
    await using site = await openSite({ '*': { body: 'Python' } });
    await scanWith([site.url('/')], [{ origin: site.origin, name: 'USER-AGENT', value: 'mine' }]);
    assert.equal(site.requests[0]?.headers['user-agent'], 'mine');
  });

  it('sends the user name and password of a URL, by each way to send a request', async () => {
    await using site = await openSite({
      '/good': { body: 'Python' },
      '/lenient': (_, response) => {
        // Bare line feeds: only the second, lenient try accepts them.
        response.socket?.end('HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 6\n\nPython');
      },
    });
    const urls = ['/good', '/lenient'].map(path => `http://us3r:p%40ss@127.0.0.1:${site.port}${path}`);
    const outcomes = await scanWith(urls, []);
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['mentions', 'mentions'],
    );
    const expected = `Basic ${Buffer.from('us3r:p@ss').toString('base64')}`;
    assert.deepEqual(
      site.requests.map(({ headers }) => headers.authorization),
      site.requests.map(() => expected),
    );
  });
});
