import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get } from 'node:http';
import { get as getTls, type RequestOptions } from 'node:https';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, test } from 'node:test';
import { blackHole } from './blackHole.ts';
import { makeCertificate } from './certificates.ts';
import { closedPort } from './closedPort.ts';
import { dripServer } from './dripServer.ts';
import { Gate } from './gate.ts';
import { startSite } from './ordinary.ts';
import { received } from './received.ts';
import { silentServer } from './silentServer.ts';

describe('startSite', () => {
  test('answers as its routes say, with the query first, then the path, then *', async t => {
    const site = await startSite({
      '/a': { body: 'plain' },
      '/a?b=1': {
        status: 201,
        headers: { 'content-type': 'text/x-b', 'set-cookie': ['c=1', 'd=2'] },
        body: 'b',
      },
      '/made': request => ({ body: `you sent ${request.headers['x-said']}` }),
      '/wrong': () => Promise.reject(new Error('no good')),
      '/own': (_request, response) => void response.writeHead(418).end('own'),
    });
    t.after(() => site.close());
    const ask = async (path: string) => {
      const answer = await fetch(site.url(path), { headers: { 'x-said': 'hello' } });
      return [answer.status, answer.headers.get('content-type'), await answer.text()];
    };
    assert.deepEqual(await ask('/a'), [200, 'text/html; charset=utf-8', 'plain']);
    assert.deepEqual(await ask('/a?c=1'), [200, 'text/html; charset=utf-8', 'plain']);
    assert.deepEqual(await ask('/a?b=1'), [201, 'text/x-b', 'b']);
    assert.deepEqual(await ask('/made'), [200, 'text/html; charset=utf-8', 'you sent hello']);
    assert.deepEqual(await ask('/own'), [418, null, 'own']);
    assert.deepEqual(await ask('/wrong'), [500, 'text/plain', 'Error: no good']);
    assert.deepEqual(await ask('/none'), [404, 'text/plain', 'No such route in this test\n']);
    assert.deepEqual(
      site.requests.map(({ method, path }) => `${method} ${path}`),
      ['/a', '/a?c=1', '/a?b=1', '/made', '/own', '/wrong', '/none'].map(path => `GET ${path}`),
    );
  });

  test('sends an array in pieces of its own', async t => {
    const site = await startSite({ '/': { body: [Buffer.from('Pyt'), Buffer.from('hon')] } });
    t.after(() => site.close());
    const [response] = await once(get(site.url('/'), { agent: false }), 'response');
    assert.deepEqual((await received(response)).map(String), ['Pyt', 'hon']);
  });

  test('holds one answer at a gate, and all while paused', async t => {
    const hold = new Gate();
    hold.close();
    const site = await startSite({ '/held': { hold, body: 'held' }, '/free': { body: 'free' } });
    t.after(() => site.close());
    const held = fetch(site.url('/held'));
    await site.waitForRequests(1);
    assert.equal(await (await fetch(site.url('/free'))).text(), 'free');
    hold.open();
    assert.equal(await (await held).text(), 'held');

    site.pause();
    const both = ['/free', '/free'].map(path => fetch(site.url(path)));
    await site.waitForRequests(4);
    assert.deepEqual(site.maxOpen, { total: 2, perHost: 2 });
    site.resume();
    for (const answer of await Promise.all(both)) assert.equal(await answer.text(), 'free');
  });

  test('delays by no less than it says', async t => {
    const site = await startSite({ '/': { delay: 40 } });
    t.after(() => site.close());
    const start = performance.now();
    await fetch(site.url('/'));
    assert.ok(performance.now() - start >= 39); // timers round down to the millisecond
  });

  test('closes in the middle of an answer', async () => {
    const site = await startSite({ '/': { delay: 60_000 } });
    const answer = fetch(site.url('/'));
    await site.waitForRequests(1);
    await Promise.all([assert.rejects(answer), site.close()]);
    await site.close(); // once more does no harm
  });
});

describe('makeCertificate', () => {
  const verdict = async (options: Parameters<typeof makeCertificate>[0], client: RequestOptions = {}) => {
    const { key, cert, ca } = await makeCertificate(options);
    const site = await startSite({ '/': { body: 'secret' } }, { tls: { key, cert } });
    try {
      const request = getTls(site.url('/'), { ca, agent: false, ...client });
      const [response] = await once(request, 'response');
      return await text(response);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code;
    } finally {
      await site.close();
    }
  };

  test('makes a good one for a client that trusts its authority', async () => {
    assert.equal(await verdict({}), 'secret');
    assert.equal(await verdict({ selfSigned: true }), 'secret');
    assert.equal(await verdict({ names: ['shop.example'] }, { servername: 'shop.example' }), 'secret');
  });

  test('makes bad ones of every kind', async () => {
    assert.equal(await verdict({ expired: true }), 'CERT_HAS_EXPIRED');
    assert.equal(await verdict({ notYetValid: true }), 'CERT_NOT_YET_VALID');
    assert.equal(await verdict({ names: ['other.example'] }), 'ERR_TLS_CERT_ALTNAME_INVALID');
    assert.equal(await verdict({}, { ca: [] }), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    assert.equal(await verdict({ selfSigned: true }, { ca: [] }), 'DEPTH_ZERO_SELF_SIGNED_CERT');
  });
});

describe('dead ends', () => {
  test('a closed port refuses', async () => {
    const [error] = await once(connect(await closedPort(), '127.0.0.1'), 'close').catch(reason => [reason]);
    assert.equal(error.code, 'ECONNREFUSED');
  });

  test('a silent server takes the request and says nothing', async t => {
    const server = await silentServer();
    t.after(() => server.close());
    const giveUp = new AbortController();
    const answer = fetch(server.url, { signal: giveUp.signal });
    await server.waitForConnections(1);
    assert.equal(server.open(), 1);
    giveUp.abort();
    await assert.rejects(answer, { name: 'AbortError' });
  });

  test('a dripping server answers at once and goes on for ever', async t => {
    const server = await dripServer({ every: 1, start: 'Python' });
    t.after(() => server.close());
    const [response] = await once(get(server.url), 'response');
    let received = '';
    for await (const chunk of response) {
      received += chunk;
      if (received.length >= 12) break;
    }
    assert.match(received, /^Python\.{6,}$/);
  });

  test('a black hole neither accepts nor refuses', { skip: process.platform !== 'linux' }, async t => {
    const hole = await blackHole();
    t.after(() => hole.close());
    const socket = connect({ port: hole.port, host: '127.0.0.1', timeout: 100 });
    t.after(() => socket.destroy());
    await once(socket, 'timeout');
    assert.equal(socket.connecting, true);
  });
});
