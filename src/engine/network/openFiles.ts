/** The number of files, and so of connections, that this process may have open. */

import { readFileSync } from 'node:fs';

/** Descriptors for standard streams, the channel to the parent, libuv and files that are read meanwhile. */
const RESERVED = 56;

/**
 * A request needs a descriptor for its connection, and a second one while a name is looked up or a proxy is asked.
 * @returns the most requests at once, at least 1; Infinity where the system has no limit (Windows)
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

/** Node.js has the limit only in its diagnostic report, which takes some ms to create. */
export function reportedLimit(): number {
  // Otherwise the report looks up the names of all peers. The types lack this property.
  Object.assign(process.report, { excludeNetwork: true });
  const { userLimits } = process.report.getReport() as { userLimits?: Record<string, { soft: unknown }> };
  const limit = Number(userLimits?.open_files?.soft);
  return Number.isFinite(limit) ? limit : Number.POSITIVE_INFINITY;
}
