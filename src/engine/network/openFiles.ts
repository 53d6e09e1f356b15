/** How many connections this process may have open. */

import { readFileSync } from 'node:fs';

/** For standard streams, the channel to the parent, libuv and files that are read meanwhile. */
const RESERVED = 56;

/**
 * A request needs a descriptor for its connection, and another one while a name is looked up or a proxy is asked.
 * @returns requests that may be under way at once; at least one. No bound where the system has none (Windows)
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

/** @returns `undefined` where the system has no such file */
function limitOfLinux(): number | undefined {
  try {
    const limit = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'latin1'))?.[1];
    return limit === undefined ? undefined : Number(limit);
  } catch {
    return undefined;
  }
}

/** Node.js tells it only in its diagnostic report, which takes some ms to be made. */
export function reportedLimit(): number {
  // Without it the report looks up the names of all peers; the types do not know it yet.
  Object.assign(process.report, { excludeNetwork: true });
  const { userLimits } = process.report.getReport() as { userLimits?: Record<string, { soft: unknown }> };
  const limit = Number(userLimits?.open_files?.soft);
  return Number.isFinite(limit) ? limit : Number.POSITIVE_INFINITY;
}
