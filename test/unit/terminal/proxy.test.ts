/** Proxies and certificates of the terminal command: by environment and by flags. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeCertificate } from '../../web/certificates.ts';
import { startProxy } from '../../web/proxy.ts';
import { openSite } from '../support/site.ts';
import { type Finished, jsonLines, runCli, temporaryFile } from '../support/terminal.ts';

const CANARY = 'c4n4ry-s3cret';
const URLS = ['http://x.test/page', 'https://x.test/page', 'http://y.test/'];

interface Settings {
  flags?: readonly string[];
  env?: NodeJS.ProcessEnv;
}

async function run(urls: readonly string[], { env = {}, flags = [] }: Settings): Promise<Finished> {
  const finished = await runCli(['-', '--json', ...flags], { input: urls.join('\n'), env });
  const said = finished.stdout + finished.stderr;
  assert.doesNotMatch(said, new RegExp(CANARY), 'no secret is ever said');
  assert.ok(!said.includes(Buffer.from(`user:${CANARY}`).toString('base64')), 'nor what it is sent as');
  return finished;
}

describe('the terminal command', { timeout: 120_000 }, () => {
  it('goes through the proxy of its environment, or of its flag, and never says the password', async () => {
    const { ca, cert, key } = await makeCertificate({ names: ['x.test'] });
    await using authority = await temporaryFile('authority.pem', ca);
    const page = { '/page': { body: 'A Python' } };
    await using site = await openSite(page);
    await using secure = await openSite(page, { tls: { cert, key } });
    await using proxy = await startProxy({
      routes: { 'x.test:80': site.port, 'x.test:443': secure.port },
      credentials: `user:${CANARY}`,
    });
    const url = proxy.url.replace('//', `//user:${CANARY}@`);
    for (const settings of [
      { env: { HTTP_PROXY: url, https_proxy: url } },
      { env: { ALL_PROXY: 'http://127.0.0.1:1' }, flags: ['--proxy', url] },
    ]) {
      const env = { ...settings.env, NODE_EXTRA_CA_CERTS: authority.path };
      const rows = jsonLines(await run(URLS, { flags: ['--retries', '0'], ...settings, env }));
      assert.deepEqual(
        rows.map(({ code, outcome }) => [outcome, code]),
        [
          ['mentions', null],
          ['mentions', null],
          ['failed', 'HTTP_STATUS'],
        ],
      );
    }
    const wrong = proxy.url.replace('//', `//user:${CANARY}x@`);
    const rows = jsonLines(await run(URLS, { env: { all_proxy: wrong } }));
    assert.deepEqual(
      rows.map(({ code }) => code),
      Array(3).fill('PROXY_AUTH'),
    );
  });

  it('asks directly what --no-proxy and NO_PROXY name', async () => {
    await using proxy = await startProxy({ refusal: { status: 404 } });
    const rows = jsonLines(
      await run(['http://10.99.0.1/', 'http://a.test/'], {
        env: { ALL_PROXY: proxy.url, NO_PROXY: '10.0.0.0/8' },
        flags: ['--no-proxy', 'b.test'],
      }),
    );
    assert.deepEqual(
      rows.map(({ status }) => status),
      [404, 404],
      'the flag stands in the place of the variable',
    );
  });

  it('refuses a proxy that cannot be used before anything is asked for', async () => {
    for (const settings of [
      { flags: ['--proxy', `socks5://user:${CANARY}@127.0.0.1:1`] },
      { env: { HTTPS_PROXY: `http://user:${CANARY}@` } },
      { flags: ['--proxy', ''] },
    ]) {
      const { status, stderr, stdout } = await run(URLS, settings);
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, /^scan-urls: .*proxy/);
    }
  });

  it("trusts the operating system's authorities beside those of Node.js, unless a flag says no", async () => {
    const { ca, cert, key } = await makeCertificate();
    await using site = await openSite({ '/': { body: 'A Python' } }, { tls: { cert, key } });
    await using store = await temporaryFile('store.pem', ca);
    const env = { SSL_CERT_FILE: store.path, SSL_CERT_DIR: '' };
    const [trusting] = jsonLines(await run([site.url('/')], { env }));
    assert.equal(trusting?.outcome, 'mentions', trusting?.message ?? '');
    const [wary] = jsonLines(await run([site.url('/')], { env, flags: ['--no-system-certificates'] }));
    assert.equal(wary?.code, 'TLS_UNTRUSTED');
  });
});
