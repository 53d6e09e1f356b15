/** The number of files, and therefore of connections, that this process may have open. */

import { readFileSync } from 'node:fs';

/** File descriptors for the standard streams, the channel to the parent process, libuv, and files that are read. */
const RESERVED = 56;

/**
 * The number of requests for which there are enough file descriptors. A request needs one for its connection, and
 * another one while it looks up a name or connects to a proxy.
 * @returns at least 1; Infinity on Windows, which has no limit
 */
export function roomForRequests(): number {
  const limit = openFilesLimit();
  return Math.max(1, Math.floor((limit - RESERVED) / 2));
}

/** The soft limit of `ulimit -n`. */
export function openFilesLimit(): number {
  if (process.platform === 'win32') return Number.POSITIVE_INFINITY;
  return limitOfLinux() ?? reportedLimit();
}

/** @returns `undefined` on other systems */
function limitOfLinux(): number | undefined {
  try {
    const limit = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'latin1'))?.[1];
    return limit === undefined ? undefined : Number(limit);
  } catch {
    return undefined;
  }
}

/** Reads the limit from the diagnostic report of Node.js, which takes some ms to create. No other API has it. */
export function reportedLimit(): number {
  // Without this, the report looks up the names of all peers. The types lack this property.
  Object.assign(process.report, { excludeNetwork: true });
  const { userLimits } = process.report.getReport() as { userLimits?: Record<string, { soft: unknown }> };
  const limit = Number(userLimits?.open_files?.soft);
  return Number.isFinite(limit) ? limit : Number.POSITIVE_INFINITY;
}
