/** A scan whose process ends before the scan. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { engineOptions } from '../../../../src/engine/model/options.ts';
import { failureOf, type Outcome } from '../../../../src/engine/model/outcome.ts';
import { type Target, withIds } from '../../../../src/engine/model/target.ts';
import { EnginePool } from '../../../../src/engine/pool/enginePool.ts';
import type { EngineProcess } from '../../../../src/engine/pool/engineProcess.ts';
import type { ScanEvents } from '../../../../src/engine/pool/scanEvents.ts';
import { ScanPart } from '../../../../src/engine/pool/scanPart.ts';
import type { ScanRequest } from '../../../../src/engine/scan/scan.ts';
import { ENGINE } from '../../support/engine.ts';
import { ROOMY } from '../../support/keeping.ts';
import { runs } from '../../support/properties.ts';
import { openSite } from '../../support/site.ts';
import { term } from '../../support/term.ts';

const REQUEST = {
  term: term({ text: 'Python' }),
  options: engineOptions({ perHostConcurrency: 1 }, 'test'),
};

describe('a scan that loses its process', { timeout: 60_000 }, () => {
  it('goes on in a new one, also with the page that was under way, because it need not be the cause', async () => {
    await using site = await openSite({ '*': { body: 'A Python' } });
    const targets = ['/1', '/2', '/3', '/4'].map(site.url);
    const pool = new EnginePool(ENGINE, { debug() {}, warn() {} });
    try {
      site.pause();
      const outcomes = new Map<number, Outcome>();
      let scan = 0;
      const fault = await new Promise<string | undefined>(resolve => {
        let isKilled = false;
        scan = pool.scan(
          { ...REQUEST, targets: withIds(targets) },
          {
            onOutcomes: batch => {
              for (const [target, outcome] of batch) {
                assert.ok(!outcomes.has(target));
                outcomes.set(target, outcome);
              }
            },
            onProgress: ({ started }) => {
              if (isKilled || !started.length) return;
              isKilled = true;
              for (const pid of pool.pids) process.kill(pid, 'SIGKILL');
              site.resume();
            },
            onEnd: resolve,
          },
          ROOMY,
        );
      });
      assert.equal(fault, undefined);
      assert.deepEqual(
        [0, 1, 2, 3].map(target => outcomes.get(target)?.kind),
        ['mentions', 'mentions', 'mentions', 'mentions'],
      );
      const page = await pool.page(scan, 3, { ...REQUEST, view: 'source' });
      assert.equal(page?.text, 'A Python', 'pages of the new process are found');
    } finally {
      pool.dispose();
    }
  });

  it('is given up when no process starts, and says why', async () => {
    await using site = await openSite({ '*': { body: 'A Python' } });
    const pool = new EnginePool('/nowhere/engine.cjs', { debug() {}, warn() {} });
    try {
      const outcomes: Outcome[] = [];
      const fault = await new Promise<string | undefined>(resolve =>
        pool.scan(
          { ...REQUEST, targets: [[0, site.url('/')]] },
          { onOutcomes: batch => void outcomes.push(...batch.map(([, each]) => each)), onEnd: resolve },
        ),
      );
      assert.deepEqual(
        outcomes.map(each => failureOf(each)?.code),
        ['ENGINE_CRASHED'],
      );
      assert.match(fault ?? '', /ended with status 1/);
      assert.equal(site.requests.length, 0);
    } finally {
      pool.dispose();
    }
  });
});

/** An engine that is only played. It scans the targets in their order, some at once. */
class PlayedEngine {
  /** The targets of each scan. */
  readonly scans: number[][] = [];
  readonly skipped: number[] = [];
  readonly #plan: (target: number) => 'culprit' | 'unseen' | 'dead' | 'innocent';
  readonly #atOnce: number;
  /** Of those that are under way, so many are reported before a loss. */
  readonly #reported: number;

  constructor(
    plan: (target: number) => 'culprit' | 'unseen' | 'dead' | 'innocent',
    { atOnce = 4, reported = 4 } = {},
  ) {
    this.#plan = plan;
    this.#atOnce = atOnce;
    this.#reported = reported;
  }

  skip(_scan: number, targets: readonly number[]): void {
    this.skipped.push(...targets);
  }

  scan({ targets }: ScanRequest, events: ScanEvents): number {
    const ids = targets.map(([id]) => id);
    this.scans.push(ids);
    void this.#run(ids, events);
    return this.scans.length;
  }

