/**
 * The engine process: takes scans from the extension and sends outcomes back in batches. It ends when the extension
 * does, because then its channel closes.
 */

import { isMainThread, workerData } from 'node:worker_threads';
import { PageText } from '../content/pageText.ts';
import type { Outcome } from '../model/outcome.ts';
import { factsOf } from '../model/outcome.ts';
import type { ScanId } from '../model/progress.ts';
import { usageNow } from '../model/usage.ts';
import { KeptPages } from '../pages/keptPages.ts';
import { type ShownPage, showPage } from '../pages/pageView.ts';
import { searchAgain } from '../pages/searchAgain.ts';
import { MOST_UNREAD, Outbox } from '../scan/outbox.ts';
import { ProgressBatch } from '../scan/progressBatch.ts';
import { Scan } from '../scan/scan.ts';
import { matchInThread, runMatchJob, type ThreadData } from '../search/matchJob.ts';
import { languageOf, loadLanguage } from '../wording/language.ts';
import { HostFetchClient } from './hostFetchClient.ts';
import type { FromEngine, ToEngine } from './messages.ts';

/** Outcomes wait for company this long, in ms: views repaint four times a second at most. */
const BATCH_INTERVAL = 100;

const language = languageOf(process.argv.slice(2));
if (language) loadLanguage(language);

interface Running {
  readonly scan: Scan;
  readonly outbox: Outbox;
}

const scans = new Map<ScanId, Running>();
const searches = new Map<number, AbortController>();
/** Of the scans whose pages are wanted; their limits are those of the first. */
let pages: KeptPages | undefined;
const host = new HostFetchClient(send);

process.on('message', (message: ToEngine) => {
  switch (message.type) {
    case 'scan':
      void run(message);
      break;
    case 'read':
      scans.get(message.scan)?.outbox.read();
      break;
    case 'stop':
      stop(message.scan);
      break;
    case 'skip':
      scans.get(message.scan)?.scan.skip(message.targets);
      break;
    case 'page':
      void show(message);
      break;
    case 'search':
      void searchPages(message);
      break;
    case 'stopSearch':
      searches.get(message.request)?.abort();
      break;
    case 'handOver':
      handOver(message);
      break;
    case 'keep': {
      const { bytes, cut, charset, facts, note } = message.page;
      const page = new PageText(Buffer.from(bytes, 'base64'), charset, note, cut);
      pages ??= new KeptPages(message.keep);
      pages.keep(message.scan, { target: message.target, page, facts });
      break;
    }
    case 'match':
      void match(message);
      break;
    case 'forget':
      stop(message.scan);
      pages?.forget(message.scan);
      break;
    default:
      host.receive(message);
  }
});

process.on('disconnect', () => {
  pages?.clear();
  process.exit();
});

// A person at a keyboard interrupts all processes of the command at once; what is done then is decided by the one that
// reports, which ends this one.
process.on('SIGINT', () => {});

async function run(request: Extract<ToEngine, { type: 'scan' }>): Promise<void> {
  const { scan: id, keep } = request;
  if (keep) pages ??= new KeptPages(keep);
  const underWay = new ProgressBatch();
  const outbox = new Outbox(
    outcomes => send({ type: 'outcomes', scan: id, outcomes }),
    request.mostUnread ?? MOST_UNREAD,
  );
  const flush = () => {
    outbox.flush();
    const progress = underWay.take();
    if (progress) send({ type: 'progress', scan: id, ...progress });
  };
  const clock = setInterval(flush, BATCH_INTERVAL);
  let isFirst = true;
  const end = (fault?: string) => {
    clearInterval(clock);
    flush();
    scans.delete(id);
    send({ type: 'end', scan: id, usage: usageNow(), ...(fault === undefined ? {} : { fault }) });
  };
  try {
    const scan = new Scan(
      request,
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
      host.fetch,
    );
    scans.set(id, { scan, outbox });
    await scan.run();
    end();
  } catch (error) {
    end(String(error));
  }
}

async function searchPages(message: Extract<ToEngine, { type: 'search' }>): Promise<void> {
  const { request, scan } = message;
  const controller = new AbortController();
  searches.set(request, controller);
  let outcomes: [number, Outcome][] = [];
  const flush = () => {
    if (outcomes.length) send({ type: 'found', request, outcomes });
    outcomes = [];
  };
  const clock = setInterval(flush, BATCH_INTERVAL);
  let fault: string | undefined;
  try {
    const kept = pages?.all(scan) ?? [];
    await searchAgain(
      kept,
      message,
      (target, outcome) => outcomes.push([target, outcome]),
      controller.signal,
    );
  } catch (error) {
    fault = String(error);
  }
  clearInterval(clock);
  flush();
  searches.delete(request);
  send({ type: 'searched', request, ...(fault === undefined ? {} : { fault }) });
}

async function show(message: Extract<ToEngine, { type: 'page' }>): Promise<void> {
  const { request, scan, target } = message;
  let page: ShownPage | undefined;
  try {
    const kept = pages?.get(scan, target);
    page = kept && (await showPage(kept, message));
  } finally {
    send({ type: 'page', request, ...(page ? { page } : {}) });
  }
}

function handOver({ request, scan, target }: Extract<ToEngine, { type: 'handOver' }>): void {
  const kept = pages?.get(scan, target);
  const { bytes, charset, cut, note } = kept?.page ?? {};
  const page = kept &&
    bytes &&
    charset !== undefined && {
      bytes: bytes.toString('base64'),
      charset,
      facts: kept.facts,
      ...(note === undefined ? {} : { note }),
      ...(cut ? { cut } : {}),
    };
  send({ type: 'handedOver', request, ...(page ? { page } : {}) });
}

async function match({ request, ...job }: Extract<ToEngine, { type: 'match' }>): Promise<void> {
  const matches = await runMatchJob(job, import.meta.filename);
  send({ type: 'matched', request, matches, usage: usageNow() });
}

function stop(id: ScanId): void {
  const running = scans.get(id);
  running?.scan.stop();
  running?.outbox.open();
}

function send(message: FromEngine): void {
  // The channel may have closed with the extension; then nobody is left to be told.
  process.send?.(message, undefined, undefined, () => {});
}

// The same program is the thread of a job that several threads share.
if (!isMainThread) matchInThread(workerData as ThreadData);
