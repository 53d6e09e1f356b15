/** Reads the usage of a process and its descendants from Linux's /proc. Other systems do not have it. */

import fs from 'node:fs';

/** One process of a tree at one moment. */
export interface ProcessSample {
  readonly pid: number;
  /** Resident memory now, in bytes. */
  readonly rss: number;
  /** Peak of resident memory, in bytes. */
  readonly peakRss: number;
}

/** Whether this system has /proc. */
export const hasProc = fs.existsSync(`/proc/${process.pid}/task/${process.pid}/children`);

/** A process and its readable descendants. Children that were started by other threads than the first are missed. */
export function sampleTree(root: number): ProcessSample[] {
  const samples: ProcessSample[] = [];
  const pids = [root];
  // A limit, in case the tree grows while it is read.
  for (let pid = pids.shift(); pid !== undefined && samples.length < 10_000; pid = pids.shift()) {
    const status = read(`/proc/${pid}/status`);
    if (!status) continue;
    samples.push({ pid, rss: bytesOf(status, 'VmRSS'), peakRss: bytesOf(status, 'VmHWM') });
    pids.push(...read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number));
  }
  return samples;
}

/** The words that a process was started with; empty when it has ended. */
export function commandLine(pid: number): string[] {
  return read(`/proc/${pid}/cmdline`).split('\0');
}

/** Open descriptors of a process, and how many of them are sockets. */
export function countDescriptors(pid: number): { all: number; sockets: number } {
  const folder = `/proc/${pid}/fd`;
  try {
    const names = fs.readdirSync(folder);
    return { all: names.length, sockets: names.filter(name => isSocket(`${folder}/${name}`)).length };
  } catch {
    return { all: 0, sockets: 0 }; // It has ended.
  }
}

function isSocket(link: string): boolean {
  try {
    return fs.readlinkSync(link).startsWith('socket:');
  } catch {
    return false; // Closed in the meantime.
  }
}

/**
 * CPU time, user and system, of all ended children of this process and of those they waited for, in ms; a clock tick is
 * 10 ms.
 */
export function cpuOfEndedChildren(): number {
  // The name stands in parentheses and may hold blanks; what follows begins with the third field.
  const fields = read(`/proc/${process.pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ');
  const MS_PER_TICK = 10;
  return (Number(fields[13]) + Number(fields[14])) * MS_PER_TICK;
}

function bytesOf(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) * 1024;
}

function read(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return ''; // The process has ended.
  }
}
