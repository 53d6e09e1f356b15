import { readFileSync } from 'node:fs';

/** Whether the process runs. A zombie does not: init may take seconds to reap it. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/^State:\s*[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    // There is no /proc on this system, or the process has just ended.
    return process.platform !== 'linux';
  }
}
