/** The authorities whose certificates are trusted. */

import * as tls from 'node:tls';
import { Worker } from 'node:worker_threads';

/** What Node.js trusts by itself: the authorities it brings along, and those of NODE_EXTRA_CA_CERTS. */
let usual: readonly string[] = [];
let system: Promise<readonly string[]> | undefined;
let isExtended = false;

/** A store that takes longer than this, in ms, is done without. */
const LIMIT = 5_000;

/**
 * Has this process trust the authorities of the operating system, too, or not any more. Companies keep theirs there,
 * and Node.js does not look. Settles when that is done, and never rejects.
 */
export async function trustSystemCertificates(isWanted: boolean): Promise<void> {
  // Node.js 22.19 has this; the Node.js inside VS Code is Electron's.
  if (isWanted === isExtended || typeof tls.setDefaultCACertificates !== 'function') return;
  if (!isWanted) {
    isExtended = false;
    tls.setDefaultCACertificates(usual);
    return;
  }
  system ??= readSystemCertificates();
  const more = await system;
  if (isExtended) return;
  isExtended = true;
  usual = tls.getCACertificates('default');
  const all = new Set([...usual, ...more]);
  // Reading them again takes a while, too, and on many systems they are the same.
  if (all.size > usual.length) tls.setDefaultCACertificates([...all]);
}

/** In a thread of its own: some 70 ms on Linux, and on other systems more, for which all requests would stand still. */
function readSystemCertificates(): Promise<readonly string[]> {
  const thread = new Worker(
    "require('node:worker_threads').parentPort.postMessage(require('node:tls').getCACertificates('system'))",
    { eval: true },
  );
  thread.unref();
  const { promise, resolve } = Promise.withResolvers<readonly string[]>();
  thread.on('message', resolve);
  // A store that cannot be read is as good as an empty one: pages then say which certificate is not trusted.
  thread.on('error', () => resolve([]));
  thread.on('exit', () => resolve([]));
  const timer = setTimeout(() => {
    resolve([]);
    void thread.terminate();
  }, LIMIT);
  return promise.finally(() => clearTimeout(timer));
}
