/** The politeness of a scan, measured at the servers. */

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { describe, it } from 'node:test';
import { closedPort } from '../../../web/closedPort.ts';
import { Gate } from '../../../web/gate.ts';
import { type Listening, listen } from '../../../web/listen.ts';
import { silentServer } from '../../../web/silentServer.ts';
import { rawServer } from '../../support/rawServer.ts';
import { scanUrls } from '../../support/scanning.ts';
import { openSite } from '../../support/site.ts';

const many = (count: number, url: (path: string) => string) =>
  Array.from({ length: count }, (_, index) => url(`/${index}`));

describe('a list of many hosts', () => {
  it('keeps no connection for each of them', { timeout: 20_000 }, async () => {
    const hosts: Listening[] = [];
    try {
      let most = 0;
      for (let host = 0; host < 30; host++) {
        const server = createServer((_, response) => response.end('A Python'));
        server.on('connection', () => {
          most = Math.max(
            most,
            hosts.reduce((sum, { sockets }) => sum + sockets.size, 0),
          );
        });
        hosts.push(await listen(server));
      }
      const targets = ['1', '2', '3'].flatMap(page =>
        hosts.map(({ port }) => `http://127.0.0.1:${port}/${page}`),
      );
      const { outcomes } = await scanUrls(targets, { options: { concurrency: 2 } });
      assert.ok(outcomes.every(({ kind }) => kind === 'mentions'));
      // Four for each request under way, and those that are being opened.
      assert.ok(most <= 4 * 2 + 2 * 2, `${most} connections were open at once`);
    } finally {
      await Promise.all(hosts.map(host => host.close()));
    }
  });
});

describe('a host', () => {
  it('is asked for no more at once than its limit', { timeout: 20_000 }, async () => {
    for (const perHostConcurrency of [1, 3]) {
      await using site = await openSite({ '*': { body: 'A Python', delay: 2 } });
      const { outcomes } = await scanUrls(many(30, site.url), { options: { perHostConcurrency } });
      assert.ok(outcomes.every(({ kind }) => kind === 'mentions'));
      assert.equal(site.maxOpen.total, perHostConcurrency);
      assert.equal(site.requests.length, 30);
    }
  });

  it('gets the same headers with every request, and no more than it needs', async () => {
    await using site = await openSite({ '*': { body: 'A Python' } });
    await scanUrls(['/1', '/2?q=%20x'].map(site.url), {
      options: { userAgent: 'Mine/1', perHostConcurrency: 1 },
    });
    assert.deepEqual(
      site.requests.map(({ method, path }) => `${method} ${path}`),
      ['GET /1', 'GET /2?q=%20x'],
    );
    for (const { headers } of site.requests) {
      assert.deepEqual(Object.keys(headers).sort(), [
        'accept',
        'accept-encoding',
        'accept-language',
        'connection',
        'host',
        'user-agent',
      ]);
      assert.equal(headers['user-agent'], 'Mine/1');
      assert.equal(headers.host, `127.0.0.1:${site.port}`);
    }
  });

  it('is told neither the fragment nor the password of a URL', async () => {
    await using site = await openSite({ '*': { body: 'A Python' } });
    const { outcomes } = await scanUrls([site.url('/x#secret').replace('//', '//user:word@')]);
    assert.equal(outcomes[0]?.kind, 'mentions');
    assert.deepEqual(
      site.requests.map(({ path }) => path),
      ['/x'],
    );
  });

  it('that closes a kept connection just when the next request comes is asked again', async () => {
    const page = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 8\r\n\r\nA Python';
    // Each connection serves one page, and is reset at the second request.
    await using server = await rawServer(({ socket, request }) => {
      if (request === 1) socket.write(page);
      else socket.resetAndDestroy();
    });
    const urls = many(20, path => server.url + path);
    const { outcomes } = await scanUrls(urls, { options: { perHostConcurrency: 1 } });
    assert.deepEqual(new Set(outcomes.map(({ kind }) => kind)), new Set(['mentions']));
    assert.ok(server.requests() > 20, 'some were asked for again');
  });

  it('keeps its connection for the next page, and is left when there is none', async () => {
    const page = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 8\r\n\r\nA Python';
    await using server = await rawServer(({ socket }) => socket.write(page));
    await scanUrls(
      many(5, path => server.url + path),
      { options: { perHostConcurrency: 1 } },
    );
    assert.deepEqual([server.requests(), server.connections()], [5, 1]);
  });
});

describe('all hosts', () => {
  it('together are asked for no more at once than the limit', { timeout: 20_000 }, async () => {
    let open = 0;
    let most = 0;
    const gate = new Gate();
    gate.close();
    const route = {
      '*': (_request: unknown, response: { on(event: 'close', listener: () => void): unknown }) => {
        most = Math.max(most, ++open);
        response.on('close', () => open--);
        if (open === 5) gate.open();
        return { body: 'A Python', hold: gate };
      },
    };
    await using one = await openSite(route);
    await using two = await openSite(route);
    await using three = await openSite(route);
    const urls = [one, two, three].flatMap(site => many(10, site.url));
    await scanUrls(urls, { options: { concurrency: 5, perHostConcurrency: 4 } });
    assert.equal(most, 5);
  });

  it('have their turns while one of them is stuck', { timeout: 20_000 }, async () => {
    const stuck = await silentServer();
    try {
      await using fine = await openSite({ '*': { body: 'A Python' } });
      const urls = [...many(30, path => `${stuck.url.slice(0, -1)}${path}`), ...many(30, fine.url)];
      const controller = new AbortController();
      let done = 0;
      const { outcomes } = await scanUrls(urls, {
        // One lane more than the stuck host can occupy.
        options: { concurrency: 5, perHostConcurrency: 4, totalTimeout: 15 },
        signal: controller.signal,
        onOutcome: (_target, { kind }) => {
          if (kind === 'mentions' && ++done === 30) controller.abort();
        },
      });
      assert.deepEqual(
        outcomes.map(({ kind }) => kind),
        [...Array(30).fill('cancelled'), ...Array(30).fill('mentions')],
      );
    } finally {
      await stuck.close();
    }
  });

  it('are not disturbed by bad ones among them', async () => {
    await using fine = await openSite({ '*': { body: 'A Python' } });
    await using rude = await rawServer(({ socket }) => void socket.resetAndDestroy());
    await using odd = await rawServer(({ socket }) => socket.end('nonsense'));
    const refused = `http://127.0.0.1:${await closedPort()}`;
    const bad = [
      rude.url,
      odd.url,
      refused,
      'http://no-such-host.invalid',
      fine.origin.replace('http', 'https'),
    ];
    const urls = Array.from({ length: 60 }, (_, index) =>
      index % 2 ? fine.url(`/${index}`) : `${bad[(index / 2) % bad.length]}/${index}`,
    );
    const { outcomes } = await scanUrls(urls);
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      urls.map((_, index) => (index % 2 ? 'mentions' : 'failed')),
    );
  });

  it('may be none', async () => assert.deepEqual((await scanUrls([])).order, []));
});

it('a term that is not valid is refused before anything is asked for', async () => {
  await using site = await openSite({ '*': { body: 'A Python' } });
  await assert.rejects(scanUrls([site.url('/')], { term: { text: '(', regularExpression: true } }), {
    name: 'InvalidTermError',
  });
  assert.equal(site.requests.length, 0);
});
