/** The engine in its process: what it is told, and what it says. */

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { engineOptions } from '../../../../src/engine/model/options.ts';
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
      engine.scan(
        7,
        sponsors.urls.map(({ replica }) => replica),
      );
      await engine.heard('end');
      assert.equal(engine.messages.at(-1)?.type, 'end');
      const batches = engine.messages.filter(message => message.type === 'outcomes');
      assert.ok(batches.length < 64, `${batches.length} batches`);
      assert.ok(batches.every(({ scan }) => scan === 7));
      const targets = batches.flatMap(({ outcomes }) => outcomes.map(([target]) => target));
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

  it('sends no pages unless it is asked for one that was searched', async () => {
    await using site = await openSite({
      '/yes': { body: 'Line one\nA Python' },
      '/no': { body: 'Nothing of that' },
      '/gone': { status: 404 },
    });
    await using engine = new Engine();
    engine.scan(1, ['/yes', '/no', '/gone'].map(site.url));
    await engine.heard('end');
    assert.doesNotMatch(JSON.stringify(engine.messages), /Line one|Nothing of that/);
    assert.equal(await engine.page(1, 0), 'Line one\nA Python');
    assert.equal(await engine.page(1, 1), 'Nothing of that');
    assert.equal(await engine.page(1, 2), undefined);
    assert.equal(await engine.page(2, 0), undefined);
  });

  it('keeps the pages of several scans apart, until it is told to forget one', async () => {
    await using site = await openSite({ '/1': { body: 'Python one' }, '/2': { body: 'Python two' } });
    await using engine = new Engine();
    engine.scan(1, [site.url('/1')]);
    engine.scan(2, [site.url('/2')]);
    await engine.heard('end', ({ scan }) => scan === 1);
    await engine.heard('end', ({ scan }) => scan === 2);
    assert.deepEqual([await engine.page(1, 0), await engine.page(2, 0)], ['Python one', 'Python two']);
    engine.tell({ type: 'forget', scan: 1 });
    assert.deepEqual([await engine.page(1, 0), await engine.page(2, 0)], [undefined, 'Python two']);
  });

  it('keeps pages on disk where it may, and leaves no file behind when it is killed', async () => {
    const folder = temporaryFolder('engine');
    try {
      await using site = await openSite({ '/1': { body: 'Python' }, '/2': { body: 'Perl' } });
      await using engine = new Engine();
      const keep = { memory: 0, packed: 0, disk: 1_000_000, folder: folder.path };
      engine.scan(1, [site.url('/1'), site.url('/2')], {}, {}, keep);
      await engine.heard('end');
      assert.deepEqual([await engine.page(1, 0), await engine.page(1, 1)], ['Python', 'Perl']);
      engine.child.kill('SIGKILL');
      await engine.exited;
      const left = readdirSync(folder.path);
      // Elsewhere an open file may keep its name, until the next one that is opened removes it.
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
    engine.scan(1, ['/1', '/2', '/3'].map(site.url));
    await engine.heard('end');
    const options = engineOptions({}, 'test');
    engine.tell({ type: 'search', request: 5, scan: 1, term: term({ text: 'Perl' }), options });
    await engine.heard('searched', ({ request }) => request === 5);
    const found = engine.messages.flatMap(each => (each.type === 'found' ? each.outcomes : []));
    assert.deepEqual(found.map(([target, { kind }]) => [target, kind]).toSorted(), [
      [0, 'noMention'],
      [1, 'mentions'],
    ]);
    for (const [request, scan, text] of [
      [6, 99, 'Perl'],
      [7, 1, ''],
    ] as const) {
      engine.tell({ type: 'search', request, scan, term: term({ text }), options });
      const end = await engine.heard('searched', each => each.request === request);
      assert.equal(end.fault !== undefined, text === '');
    }
    engine.tell({ type: 'stopSearch', request: 99 });
    assert.equal(await engine.page(1, 1), 'Perl');
  });

  for (const type of ['stop', 'forget'] as const) {
    it(`ends one scan at “${type}”, keeps what was done, and goes on with the other`, async () => {
      const stuck = await silentServer();
      try {
        await using site = await openSite({ '*': { body: 'A Python' } });
        await using engine = new Engine();
        engine.scan(1, [site.url('/1'), stuck.url]);
        engine.scan(2, [stuck.url]);
        await stuck.waitForConnections(2);
        await engine.heard('outcomes');
        engine.tell({ type, scan: 1 });
        await engine.heard('end', ({ scan }) => scan === 1);
        assert.deepEqual(
          [...engine.outcomes(1)].map(([target, { kind }]) => [target, kind]),
          [[0, 'mentions']],
          'what is cancelled is not told',
        );
        assert.equal(await engine.page(1, 0), type === 'stop' ? 'A Python' : undefined);
        assert.equal(engine.outcomes(2).size, 0);
        engine.tell({ type: 'stop', scan: 2 });
        await engine.heard('end', ({ scan }) => scan === 2);
      } finally {
        await stuck.close();
      }
    });
  }

  it('does not mind a stop or a page of a scan that it does not know', async () => {
    await using engine = new Engine();
    engine.tell({ type: 'stop', scan: 99 });
    engine.tell({ type: 'forget', scan: 99 });
    assert.equal(await engine.page(99, 0), undefined);
  });

  it('ends an empty scan at once', async () => {
    await using engine = new Engine();
    engine.scan(1, []);
    const { usage } = await engine.heard('end');
    assert.ok(usage.cpu > 0 && usage.peakMemory > 0);
    assert.deepEqual(engine.messages, [{ type: 'end', scan: 1, usage }]);
  });

  it('ends a scan whose term is not valid, and goes on with the others', async () => {
    await using site = await openSite({ '*': { body: 'A Python' } });
    await using engine = new Engine();
    engine.scan(1, [site.url('/1')], {}, { text: '(', regularExpression: true });
    await engine.heard('end', ({ scan }) => scan === 1);
    engine.scan(2, [site.url('/2')]);
    await engine.heard('end', ({ scan }) => scan === 2);
    assert.equal(engine.outcomes(2).get(0)?.kind, 'mentions');
  });

  it('ends when its channel closes, also in the middle of a scan', async () => {
    const stuck = await silentServer();
    try {
      await using engine = new Engine();
      engine.scan(1, [stuck.url]);
      await stuck.waitForConnections(1);
      engine.child.disconnect();
      assert.deepEqual(await engine.exited, [0, null]);
    } finally {
      await stuck.close();
    }
  });
});
