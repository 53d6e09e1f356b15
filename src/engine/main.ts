/**
 * The engine process: takes scans from the extension and sends outcomes back in batches. It ends when the extension
 * does, because then its channel closes.
 */

import { HostFetchClient } from './hostFetch.ts';
import { KeptPages } from './keptPages.ts';
import { languageOf, loadLanguage } from './language.ts';
import type { FromEngine, ScanId, ToEngine } from './messages.ts';
import { mentionCount, type Outcome } from './outcome.ts';
import { ProgressBatch } from './progressBatch.ts';
import { Scan } from './scan.ts';

/** Outcomes wait for company this long, in ms: views repaint four times a second at most. */
const BATCH_INTERVAL = 100;

/** In bytes. */
const KEPT_PAGES = 64 * 1024 ** 2;

const language = languageOf(process.argv.slice(2));
if (language) loadLanguage(language);

const scans = new Map<ScanId, Scan>();
const pages = new KeptPages(KEPT_PAGES);
const host = new HostFetchClient(send);

process.on('message', (message: ToEngine) => {
  switch (message.type) {
    case 'scan':
      void run(message);
      break;
    case 'stop':
      scans.get(message.scan)?.stop();
      break;
    case 'skip':
      scans.get(message.scan)?.skip(message.targets);
      break;
    case 'page': {
      const text = pages.get(message.scan, message.target);
      send({ type: 'page', request: message.request, ...(text === undefined ? {} : { text }) });
      break;
    }
    case 'forget':
      scans.get(message.scan)?.stop();
      pages.forget(message.scan);
      break;
    default:
      host.receive(message);
  }
});

process.on('disconnect', () => process.exit());

// A person at a keyboard interrupts all processes of the command at once; what is done then is decided by the one that
// reports, which ends this one.
process.on('SIGINT', () => {});

async function run(request: Extract<ToEngine, { type: 'scan' }>): Promise<void> {
  const { scan: id } = request;
  const underWay = new ProgressBatch();
  let batch: [number, Outcome][] = [];
  const flush = () => {
    if (batch.length) send({ type: 'outcomes', scan: id, outcomes: batch });
    batch = [];
    const progress = underWay.take();
    if (progress) send({ type: 'progress', scan: id, ...progress });
  };
  const clock = setInterval(flush, BATCH_INTERVAL);
  const end = (fault?: string) => {
    clearInterval(clock);
    flush();
    scans.delete(id);
    send({ type: 'end', scan: id, ...(fault === undefined ? {} : { fault }) });
  };
  try {
    const scan = new Scan(
      request,
      {
        onOutcome: (target, outcome, page) => {
          // Whoever stops a scan knows what becomes of the rest, which may be long.
          if (scan.isStopped) return;
          underWay.end(target);
          batch.push([target, outcome]);
          // Only pages with a match can be opened at one.
          if (page && mentionCount(outcome) > 0) pages.keep(id, target, page);
        },
        onStart: (target, at) => underWay.start(target, at),
        onWait: (target, wait) => underWay.wait(target, wait),
        onHold: (name, wait) => underWay.hold(name, wait),
      },
      host.fetch,
    );
    scans.set(id, scan);
    await scan.run();
    end();
  } catch (error) {
    end(String(error));
  }
}

function send(message: FromEngine): void {
  // The channel may have closed with the extension; then nobody is left to be told.
  process.send?.(message, undefined, undefined, () => {});
}
