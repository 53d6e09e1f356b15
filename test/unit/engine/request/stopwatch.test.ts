/** The phases of a URL's time, and the progress while it is under way. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failureOf, type Outcome } from '../../../../src/engine/model/outcome.ts';
import type { Wait } from '../../../../src/engine/model/progress.ts';
import { type SpanKind, spansOf, totalsOf } from '../../../../src/engine/model/timings.ts';
import { Stopwatch } from '../../../../src/engine/request/stopwatch.ts';
import type { Scan } from '../../../../src/engine/scan/scan.ts';
import { makeCertificate } from '../../../web/certificates.ts';
import { silentServer } from '../../../web/silentServer.ts';
import { Engine } from '../../support/engine.ts';
import { scanUrl, scanUrls } from '../../support/scanning.ts';
import { openSite } from '../../support/site.ts';

const kindsOf = ({ timings = [] }: Outcome): SpanKind[] => spansOf(timings).map(({ kind }) => kind);

describe('the timings of a URL', { concurrency: true, timeout: 30_000 }, () => {
  it('tell apart what it waited for, in order and without gaps', async () => {
    await using site = await openSite({ '/': { delay: 60, body: 'A Python' } });
    const outcome = await scanUrl(site.url('/'));
    const spans = spansOf(outcome.timings ?? []);
    assert.ok(kindsOf(outcome).includes('firstByte'));
    for (const [index, { start, end }] of spans.entries()) {
      assert.ok(end > start, JSON.stringify(spans));
      assert.equal(start, spans[index - 1]?.end ?? 0);
    }
    const waited = totalsOf(outcome.timings ?? []).get('firstByte') ?? 0;
    assert.ok(waited >= 50 && waited <= outcome.ms + 1, `${waited} of ${outcome.ms} ms`);
  });

  it('have the queue in front, for those whose turn comes late', async () => {
    await using site = await openSite({ '*': { delay: 40, body: 'A Python' } });
    const { outcomes } = await scanUrls(['/1', '/2'].map(site.url), { options: { perHostConcurrency: 1 } });
    const queued = outcomes.map(({ timings = [] }) => totalsOf(timings).get('queue') ?? 0);
    assert.ok((queued[1] ?? 0) >= 35 && (queued[0] ?? 0) < (queued[1] ?? 0), JSON.stringify(queued));
  });

  it('have the pause before another try', async () => {
    let requests = 0;
    await using site = await openSite({
      '/': () => (requests++ ? { body: 'A Python' } : { status: 503, body: 'busy' }),
    });
    const outcome = await scanUrl(site.url('/'));
    assert.equal(outcome.kind, 'mentions');
    assert.ok((totalsOf(outcome.timings ?? []).get('wait') ?? 0) >= 290, JSON.stringify(outcome.timings));
  });

  it('say what a URL was waiting for when its time was over', async () => {
    const silent = await silentServer();
    try {
      const options = { totalTimeout: 2 };
      const [tls, headers] = await Promise.all(
        [silent.url.replace('http:', 'https:'), silent.url].map(url => scanUrl(url, { options })),
      );
      assert.equal(kindsOf(tls as Outcome).at(-1), 'tls');
      assert.equal(kindsOf(headers as Outcome).at(-1), 'firstByte');
    } finally {
      await silent.close();
    }
  });

  it('are there for a page behind TLS', async () => {
    const { cert, key } = await makeCertificate();
    await using site = await openSite({ '/': { body: 'A Python', delay: 20 } }, { tls: { cert, key } });
    // The certificate is not trusted. This is known when the handshake is done.
    const outcome = await scanUrl(site.url('/'));
    assert.equal(failureOf(outcome)?.code, 'TLS_UNTRUSTED');
    assert.ok((outcome.timings ?? []).length, 'there are timings');
    assert.ok(!kindsOf(outcome).includes('firstByte'));
  });
});

describe('a stopwatch', () => {
  it('ends with few spans, however often something begins', () => {
    const watch = new Stopwatch(performance.now() - 10_000);
    const clock = performance.now;
    let now = clock.call(performance);
    performance.now = () => (now += 5);
    try {
      for (let time = 0; time < 1_000; time++) watch.begin(time % 2 ? 'wait' : 'firstByte');
    } finally {
      performance.now = clock;
    }
    assert.equal(spansOf(watch.end()).length, 64);
  });
});

describe('redirects', () => {
  it('are told as a chain, from the line to the page', async () => {
    await using site = await openSite({
      '/a': { status: 301, headers: { location: '/b' } },
      '/b': { status: 302, headers: { location: '/c' } },
      '/c': { body: 'A Python' },
      '/none': { body: 'A Python' },
    });
    const { outcomes } = await scanUrls(['/a', '/none'].map(site.url));
    assert.deepEqual(outcomes[0]?.chain, ['/a', '/b', '/c'].map(site.url));
    assert.equal(outcomes[1]?.chain, undefined);
  });
});

describe('while a scan runs', { timeout: 30_000 }, () => {
  it('it is told what is under way, what waits, and which host asked for it', async () => {
    const started: number[] = [];
    const waits: (Wait | null)[] = [];
    const holds: [string, Wait][] = [];
    let scan: Scan | undefined;
    await using site = await openSite({
      '*': { status: 429, headers: { 'retry-after': '5' }, body: 'slow down' },
    });
    const { outcomes } = await scanUrls([site.url('/')], {
      onScan: each => {
        scan = each;
      },
      listener: {
        onStart: target => started.push(target),
        onWait: (_, wait) => {
          waits.push(wait);
          scan?.skip([0]);
        },
        onHold: (host, wait) => holds.push([host, wait]),
      },
    });
    assert.deepEqual(started, [0]);
    assert.equal(waits[0]?.status, 429);
    assert.ok((waits[0]?.until ?? 0) >= 4_900);
    assert.equal(holds[0]?.[0], `127.0.0.1:${site.port}`);
    assert.equal(holds[0]?.[1].status, 429);
    assert.equal(outcomes[0]?.kind, 'cancelled');
  });

  it('URLs can be skipped, whether they are under way or not, and the others go on', async () => {
    const silent = await silentServer();
    await using site = await openSite({ '/': { body: 'A Python' } });
    try {
      const urls = [...Array.from({ length: 5 }, (_, index) => `${silent.url}${index}`), site.url('/')];
      let scan: Scan | undefined;
      const { outcomes } = await scanUrls(urls, {
        options: { perHostConcurrency: 2 },
        onScan: each => {
          scan = each;
          void silent.waitForConnections(2).then(() => each.skip([0, 1, 2, 3, 4, 5, 99]));
        },
        onOutcome: target => target === 5 && scan?.skip([]),
      });
      assert.deepEqual(
        outcomes.slice(0, 5).map(outcome => failureOf(outcome)?.message),
        Array(5).fill('Skipped'),
      );
    } finally {
      await silent.close();
    }
  });

  it('the engine sends on what is under way, and skips at a word', async () => {
    const silent = await silentServer();
    try {
      await using engine = new Engine();
      const end = engine.scan(1, [silent.url]);
      const { started } = await engine.first(engine.progress);
      assert.deepEqual(
        started.map(([target]) => target),
        [0],
      );
      engine.channel.notify('skip', { scan: 1, targets: [0] });
      await end;
      assert.equal(engine.outcomes(1).get(0)?.kind, 'cancelled');
    } finally {
      await silent.close();
    }
  });
});
