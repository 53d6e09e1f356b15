/** Runs a program and measures what it costs. */

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { endWithThisProcess } from '../../rig/ending.mjs';
import { endGroup, signalGroup } from '../../rig/processes.mjs';
import { cpuOfEndedChildren, hasProc } from './processTree.ts';
import { type EnginePeak, TreeWatch } from './treeWatch.ts';

/** A program to run. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Measured {
  /** From before the start of the process until its end, in ms. */
  readonly wall: number;
  /** User and system time of it and of all processes that it started and waited for, in ms. */
  readonly cpu?: number | undefined;
  /** The most memory of all its processes together, in bytes. Memory that processes share counts for each. */
  readonly peakRss?: number | undefined;
  /** Our engine's processes alone. */
  readonly engine?: EnginePeak | undefined;
  readonly exitCode: number | null;
  /** Whether it was ended because it took too long. */
  readonly isLate: boolean;
  /** The file that its output went to. */
  readonly output: string;
  /** The end of what it said on stderr. */
  readonly errors: string;
}

export interface MeasureOptions {
  /** Where its output goes. */
  readonly folder: string;
  /** After so many ms it is ended. */
  readonly limit: number;
  /** Whether the descriptors of our engine are counted, which costs more than its memory. */
  readonly countsDescriptors?: boolean;
}

/** What would lead requests for loopback astray, or measure something else. */
const UNWANTED = /^(?:(?:http|https|all)_proxy|NODE_OPTIONS|NODE_USE_SYSTEM_CA|npm_.*)$/i;

/** Runs a program to its end. Its exit status is for the caller to judge. */
export async function measure(
  { args, env = {}, file }: Command,
  { countsDescriptors = false, folder, limit }: MeasureOptions,
): Promise<Measured> {
  const output = path.join(folder, 'output');
  const errors = path.join(folder, 'errors');
  const streams = [fs.openSync(output, 'w'), fs.openSync(errors, 'w')];
  const inherited = Object.entries(process.env).filter(([name]) => !UNWANTED.test(name));
  const cpuBefore = cpuOfEndedChildren();
  const began = performance.now();
  const child = spawn(file, [...args], {
    cwd: folder,
    env: { ...Object.fromEntries(inherited), NO_PROXY: '*', ...env },
    stdio: ['ignore', ...streams],
    detached: process.platform !== 'win32',
  });
  let wall = 0;
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('exit', code => {
      wall = performance.now() - began;
      resolve(code);
    });
  });
  const kill = () => signalGroup(child, 'SIGKILL');
  const release = endWithThisProcess({ close: kill, kill });
  const watch = hasProc && child.pid !== undefined ? new TreeWatch(child.pid, countsDescriptors) : undefined;
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    kill();
  }, limit);
  try {
    const exitCode = await ended;
    return {
      wall,
      cpu: hasProc ? cpuOfEndedChildren() - cpuBefore : undefined,
      peakRss: watch?.peak,
      engine: watch?.engine,
      exitCode,
      isLate,
      output,
      errors: lastLines(errors),
    };
  } finally {
    clearTimeout(timer);
    watch?.end();
    // Whatever it left behind would cost those who come after it.
    await endGroup(
      child,
      ended.catch(() => {}),
    );
    release();
    for (const stream of streams) fs.closeSync(stream);
  }
}

function lastLines(file: string): string {
  return fs.readFileSync(file, 'utf8').trimEnd().slice(-400);
}
