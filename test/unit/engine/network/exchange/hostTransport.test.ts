/** Requests with the host's `fetch`, which follow all rules of the engine. */

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { engineOptions, type OptionValues } from '../../../../../src/engine/model/options.ts';
import type { Outcome } from '../../../../../src/engine/model/outcome.ts';
import { withIds } from '../../../../../src/engine/model/target.ts';
import { PYTHON } from '../../../../../src/engine/model/term.ts';
import { EngineProcess } from '../../../../../src/engine/pool/engineProcess.ts';
import { closedPort } from '../../../../web/closedPort.ts';
import { listen } from '../../../../web/listen.ts';
import { silentServer } from '../../../../web/silentServer.ts';
import { ENGINE } from '../../../support/engine.ts';
import { openSite } from '../../../support/site.ts';

const TERM = { text: PYTHON, matchCase: false, wholeWord: false, regularExpression: false };

/** Scans a list with the `fetch` of this process. */
async function scan(
  targets: readonly string[],
  values: OptionValues = {},
  onStart: (stop: () => void) => void = () => {},
): Promise<(Outcome | undefined)[]> {
  const faults: string[] = [];
  const log = { debug: () => {}, warn: (text: string) => void faults.push(text) };
  const engine = new EngineProcess({ module: ENGINE, log });
  const outcomes: (Outcome | undefined)[] = targets.map(() => undefined);
  try {
    await new Promise<void>((resolve, reject) => {
      const options = engineOptions({ retries: 0, ...values, transport: 'vscode' }, '1.2.3');
      const id = engine.scan(
        { targets: withIds(targets), term: TERM, options },
        {
          onOutcomes: batch => {
            for (const [target, outcome] of batch) outcomes[target] = outcome;
          },
          onEnd: fault => (fault ? reject(new Error(fault)) : resolve()),
        },
      );
      onStart(() => {
        engine.stop(id);
        resolve();
      });
    });
  } finally {
    engine.dispose();
  }
  assert.deepEqual(faults, []);
  return outcomes;
}

const verdict = (outcome: Outcome | undefined) =>
  outcome && ('failure' in outcome ? `${outcome.kind} ${outcome.failure.code}` : outcome.kind);

