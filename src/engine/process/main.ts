/**
 * The engine process: takes scans from its host and sends outcomes back in batches. It ends when the host does, because
 * then its channel closes.
 */

import { isMainThread, workerData } from 'node:worker_threads';
import type { Outcome } from '../model/outcome.ts';
import { factsOf } from '../model/outcome.ts';
import type { ScanId } from '../model/progress.ts';
import { type Usage, usageNow } from '../model/usage.ts';
import { KeptPages } from '../pages/keptPages.ts';
import { showPage } from '../pages/pageView.ts';
import { searchAgain } from '../pages/searchAgain.ts';
import { MOST_UNREAD, Outbox } from '../scan/outbox.ts';
import { ProgressBatch } from '../scan/progressBatch.ts';
import { Scan } from '../scan/scan.ts';
import { matchInThread, runMatchJob, type ThreadData } from '../search/matchJob.ts';
import { languageOf, loadLanguage } from '../wording/language.ts';
import { type Asker, type BodyOf, Channel, type Message } from './channel.ts';
import { createHostFetch } from './hostFetchClient.ts';
import type { Outcomes, ToEngine, ToHost } from './messages.ts';
import { fromMovedPage, toMovedPage } from './movedPage.ts';
import { fromSentTargets } from './sentTargets.ts';

/** Outcomes wait for company this long, in ms: views repaint four times a second at most. */
const BATCH_INTERVAL = 100;

const language = languageOf(process.argv.slice(2));
if (language) loadLanguage(language);

interface Running {
  readonly scan: Scan;
  readonly outbox: Outbox;
}

const scans = new Map<ScanId, Running>();
/** The pages of all scans. The limits are those of the first scan that keeps any. */
let pages: KeptPages | undefined;

const channel = new Channel<ToEngine, ToHost>(
  // When the channel has closed with the host, nobody is left to be told.
  message => process.send?.(message, undefined, undefined, () => {}),
  {
    scan: runScan,
    read: ({ scan }) => scans.get(scan)?.outbox.read(),
    stop: ({ scan }) => stopScan(scan),
    skip: ({ scan, targets }) => scans.get(scan)?.scan.skip(targets),
    forget: ({ scan }) => {
      stopScan(scan);
      pages?.forget(scan);
    },
    page: ({ scan, target, ...wanted }) => {
      const kept = pages?.get(scan, target);
      return kept && showPage(kept, wanted);
    },
    search: searchPages,
    handOver: ({ scan, target }) => {
      const kept = pages?.get(scan, target);
      return kept && toMovedPage(kept);
    },
    keep: ({ keep, page, scan, target }) => {
      pages ??= new KeptPages(keep);
      pages.keep(scan, fromMovedPage(target, page));
    },
    match: async job => ({ matches: await runMatchJob(job, import.meta.filename), usage: usageNow() }),
  },
);
const hostFetch = createHostFetch(channel);

process.on('message', (message: Message) => channel.receive(message));
process.on('disconnect', () => {
  pages?.clear();
  process.exit();
});
// A person at a keyboard interrupts all processes of the command at once. The one that reports ends this one when it has
// decided what is done.
process.on('SIGINT', () => {});

async function runScan(request: BodyOf<ToEngine['scan']>): Promise<Usage> {
  const { scan: id, keep } = request;
  if (keep) pages ??= new KeptPages(keep);
  const underWay = new ProgressBatch();
  const outbox = new Outbox(
    outcomes => channel.notify('outcomes', { scan: id, outcomes }),
    request.mostUnread ?? MOST_UNREAD,
  );
  const flush = () => {
    outbox.flush();
    const progress = underWay.take();
    if (progress) channel.notify('progress', { scan: id, ...progress });
  };
  const clock = setInterval(flush, BATCH_INTERVAL);
  let isFirst = true;
  try {
    const scan = new Scan(
      { ...request, targets: fromSentTargets(request.targets) },
      {
        onOutcome: (target, outcome, page) => {
          // Whoever stops a scan knows what becomes of the rest, which may be long.
          if (scan.isStopped) return;
          underWay.end(target);
          // Somebody waits to see that pages come.
          if (isFirst) setImmediate(flush);
          isFirst = false;
          if (page && keep) pages?.keep(id, { target, page, facts: factsOf(outcome) });
          return outbox.add(target, outcome);
        },
        onStart: (target, at) => underWay.start(target, at),
        onWait: (target, wait) => underWay.wait(target, wait),
        onHold: (name, wait) => underWay.hold(name, wait),
      },
      hostFetch,
    );
    scans.set(id, { scan, outbox });
    await scan.run();
  } finally {
    clearInterval(clock);
    flush();
    scans.delete(id);
  }
  return usageNow();
}

async function searchPages(
  request: BodyOf<ToEngine['search']>,
  { sendPiece, signal }: Asker<Outcomes>,
): Promise<void> {
  let outcomes: [number, Outcome][] = [];
  const flush = () => {
    if (outcomes.length) sendPiece(outcomes);
    outcomes = [];
  };
  const clock = setInterval(flush, BATCH_INTERVAL);
  try {
    await searchAgain(
      pages?.all(request.scan) ?? [],
      request,
      (target, outcome) => outcomes.push([target, outcome]),
      signal,
    );
  } finally {
    clearInterval(clock);
    flush();
  }
}

function stopScan(id: ScanId): void {
  const running = scans.get(id);
  running?.scan.stop();
  running?.outbox.removeBound();
}

// The same program is the thread of a job that several threads share.
if (!isMainThread) matchInThread(workerData as ThreadData);
