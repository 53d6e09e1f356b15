/** Reads the profiles of `node --cpu-prof`. */

import fs from 'node:fs';

interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  /** From 0. */
  readonly lineNumber: number;
}

interface Profile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: CallFrame }[];
  /** The node at each sample. */
  readonly samples: readonly number[];
  /** µs before each sample. */
  readonly timeDeltas: readonly number[];
}

export interface SelfTime {
  readonly name: string;
  /** Module, and line of the bundle from 1. */
  readonly place: string;
  readonly module: string;
  readonly ms: number;
}

export function readProfile(file: string): Profile {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

/**
 * Functions by self time, longest first, without idle time.
 * @param moduleOf names the module that a function comes from; empty for native code
 */
export function selfTimes(
  { nodes, samples, timeDeltas }: Profile,
  moduleOf: (frame: CallFrame) => string,
): SelfTime[] {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const times = new Map<string, { frame: CallFrame; ms: number }>();
  for (const [index, node] of samples.entries()) {
    const frame = frames.get(node);
    if (!frame || frame.functionName === '(idle)') continue;
    const key = `${frame.functionName} ${frame.url} ${frame.lineNumber}`;
    const entry = times.get(key) ?? { frame, ms: 0 };
    // The time until the next sample was spent where this one was taken.
    entry.ms += (timeDeltas[index + 1] ?? 0) / 1000;
    times.set(key, entry);
  }
  return [...times.values()]
    .sort((a, b) => b.ms - a.ms)
    .map(({ frame, ms }) => {
      const module = moduleOf(frame);
      const place = module && frame.lineNumber >= 0 ? `${module}:${frame.lineNumber + 1}` : module;
      return { name: frame.functionName || '(anonymous)', place, module, ms };
    });
}

/** The source file that a line of a bundle was made from: esbuild writes it above each file's part. */
export function moduleAt(bundle: readonly string[], line: number): string {
  for (let above = Math.min(line, bundle.length - 1); above >= 0; above--) {
    const name = /^ *\/\/ ((?:src|node_modules)\/\S+)$/.exec(bundle[above] ?? '')?.[1];
    if (name) return name.replace(/^node_modules\//, '');
  }
  return '(bundle)';
}