describe("the host's fetch", { concurrency: true, timeout: 60_000 }, () => {
  it('carries requests, while redirects, cookies, statuses and codings are the engine’s', async () => {
    await using site = await openSite({
      '/page': { body: '<title>Python</title>' },
      '/gzip': { body: gzipSync('<p>A Python'), headers: { 'content-encoding': 'gzip' } },
      '/damaged': { body: gzipSync('A Python').fill(0xff, 10), headers: { 'content-encoding': 'gzip' } },
      '/none': { body: 'Nothing' },
      '/gone': { status: 404 },
      '/image': { body: 'Python', headers: { 'content-type': 'image/png' } },
      '/moved': { status: 302, headers: { location: '/page' } },
      '/circle': { status: 302, headers: { location: '/circle' } },
      '/mail': { status: 302, headers: { location: 'mailto:a@b.example' } },
      '/inside': { status: 302, headers: { location: 'http://169.254.169.254/' } },
      '/check': { body: '<title>Attention Required! | Cloudflare</title>A Python' },
      '/wall': {
        status: 403,
        body: gzipSync('Incapsula incident ID'),
        headers: { 'content-encoding': 'gzip' },
      },
    });
    const paths = [
      'page',
      'gzip',
      'damaged',
      'none',
      'gone',
      'image',
      'moved',
      'circle',
      'mail',
      'inside',
      'check',
      'wall',
    ];
    const outcomes = await scan(paths.map(path => site.url(`/${path}`)));
    assert.deepEqual(outcomes.map(verdict), [
      'mentions',
      'mentions',
      'failed DECODE_FAILED',
      'noMention',
      'failed HTTP_STATUS',
      'skipped NOT_TEXT',
      'mentions',
      'failed REDIRECT_LOOP',
      'failed REDIRECT_SCHEME',
      'failed REDIRECT_PRIVATE',
      'failed ROBOT_WALL',
      'failed ROBOT_WALL',
    ]);
    assert.ok(site.requests.every(({ headers }) => headers['user-agent'] === 'ScanUrls/1.2.3'));
  });

  it('has a cookie jar for each line, and sends the headers of a person to their host only', async () => {
    const seen: (string | undefined)[] = [];
    const server = await listen(
      createServer((request, response) => {
        seen.push(request.headers.cookie);
        const isKnown = request.headers.cookie?.includes('a=1') && request.headers.cookie.includes('b=2');
        if (isKnown) response.end('A Python');
        else response.writeHead(302, { location: '/', 'set-cookie': ['a=1', 'b=2'] }).end();
      }),
    );
    try {
      assert.deepEqual((await scan([`http://127.0.0.1:${server.port}/`])).map(verdict), ['mentions']);
      assert.deepEqual(seen, [undefined, 'a=1; b=2']);
    } finally {
      await server.close();
    }
  });

  it('sends the user name and password of a URL as a header', async () => {
    const signIn = `Basic ${Buffer.from('me:p@ss').toString('base64')}`;
    await using site = await openSite({
      '/': ({ headers }) =>
        headers.authorization === signIn
          ? { status: 302, headers: { location: '/page' } }
          : { status: 401, headers: { 'www-authenticate': 'Basic realm=x' } },
      '/page': ({ headers }) => (headers.authorization === signIn ? { body: 'A Python' } : { status: 401 }),
    });
    const url = site.url('/').replace('//', '//me:p%40ss@');
    assert.deepEqual((await scan([url])).map(verdict), ['mentions']);
  });

  it('stops at the size cap and at the end of a body that breaks off', async () => {
    let isClosed = () => {};
    const closed = new Promise<void>(resolve => {
      isClosed = resolve;
    });
    const server = await listen(
      createServer((request, response) => {
        if (request.url === '/cut') {
          response.writeHead(200, { 'content-type': 'text/plain', 'content-length': 1000 });
          response.write('A Python', () => response.destroy());
          return;
        }
        response.on('close', isClosed);
        response.writeHead(200, { 'content-type': 'text/plain' });
        const fill = () => {
          for (let more = true; more && !response.destroyed; )
            more = response.write('A Python\n'.repeat(1000));
        };
        response.on('drain', fill);
        fill();
      }),
    );
    try {
      const url = `http://127.0.0.1:${server.port}`;
      const outcomes = await scan([`${url}/endless`, `${url}/cut`], { maxPageSize: 0.5 });
      assert.deepEqual(outcomes.map(verdict), ['partial BODY_TOO_BIG', 'partial BODY_CUT']);
      assert.equal(outcomes[0] && 'bytes' in outcomes[0] && outcomes[0].bytes, 512 * 1024);
      await closed;
    } finally {
      await server.close();
    }
  });

  it('names what went wrong, and keeps the limit of a URL', async () => {
    const silent = await silentServer();
    const port = await closedPort();
    try {
      const outcomes = await scan(
        [`http://127.0.0.1:${port}/`, 'http://nowhere.invalid/', `http://127.0.0.1:${silent.port}/`],
        { totalTimeout: 3 },
      );
      assert.deepEqual(outcomes.map(verdict), [
        'failed CONNECT_REFUSED',
        'failed DNS_NOT_FOUND',
        'failed HEADERS_TIMEOUT',
      ]);
      assert.equal(outcomes[2]?.kind === 'failed' && outcomes[2].failure.message, 'No answer within 3 s');
    } finally {
      await silent.close();
    }
  });

  it('is asked for nothing in private networks where the list may not lead there', async () => {
    await using site = await openSite({ '/': { body: 'A Python' } });
    const outcomes = await scan([site.url('/')], { privateAddresses: 'never' });
    assert.deepEqual(outcomes.map(verdict), ['failed ADDR_PRIVATE']);
    assert.equal(site.requests.length, 0);
  });

  it('is ended when the scan is stopped', async () => {
    const ended = Promise.withResolvers<void>();
    const came = Promise.withResolvers<void>();
    const server = await listen(
      createServer((_, response) => {
        response.on('close', ended.resolve);
        came.resolve();
      }),
    );
    try {
      await scan([`http://127.0.0.1:${server.port}/`], {}, stop => void came.promise.then(stop));
      await ended.promise;
    } finally {
      await server.close();
    }
  });
});
