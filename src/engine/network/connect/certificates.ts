/** The certificate authorities that this process trusts. */

import * as tls from 'node:tls';
import { Worker } from 'node:worker_threads';

/** The authorities that Node.js trusts by default: its own, and those of NODE_EXTRA_CA_CERTS. */
let usual: readonly string[] = [];
let system: Promise<readonly string[]> | undefined;
let isExtended = false;

/** In ms. A trust store that takes longer to read counts as empty. */
const READ_TIMEOUT = 5_000;

/**
 * Adds or removes the operating system's trust store. Companies keep their authorities there, and Node.js does not read
 * it by default. Never rejects.
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
  // Setting them takes a while, and on many systems both lists are the same.
  if (all.size > usual.length) tls.setDefaultCACertificates([...all]);
}

/** Reads in a thread of its own, because it blocks for 70 ms on Linux, and longer on other systems. */
function readSystemCertificates(): Promise<readonly string[]> {
  const thread = new Worker(
    "require('node:worker_threads').parentPort.postMessage(require('node:tls').getCACertificates('system'))",
    { eval: true },
  );
  thread.unref();
  const { promise, resolve } = Promise.withResolvers<readonly string[]>();
  thread.on('message', resolve);
  // A store that cannot be read counts as empty: pages then say which certificate is not trusted.
  thread.on('error', () => resolve([]));
  thread.on('exit', () => resolve([]));
  const timer = setTimeout(() => {
    resolve([]);
    void thread.terminate();
  }, READ_TIMEOUT);
  return promise.finally(() => clearTimeout(timer));
}
