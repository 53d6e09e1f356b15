/** Describes the machine that a report was made on. */

import os from 'node:os';
import packageJson from '../../../package.json' with { type: 'json' };

/** @param versions of the runtimes and programs of the contenders */
export function machineLines(versions: readonly string[]): string[] {
  const [cpu] = os.cpus();
  const memory = (os.totalmem() / 1024 ** 3).toFixed(1);
  const load = os.loadavg()[0] ?? 0;
  return [
    `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, Scan URLs ${packageJson.version}`,
    `${os.cpus().length} cores, ${cpu?.model.trim() ?? 'unknown CPU'}, ${memory} GiB; ${os.type()} ${os.release()}`,
    `load before: ${load.toFixed(2)}${load > 0.5 ? ' (others work on this machine: absolute times mean little)' : ''}`,
    [...new Set([`Node.js ${process.versions.node}`, ...versions])].join(', '),
  ];
}
