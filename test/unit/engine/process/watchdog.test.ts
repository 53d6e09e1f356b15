/** An engine process that watches itself, spoken to through its pipes alone. */

import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { engineOptions } from '../../../../src/engine/model/options.ts';
import {
  BEAT,
  BEAT_SIZE,
  type Beat,
  fromRecord,
  NOTHING,
  SCAN,
  WATCHDOG_ARGUMENT,
  WATCHDOG_PIPE,
} from '../../../../src/engine/process/beat.ts';
import { Channel, type Message } from '../../../../src/engine/process/channel.ts';
import type { ToEngine, ToHost } from '../../../../src/engine/process/messages.ts';
import { silentServer } from '../../../web/silentServer.ts';
import { TRAPPED } from '../../../web/traps.ts';
import { ENGINE } from '../../support/engine.ts';
import { openSite } from '../../support/site.ts';
import { term } from '../../support/term.ts';

class Watched implements AsyncDisposable {
  readonly child: ChildProcess;
  readonly channel: Channel<ToHost, ToEngine>;
  readonly pipe: Duplex;
  readonly beats: Beat[] = [];
  readonly exited: Promise<[code: number | null, signal: string | null]>;
  /** Resolves with the first outcomes. */
  readonly scanned: Promise<void>;

  constructor() {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.scanned = promise;
    this.child = fork(ENGINE, [WATCHDOG_ARGUMENT], {
      execArgv: ['--disable-warning=ExperimentalWarning', TRAPPED],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc', 'pipe'],
    });
    const unexpected = () => Promise.reject(new Error('There is no host to carry requests'));
    this.channel = new Channel<ToHost, ToEngine>(message => this.child.send(message, () => {}), {
      outcomes: () => resolve(),
      progress: () => {},
      turn: unexpected,
      fetch: unexpected,
      fetchRead: unexpected,
      fetchAbort: () => {},
    });
    this.child.on('message', (message: Message) => this.channel.receive(message));
    this.pipe = this.child.stdio[WATCHDOG_PIPE] as Duplex;
    this.pipe.on('data', (data: Buffer) => {
      for (let at = 0; at < data.length; at += BEAT_SIZE) {
        this.beats.push(fromRecord(data.subarray(at, at + BEAT_SIZE)));
      }
    });
    this.pipe.on('error', () => {});
    this.exited = once(this.child, 'exit') as typeof this.exited;
  }

  /** The first URL has the identifier 41. */
  scan(...urls: string[]): Promise<unknown> {
    const end = this.channel.request('scan', {
      scan: 3,
      targets: { urls, ids: urls.map((_, index) => 41 + index) },
      term: term(),
      options: engineOptions({}, 'test'),
    });
    end.catch(() => {});
    return end;
  }

  /** Resolves with the first beat, from now on, of which this holds. */
  async next(isWanted: (beat: Beat) => boolean): Promise<Beat> {
    const gone = this.exited.then(() => Promise.reject(new Error('The engine has ended')));
    gone.catch(() => {});
    for (let at = this.beats.length; ; at++) {
      while (at >= this.beats.length) await Promise.race([once(this.pipe, 'data'), gone]);
      if (isWanted(this.beats[at] as Beat)) return this.beats[at] as Beat;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL');
    await this.exited;
  }
}

describe('the watchdog of an engine', { concurrency: 2, timeout: 60_000 }, () => {
  it('beats while the engine works for its host, and is quiet otherwise', async () => {
    const silent = await silentServer();
    try {
      await using engine = new Watched();
      const end = engine.scan(silent.url);
      await engine.next(({ stood, work }) => stood === 0 && work === NOTHING);
      engine.channel.notify('stop', { scan: 3 });
      await end;
      // One beat may be on its way.
      await setTimeout(2 * BEAT);
      const { length } = engine.beats;
      await setTimeout(8 * BEAT);
      assert.equal(engine.beats.length, length);
      void engine.scan(silent.url);
      await engine.next(({ stood }) => stood === 0);
    } finally {
      await silent.close();
    }
  });

  for (const body of ['STAND STILL.', 'WAIT FOR EVER']) {
    it(`says on which page the engine stands still, and for how long: ${body}`, async () => {
      await using site = await openSite({ '*': { body } });
      await using engine = new Watched();
      void engine.scan(site.url('/'));
      const first = await engine.next(({ stood }) => stood > 0);
      assert.deepEqual({ ...first, stood: 0 }, { work: SCAN, scan: 3, target: 41, stood: 0 });
      const later = await engine.next(({ stood }) => stood >= 3 * BEAT);
      assert.ok(later.stood < 8 * BEAT, `${later.stood} ms are not more than there were`);
    });

    it(`ends the engine when its host is gone, although it stands still: ${body}`, async () => {
      await using site = await openSite({ '*': { body } });
      await using engine = new Watched();
      void engine.scan(site.url('/'));
      await engine.next(({ stood }) => stood > 0);
      // This is what its host leaves behind, however it ends.
      engine.child.disconnect();
      engine.pipe.destroy();
      const began = performance.now();
      assert.deepEqual(await engine.exited, [null, 'SIGKILL']);
      assert.ok(performance.now() - began < 1_000, 'within a second');
    });
  }

  it('blames no page after the work on it', async () => {
    const silent = await silentServer();
    try {
      await using site = await openSite({ '*': { body: 'Python' } });
      await using engine = new Watched();
      void engine.scan(site.url('/'), silent.url);
      await engine.scanned;
      // One beat may be on its way.
      await engine.next(() => true);
      assert.deepEqual(await engine.next(() => true), { stood: 0, work: NOTHING, scan: 3, target: 0 });
    } finally {
      await silent.close();
    }
  });

  it('lets an idle engine end by itself', async () => {
    await using site = await openSite({ '*': { body: 'Python' } });
    await using engine = new Watched();
    await engine.scan(site.url('/'));
    engine.child.disconnect();
    engine.pipe.destroy();
    assert.deepEqual(await engine.exited, [0, null]);
  });
});
