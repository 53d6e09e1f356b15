/**
 * The engine process: receives scans from its host, and sends outcomes back in batches. It ends with its host, because
 * the channel closes then.
 */

import { isMainThread, workerData } from 'node:worker_threads';
import { factsOf, type Outcome, type Outcomes } from '../model/outcome.ts';
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
import { WATCHDOG_ARGUMENT, WATCHDOG_PIPE } from './beat.ts';
import { type BodyOf, Channel, type Message, type Requester } from './channel.ts';
import { createHostFetch } from './hostFetchClient.ts';
import type { ToEngine, ToHost } from './messages.ts';
import { fromMovedPage, toMovedPage } from './movedPage.ts';
import { fromSentTargets } from './sentTargets.ts';
import { Watchdog } from './watchdog.ts';

/** In ms. Outcomes are collected for this time. Views repaint at most four times a second. */
const BATCH_INTERVAL = 100;

const language = languageOf(process.argv.slice(2));
if (language) loadLanguage(language);

interface RunningScan {
  readonly scan: Scan;
  readonly outbox: Outbox;
}

const watchdog = new Watchdog(process.argv.includes(WATCHDOG_ARGUMENT) ? WATCHDOG_PIPE : undefined);
const scans = new Map<ScanId, RunningScan>();
/** The pages of all scans. The limits come from the first scan that keeps pages. */
let pages: KeptPages | undefined;

const channel = new Channel<ToEngine, ToHost>(
  // The callback ignores errors: if the channel is closed, the host has ended.
  message => process.send?.(message, undefined, undefined, () => {}),
  {
    scan: request => watchdog.during(() => runScan(request)),
    read: ({ scan }) => scans.get(scan)?.outbox.read(),
    stop: ({ scan }) => stopScan(scan),
    // Messages that arrive together are handled in one turn, in which a target may have left the queue and not begun yet.
    skip: ({ scan, targets }) => void setImmediate(() => scans.get(scan)?.scan.skip(targets)),
    forget: ({ scan }) => {
      stopScan(scan);
      pages?.forget(scan);
    },
    page: ({ scan, target, ...wanted }) =>
      watchdog.during(() =>
        watchdog.workOnOther(() => {
          const kept = pages?.get(scan, target);
          return kept && showPage(kept, wanted);
        }),
      ),
    search: (request, requester) => watchdog.during(() => searchPages(request, requester)),
    handOver: ({ scan, target }) => {
      const kept = pages?.get(scan, target);
      return kept && toMovedPage(kept);
    },
    keep: ({ keep, page, scan, target }) => {
      pages ??= new KeptPages(keep);
      pages.keep(scan, fromMovedPage(target, page));
    },
    // Most processes read nothing, so the parsers are loaded when they are needed.
    readText: request => watchdog.during(async () => (await import('./readRequests.ts')).answerText(request)),
    readFiles: (request, requester) =>
      watchdog.during(async () => (await import('./readRequests.ts')).answerFiles(request, requester)),
    match: job =>
      watchdog.during(async () => ({
        matches: await watchdog.workOnOther(() => runMatchJob(job, import.meta.filename)),
        usage: usageNow(),
      })),
  },
);
const hostFetch = createHostFetch(channel);

process.on('message', (message: Message) => channel.receive(message));
process.on('disconnect', () => {
  pages?.clear();
  process.exit();
});
// Ctrl+C, a terminal that is closed, and managers of services signal all processes of the terminal command at once. The
// main process decides when this one ends.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

async function runScan(request: BodyOf<ToEngine['scan']>): Promise<Usage> {
  const { scan: id, keep } = request;
  if (keep) pages ??= new KeptPages(keep);
  const progressBatch = new ProgressBatch();
  const outbox = new Outbox(
    outcomes => channel.notify('outcomes', { scan: id, outcomes }),
    request.mostUnread ?? MOST_UNREAD,
  );
  const flush = () => {
    outbox.flush();
    const progress = progressBatch.take();
    if (progress) channel.notify('progress', { scan: id, ...progress });
  };
  const clock = setInterval(flush, BATCH_INTERVAL);
  let isFirst = true;
  let isFirstStart = true;
  try {
    const scan = new Scan(
      { ...request, targets: fromSentTargets(request.targets) },
      {
        onOutcome: (target, outcome, page, frames) => {
          // The host knows that the rest is cancelled. Sending it could take long.
          if (scan.isStopped) return;
          progressBatch.end(target);
          // The first outcome is sent early, to show that pages arrive.
          if (isFirst) setImmediate(flush);
          isFirst = false;
          if (page && keep) pages?.keep(id, { target, page, frames, facts: factsOf(outcome) });
          return outbox.add(target, outcome);
        },
        onStart: (target, at) => {
          progressBatch.start(target, at);
          // Sent at once, so that the host knows that this process works.
          if (isFirstStart) flush();
          isFirstStart = false;
        },
        onWait: (target, wait) => progressBatch.wait(target, wait),
        onHold: (name, wait) => progressBatch.hold(name, wait),
        onGiveUp: name => progressBatch.giveUp(name),
        onWork: target => watchdog.workOnScan(id, target),
      },
      hostFetch,
      request.asksForTurns ? (target, url) => channel.request('turn', { scan: id, target, url }) : undefined,
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
  { sendPiece, signal }: Requester<Outcomes>,
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
      watchdog.workOnPages,
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

// The threads of a match job run this program, too.
if (!isMainThread) matchInThread(workerData as ThreadData);
