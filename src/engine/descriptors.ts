/** How many connections this process may have open. */

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

/** The soft limit of `ulimit -n`. Node.js tells it only in its diagnostic report. */
function openFilesLimit(): number {
  if (process.platform === 'win32') return Number.POSITIVE_INFINITY;
  // Without it the report looks up the names of all peers; the types do not know it yet.
  Object.assign(process.report, { excludeNetwork: true });
  const { userLimits } = process.report.getReport() as { userLimits?: Record<string, { soft: unknown }> };
  const limit = Number(userLimits?.open_files?.soft);
  return Number.isFinite(limit) ? limit : Number.POSITIVE_INFINITY;
}