  async #run(ids: readonly number[], events: ScanEvents): Promise<void> {
    await setImmediate();
    for (let at = 0; at < ids.length; at += this.#atOnce) {
      const some = ids.slice(at, at + this.#atOnce);
      const bad = some.find(id => this.#plan(id) !== 'innocent');
      const kind = bad === undefined ? 'innocent' : this.#plan(bad);
      if (kind !== 'dead') {
        const started = some.slice(0, bad === undefined ? some.length : Math.max(1, this.#reported));
        events.onProgress?.({ started: started.map(id => [id, 0]), waiting: [], holds: [] });
      }
      if (bad !== undefined) {
        const isSeen = kind === 'culprit';
        events.onLoss({
          code: isSeen ? 'ENGINE_STALLED' : 'ENGINE_CRASHED',
          fault: 'it is played',
          isElsewhere: false,
          ...(isSeen ? { culprit: bad } : {}),
        });
        return;
      }
      events.onOutcomes(some.map(id => [id, { ms: 0, bytes: 0, kind: 'noMention' }]));
      await setImmediate();
    }
    events.onEnd();
  }
}

interface Ended {
  readonly outcomes: ReadonlyMap<number, Outcome>;
  readonly fault: string | undefined;
}

/** Scans targets in a played engine, and asserts that each has exactly one outcome. */
async function play(
  engine: PlayedEngine,
  count: number,
  onBegin: (part: ScanPart, times: number, outcomes: ReadonlyMap<number, Outcome>) => void = () => {},
): Promise<Ended> {
  const outcomes = new Map<number, Outcome>();
  const targets = Array.from({ length: count }, (_, id): Target => [id, `http://host${id}/`]);
  let times = 0;
  const fault = await new Promise<string | undefined>(resolve => {
    const part = new ScanPart(
      engine as unknown as EngineProcess,
      { ...REQUEST, targets },
      {
        onOutcomes: batch => {
          for (const [target, outcome] of batch) {
            assert.ok(!outcomes.has(target), `target ${target} has an outcome already`);
            outcomes.set(target, outcome);
          }
        },
        onEnd: resolve,
        onBegin: () => void queueMicrotask(() => onBegin(part, ++times, outcomes)),
      },
      new Uint8Array(count),
    );
    part.begin();
  });
  assert.equal(outcomes.size, count, 'every line has its outcome');
  assert.ok(
    engine.scans.every(({ length }) => length),
    'no scan of nothing',
  );
  return { outcomes, fault };
}

const failures = ({ outcomes }: Ended) =>
  [...outcomes]
    .flatMap(([target, outcome]) => (outcome.kind === 'failed' ? [target] : []))
    .toSorted((a, b) => a - b);

describe('a part that loses its process', () => {
  it('goes on at once without a page that the watchdog has seen', async () => {
    const engine = new PlayedEngine(id => (id === 3 || id === 9 ? 'culprit' : 'innocent'));
    const ended = await play(engine, 12);
    assert.deepEqual(failures(ended), [3, 9]);
    assert.equal(failureOf(ended.outcomes.get(3) as Outcome)?.code, 'ENGINE_STALLED');
    assert.equal(engine.scans.length, 3);
    assert.equal(ended.fault, undefined);
  });

  for (const count of [1, 2, 9, 100, 1_000, 10_000]) {
    it(`finds a page that nobody has seen in few steps: one of ${count}`, async () => {
      for (const reported of [0, 1, 4]) {
        const bad = Math.floor(count / 3);
        const engine = new PlayedEngine(id => (id === bad ? 'unseen' : 'innocent'), { reported });
        const ended = await play(engine, count);
        assert.deepEqual(failures(ended), [bad]);
        assert.equal(failureOf(ended.outcomes.get(bad) as Outcome)?.code, 'ENGINE_CRASHED');
        const losses = engine.scans.filter(ids => ids.includes(bad)).length;
        assert.ok(losses <= Math.ceil(Math.log2(count)) + 4, `${losses} losses`);
      }
    });
  }

  it('gives every line an outcome, and fails guilty ones only, whoever is guilty', async () => {
    const kinds = ['culprit', 'unseen', 'innocent', 'innocent', 'innocent'] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 5 }),
        async (plan, atOnce, reported) => {
          const engine = new PlayedEngine(id => plan[id] ?? 'innocent', { atOnce, reported });
          const ended = await play(engine, plan.length);
          const guilty = plan.flatMap((kind, id) => (kind === 'innocent' ? [] : [id]));
          // With many, the part may be given up. Every line has its outcome even so.
          if (ended.fault === undefined) assert.deepEqual(failures(ended), guilty);
          else assert.ok(guilty.length > 3, `${guilty} are few`);
          assert.ok(engine.scans.length < 100, `${engine.scans.length} scans`);
        },
      ),
      runs(200),
    );
  });

