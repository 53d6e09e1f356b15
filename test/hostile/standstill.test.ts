/**
 * The real command, and pages that make its engine stand still, crash or run out of memory: that page fails, innocent
 * pages beside it get their own outcomes, and no process is left behind.
 */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { isRunning } from '../unit/support/engine.ts';
import { openSite } from '../unit/support/site.ts';
import { jsonLines, startCli } from '../unit/support/terminal.ts';
import type { Scene } from '../web/hostile/row.ts';
import type { Answer, Site } from '../web/ordinary.ts';
import { TRAPPED } from '../web/traps.ts';
import { runCommand } from './command.ts';

const TRAPS = { NODE_OPTIONS: TRAPPED };

/** With a time limit of 2 s for a URL, an engine may stand still for 3 s. */
const FLAGS = ['--timeout', '2', '--connect-timeout', '2', '--retries', '0'];

/** In ms. Several engines are replaced one after another, each after 3 s of the processor at most. */
const HANGS = 60_000;

const INNOCENT = 8;

/** One page that is a trap, and hosts with innocent pages that answer a little later, so that all are under way. */
async function serve(traps: readonly Answer[]): Promise<{ list: string[]; sites: Site[] } & AsyncDisposable> {
  const sites = await Promise.all([
    ...traps.map(trap => openSite({ '*': trap })),
    ...Array.from({ length: INNOCENT }, (_, n) =>
      openSite({ '*': { body: n % 2 ? 'A Python' : 'Perl', delay: 250 } }),
    ),
  ]);
  return {
    list: sites.map(site => site.url('/')),
    sites,
    async [Symbol.asyncDispose]() {
      for (const site of sites) await site.close();
    },
  };
}

async function scan(list: readonly string[], scene: Partial<Scene> = {}) {
  const flags = [...FLAGS, ...(scene.flags ?? [])];
  const ended = await runCommand({ list, ...scene, flags, env: { ...TRAPS, ...scene.env } }, HANGS);
  assert.equal(ended.hung, false, 'it ends by itself');
  assert.equal(ended.leftBehind, false, 'no process is left behind');
  return { ...ended, rows: jsonLines(ended) };
}

function assertInnocent(rows: readonly { outcome: string }[]): void {
  assert.deepEqual(
    rows.map(({ outcome }) => outcome),
    Array.from({ length: INNOCENT }, (_, n) => (n % 2 ? 'mentions' : 'noMention')),
  );
}

describe('an engine that a page holds up', { timeout: 300_000 }, () => {
  const STILL = { body: 'STAND STILL.' };

  for (const flags of [
    [],
    ['--model', 'processPool'],
    ['--model', 'processPerUrl'],
    ['--search-in', 'text'],
  ]) {
    it(`is replaced, and innocent pages are scanned again ${flags.join(' ')}`, async () => {
      await using served = await serve([STILL]);
      const { rows, status } = await scan(served.list, { flags });
      assert.equal(rows[0]?.code, 'ENGINE_STALLED');
      assert.match(rows[0]?.message ?? '', /stood still on this page for 3(\.\d)? s/);
      assertInnocent(rows.slice(1));
      assert.equal(status, 1);
      assert.equal(served.sites[0]?.requests.length, 1, 'its watchdog knows the page at once');
    });
  }

  it('is replaced as often as there are such pages', async () => {
    await using served = await serve([STILL, { body: '<p>Python STAND STILL.' }, { body: 'WAIT FOR EVER' }]);
    const { rows } = await scan(served.list);
    assert.deepEqual(
      rows.slice(0, 3).map(({ code }) => code),
      ['ENGINE_STALLED', 'ENGINE_STALLED', 'ENGINE_STALLED'],
    );
    assertInnocent(rows.slice(3));
  });

  it('is replaced although it did not say on which page it works', async () => {
    const packed = { body: gzipSync('STAND STILL.'), headers: { 'content-encoding': 'gzip' } };
    await using served = await serve([packed]);
    const { rows } = await scan(served.list);
    assert.equal(rows[0]?.code, 'ENGINE_STALLED');
    assertInnocent(rows.slice(1));
  });

  it('is replaced although its threads are busy with a regular expression', async () => {
    await using served = await serve([STILL, { body: `${'a'.repeat(40)}!` }]);
    const { rows } = await scan(served.list, { flags: ['--regex', '--term', '(a+)+$|Python'] });
    assert.deepEqual(
      rows.slice(0, 2).map(({ code }) => code),
      ['ENGINE_STALLED', 'REGEX_TIMEOUT'],
    );
    assertInnocent(rows.slice(2));
  });

  it('is left alone if it comes back in time', async () => {
    await using served = await serve([{ body: 'Python TAKE YOUR TIME' }]);
    const { rows, stderr } = await scan(served.list, { flags: ['--timeout', '9'] });
    assert.equal(rows[0]?.outcome, 'mentions');
    assertInnocent(rows.slice(1));
    assert.doesNotMatch(stderr, /lost/);
  });

  it('is ended at once when the command is interrupted', async () => {
    await using served = await serve([STILL]);
    const interrupt = async () => {
      await served.sites[0]?.waitForRequests(1);
      await setTimeout(500);
    };
    const { endedAfter = Infinity, rows } = await scan(served.list, { interrupt });
    assert.ok(endedAfter < 500, `it ended ${endedAfter} ms after the interrupt`);
    assert.equal(rows.length, 1 + INNOCENT);
  });
});

describe('an engine that a page ends', { timeout: 300_000 }, () => {
  for (const [name, body, env] of [
    ['by a crash', 'CRASH', {}],
    ['because it eats all memory', 'EAT MEMORY', { NODE_OPTIONS: `${TRAPPED} --max-old-space-size=60` }],
  ] as const) {
    it(`is replaced, and innocent pages are scanned again: ${name}`, async () => {
      await using served = await serve([{ body }]);
      const { rows, status } = await scan(served.list, { env });
      assert.equal(rows[0]?.code, 'ENGINE_CRASHED');
      assert.match(rows[0]?.message ?? '', /crashed on this page/);
      assertInnocent(rows.slice(1));
      assert.equal(status, 1);
    });
  }
});

describe('an engine whose command was killed', {
  timeout: 40_000,
  skip: process.platform !== 'linux',
}, () => {
  for (const body of ['STAND STILL.', 'WAIT FOR EVER', 'Python']) {
    it(`is gone soon: ${body}`, async () => {
      await using site = await openSite({ '/1': { body }, '/2': { delay: 60_000 } });
      await using command = startCli(['-', '--timeout', '60'], {
        input: `${site.url('/1')}\n${site.url('/2')}\n`,
        env: TRAPS,
      });
      await site.waitForRequests(2);
      // The trap springs, and the watchdog starts.
      await setTimeout(1_000);
      const engines = childrenOf(command.child.pid as number);
      assert.equal(engines.length, 1);
      command.child.kill('SIGKILL');
      await once(command.child, 'close');
      // A beat is a quarter of a second. A machine under load gets some more.
      for (let time = 0; time < 40 && engines.some(isRunning); time++) await setTimeout(50);
      assert.deepEqual(engines.filter(isRunning), []);
    });
  }
});

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
}
