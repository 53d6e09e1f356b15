/** Runs a program and measures its time, CPU time and memory. */

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
  /** User and system time of the process and of all children that it waited for, in ms. */
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
  /** The end of its output on stderr. */
  readonly errors: string;
}

export interface MeasureOptions {
  /** Where its output goes. */
  readonly folder: string;
  /** After so many ms it is ended. */
  readonly limit: number;
  /** Whether to count the descriptors of our engine. That takes longer than reading its memory. */
  readonly countsDescriptors?: boolean;
}

/** Environment variables that would redirect requests to loopback, or change the measurement. */
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
    // Processes that it left behind would slow the next contenders.
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
