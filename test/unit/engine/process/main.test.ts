/** The engine process: the messages that it receives and sends. */

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { engineOptions } from '../../../../src/engine/model/options.ts';
import type { Outcome, Outcomes } from '../../../../src/engine/model/outcome.ts';
import { PageFile } from '../../../../src/engine/pages/pageFile.ts';
import { temporaryFolder } from '../../../rig/temporary.mjs';
import { silentServer } from '../../../web/silentServer.ts';
import { startSponsors } from '../../../web/sponsors/server.ts';
import { Engine } from '../../support/engine.ts';
import { openSite } from '../../support/site.ts';
import { term } from '../../support/term.ts';

describe('the engine', { concurrency: true, timeout: 30_000 }, () => {
  it('answers a scan with batches, each target once, and with an end behind them', async () => {
    const sponsors = await startSponsors({ latency: 0 });
    try {
      await using engine = new Engine();
      await engine.scan(
        7,
        sponsors.urls.map(({ replica }) => replica),
      );
      assert.equal(engine.messages.at(-1)?.type, 'answer');
      assert.ok(engine.batches.length < 64, `${engine.batches.length} batches`);
      assert.ok(engine.batches.every(({ scan }) => scan === 7));
      const targets = engine.batches.flatMap(({ outcomes }) => outcomes.map(([target]) => target));
      assert.deepEqual(
        targets.toSorted((a, b) => a - b),
        Array.from({ length: 64 }, (_, index) => index),
      );
      const kinds = Map.groupBy(engine.outcomes(7).values(), ({ kind }) => kind);
      assert.deepEqual(
        ['mentions', 'noMention', 'failed'].map(kind => kinds.get(kind as 'failed')?.length),
        [20, 42, 2],
      );
    } finally {
      await sponsors.close();
    }
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`leaves it to its host what ${signal} means, which reaches both in a terminal`, async context => {
      if (process.platform === 'win32') return context.skip('no such signals');
      await using site = await openSite({ '*': { body: 'Python' } });
      await using engine = new Engine();
      await engine.scan(1, [site.url('/1')]);
      engine.child.kill(signal);
      await engine.scan(2, [site.url('/2')]);
      assert.equal(engine.outcomes(2).get(0)?.kind, 'mentions');
    });
  }

  it('sends no pages unless it is asked for one that was searched', async () => {
    await using site = await openSite({
      '/yes': { body: 'Line one\nA Python' },
      '/no': { body: 'Nothing of that' },
      '/gone': { status: 404 },
    });
    await using engine = new Engine();
    await engine.scan(1, ['/yes', '/no', '/gone'].map(site.url));
    assert.doesNotMatch(JSON.stringify(engine.messages), /Line one|Nothing of that/);
    assert.equal(await engine.page(1, 0), 'Line one\nA Python');
    assert.equal(await engine.page(1, 1), 'Nothing of that');
    assert.equal(await engine.page(1, 2), undefined);
    assert.equal(await engine.page(2, 0), undefined);
  });

  it('keeps the pages of several scans apart, until it is told to forget one', async () => {
    await using site = await openSite({ '/1': { body: 'Python one' }, '/2': { body: 'Python two' } });
    await using engine = new Engine();
    await Promise.all([engine.scan(1, [site.url('/1')]), engine.scan(2, [site.url('/2')])]);
    assert.deepEqual([await engine.page(1, 0), await engine.page(2, 0)], ['Python one', 'Python two']);
    engine.channel.notify('forget', { scan: 1 });
    assert.deepEqual([await engine.page(1, 0), await engine.page(2, 0)], [undefined, 'Python two']);
  });

  it('keeps pages on disk where it may, and leaves no file behind when it is killed', async () => {
    const folder = temporaryFolder('engine');
    try {
      await using site = await openSite({ '/1': { body: 'Python' }, '/2': { body: 'Perl' } });
      await using engine = new Engine();
      const keep = { memory: 0, packed: 0, disk: 1_000_000, folder: folder.path };
      await engine.scan(1, [site.url('/1'), site.url('/2')], {}, {}, keep);
      assert.deepEqual([await engine.page(1, 0), await engine.page(1, 1)], ['Python', 'Perl']);
      engine.child.kill('SIGKILL');
      await engine.exited;
      const left = readdirSync(folder.path);
      // On other systems, an open file may keep its name. The next file that is opened removes it.
      if (process.platform === 'linux') assert.deepEqual(left, []);
      else new PageFile(folder.path).close();
      assert.deepEqual(readdirSync(folder.path), []);
    } finally {
      folder.remove();
    }
  });

  it('searches the pages of a scan again, in batches, and ends', async () => {
    await using site = await openSite({
      '/1': { body: 'Python' },
      '/2': { body: 'Perl' },
      '/3': { status: 404 },
    });
    await using engine = new Engine();
    await engine.scan(1, ['/1', '/2', '/3'].map(site.url));
    const options = engineOptions({}, 'test');
    const found: (readonly [number, Outcome])[] = [];
    const onPiece = (outcomes: Outcomes) => void found.push(...outcomes);
    const search = (scan: number, text: string, signal = new AbortController().signal) =>
      engine.channel.request('search', { scan, term: term({ text }), options }, { onPiece, signal });
    await search(1, 'Perl');
    assert.deepEqual(found.map(([target, { kind }]) => [target, kind]).toSorted(), [
      [0, 'noMention'],
      [1, 'mentions'],
    ]);
    await search(99, 'Perl');
    await assert.rejects(search(1, ''), { name: 'InvalidTermError' });
    const stop = new AbortController();
    const stopped = search(1, 'Perl', stop.signal);
    stop.abort('enough');
    await assert.rejects(stopped, reason => reason === 'enough');
    assert.equal(await engine.page(1, 1), 'Perl');
    assert.equal(found.length, 2);
  });

  for (const name of ['stop', 'forget'] as const) {
    it(`ends one scan at “${name}”, keeps what was done, and goes on with the other`, async () => {
      const stuck = await silentServer();
      try {
        await using site = await openSite({ '*': { body: 'A Python' } });
        await using engine = new Engine();
        const first = engine.scan(1, [site.url('/1'), stuck.url]);
        const second = engine.scan(2, [stuck.url]);
        await stuck.waitForConnections(2);
        await engine.first(engine.batches);
        engine.channel.notify(name, { scan: 1 });
        await first;
        assert.deepEqual(
          [...engine.outcomes(1)].map(([target, { kind }]) => [target, kind]),
          [[0, 'mentions']],
          'what is cancelled is not told',
        );
        assert.equal(await engine.page(1, 0), name === 'stop' ? 'A Python' : undefined);
        assert.equal(engine.outcomes(2).size, 0);
        engine.channel.notify('stop', { scan: 2 });
        await second;
      } finally {
        await stuck.close();
      }
    });
  }

  it('skips a target also when it is told so together with the scan', async () => {
    const stuck = await silentServer();
    try {
      await using engine = new Engine();
      const end = engine.scan(1, [stuck.url]);
      engine.channel.notify('skip', { scan: 1, targets: [0] });
      await end;
      assert.equal(engine.outcomes(1).get(0)?.kind, 'cancelled');
    } finally {
      await stuck.close();
    }
  });

  it('does not mind a stop or a page of a scan that it does not know', async () => {
    await using engine = new Engine();
    engine.channel.notify('stop', { scan: 99 });
    engine.channel.notify('forget', { scan: 99 });
    assert.equal(await engine.page(99, 0), undefined);
  });

  it('ends an empty scan at once', async () => {
    await using engine = new Engine();
    const usage = await engine.scan(1, []);
    assert.ok(usage.cpu > 0 && usage.peakMemory > 0);
    assert.deepEqual(
      engine.messages.map(({ type }) => type),
      ['answer'],
    );
  });

  it('ends a scan whose term is not valid, and goes on with the others', async () => {
    await using site = await openSite({ '*': { body: 'A Python' } });
    await using engine = new Engine();
    const invalid = engine.scan(1, [site.url('/1')], {}, { text: '(', regularExpression: true });
    await assert.rejects(invalid, { name: 'InvalidTermError' });
    await engine.scan(2, [site.url('/2')]);
    assert.equal(engine.outcomes(2).get(0)?.kind, 'mentions');
  });

  it('ends when its channel closes, also in the middle of a scan', async () => {
    const stuck = await silentServer();
    try {
      await using engine = new Engine();
      void engine.scan(1, [stuck.url]);
      await stuck.waitForConnections(1);
      engine.child.disconnect();
      assert.deepEqual(await engine.exited, [0, null]);
    } finally {
      await stuck.close();
    }
  });
});