  it('is given up after many losses, and says so for each page that is left', async () => {
    const engine = new PlayedEngine(() => 'culprit');
    const ended = await play(engine, 100);
    assert.equal(failures(ended).length, 100);
    assert.equal(engine.scans.length, 31);
    const messages = Map.groupBy(ended.outcomes.values(), outcome => failureOf(outcome)?.message ?? '');
    assert.deepEqual(
      [...messages].map(([message, { length }]) => [message.replace(/ for .*/, ''), length]),
      [
        ['The engine stood still on this page and was ended; other pages were not affected', 31],
        ['The engine stood still too often in this scan, so this page was not scanned', 69],
      ],
    );
    assert.equal(ended.fault, 'it is played');
  });

  it('is given up when its process ends before it begins, time after time', async () => {
    const engine = new PlayedEngine(() => 'dead');
    const ended = await play(engine, 5);
    assert.equal(failures(ended).length, 5);
    assert.equal(engine.scans.length, 4);
  });

  it('does not mind a loss that something else is to blame for, however often', async () => {
    let losses = 0;
    const engine = new PlayedEngine(() => 'innocent');
    const scan = engine.scan.bind(engine);
    engine.scan = (request, events) => {
      if (++losses > 50) return scan(request, events);
      engine.scans.push(request.targets.map(([id]) => id));
      void setImmediate().then(() => {
        events.onProgress?.({ started: [[0, 0]], waiting: [], holds: [] });
        events.onLoss({ code: 'ENGINE_STALLED', fault: 'another scan', isElsewhere: true });
      });
      return losses;
    };
    const ended = await play(engine, 6);
    assert.deepEqual([failures(ended), ended.fault], [[], undefined]);
    assert.deepEqual(engine.scans.at(-1), [0, 1, 2, 3, 4, 5], 'not divided');
  });

  it('cancels what was skipped meanwhile, and does not scan it again', async () => {
    const engine = new PlayedEngine(id => (id === 1 ? 'unseen' : 'innocent'));
    const ended = await play(engine, 8, (part, times) => {
      if (times === 1) part.skip([0, 1]);
    });
    assert.deepEqual(engine.skipped, [0, 1]);
    assert.deepEqual(
      [0, 1, 2].map(id => ended.outcomes.get(id)?.kind),
      ['cancelled', 'cancelled', 'noMention'],
    );
    assert.ok(engine.scans.slice(1).every(ids => !ids.includes(0) && !ids.includes(1)));
  });

  it('cancels at once what is skipped while it waits for its turn', async () => {
    const engine = new PlayedEngine(id => (id === 1 ? 'unseen' : 'innocent'));
    const ended = await play(engine, 8, (part, times, outcomes) => {
      // The second scan is of those that were not under way.
      if (times !== 2) return;
      part.skip([2]);
      assert.equal(outcomes.get(2)?.kind, 'cancelled');
    });
    assert.equal(ended.outcomes.get(2)?.kind, 'cancelled');
    assert.deepEqual(failures(ended), [1]);
    assert.ok(engine.scans.slice(1).every(ids => !ids.includes(2)));
  });

  it('tries a page that only may have done it alone, after all others', async () => {
    let isFirst = true;
    const engine = new PlayedEngine(() => 'innocent');
    const scan = engine.scan.bind(engine);
    engine.scan = (request, events) => {
      if (!isFirst) return scan(request, events);
      isFirst = false;
      void setImmediate().then(() => {
        events.onProgress?.({
          started: [
            [0, 0],
            [1, 0],
          ],
          waiting: [],
          holds: [],
        });
        events.onLoss({ code: 'ENGINE_CRASHED', fault: 'once', isElsewhere: false, suspect: 1 });
      });
      return 0;
    };
    const ended = await play(engine, 4);
    assert.deepEqual(engine.scans, [[0, 2, 3], [1]]);
    assert.deepEqual(failures(ended), []);
  });
});
