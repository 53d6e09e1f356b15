/** The certificate authorities that this process trusts. */

import * as tls from 'node:tls';
import { Worker } from 'node:worker_threads';

/** The authorities that Node.js trusts by default: its own, and those of NODE_EXTRA_CA_CERTS. */
let defaults: readonly string[] = [];
let system: Promise<readonly string[]> | undefined;
/** Whether the operating system's authorities are trusted now. */
let isExtended = false;

/** In ms. A trust store that takes longer to read counts as empty. */
const READ_TIMEOUT = 5_000;

/**
 * Adds or removes the operating system's trust store. Companies keep their authorities there, and Node.js does not read
 * it by default. Never rejects.
 */
export async function trustSystemCertificates(isWanted: boolean): Promise<void> {
  // Node.js has this function from 22.19 on. VS Code may have an older one, because it comes with Electron.
  if (isWanted === isExtended || typeof tls.setDefaultCACertificates !== 'function') return;
  if (!isWanted) {
    isExtended = false;
    tls.setDefaultCACertificates(defaults);
    return;
  }
  system ??= readSystemCertificates();
  const more = await system;
  if (isExtended) return;
  isExtended = true;
  defaults = tls.getCACertificates('default');
  const all = new Set([...defaults, ...more]);
  // Setting the list is slow. On many systems, both lists are the same.
  if (all.size > defaults.length) tls.setDefaultCACertificates([...all]);
}

/** Reads the trust store in a thread, because reading blocks for 70 ms on Linux, and longer on other systems. */
function readSystemCertificates(): Promise<readonly string[]> {
  const thread = new Worker(
    "require('node:worker_threads').parentPort.postMessage(require('node:tls').getCACertificates('system'))",
    { eval: true },
  );
  thread.unref();
  const { promise, resolve } = Promise.withResolvers<readonly string[]>();
  thread.on('message', resolve);
  // A store that cannot be read counts as empty. The failures of pages then name the certificate that is not trusted.
  thread.on('error', () => resolve([]));
  thread.on('exit', () => resolve([]));
  const timer = setTimeout(() => {
    resolve([]);
    void thread.terminate();
  }, READ_TIMEOUT);
  return promise.finally(() => clearTimeout(timer));
}
