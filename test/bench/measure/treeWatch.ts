/** Watches the memory of a process and of all below it while they run. */

import { commandLine, countDescriptors, sampleTree } from './processTree.ts';

/** Between two looks, in ms. What happens in between is missed, but for the peak of each process. */
const INTERVAL = 25;

/** The most that our engine's processes used; memory in bytes. */
export interface EnginePeak {
  readonly processes: number;
  /** All of them together. */
  readonly together: number;
  /** The largest one. */
  readonly largest: number;
  /** The process that started them. */
  readonly parent: number;
  /** Open at once in all of them; 0 when they are not counted. */
  readonly descriptors: number;
  readonly sockets: number;
}

export class TreeWatch {
  readonly #root: number;
  readonly #countsDescriptors: boolean;
  readonly #timer: NodeJS.Timeout;
  readonly #engines = new Set<number>();
  #peak = 0;
  #engine: EnginePeak | undefined;

  /** @param countsDescriptors whether those of our engine are counted, which takes longer than all else */
  constructor(root: number, countsDescriptors: boolean) {
    this.#root = root;
    this.#countsDescriptors = countsDescriptors;
    this.#timer = setInterval(() => this.#look(), INTERVAL);
  }

  /** The most memory of all processes together, in bytes. */
  get peak(): number {
    return this.#peak;
  }

  /** Our engine's part, when there is one in the tree. */
  get engine(): EnginePeak | undefined {
    return this.#engine;
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const samples = sampleTree(this.#root);
    // A process may have had its peak between two looks.
    this.#peak = Math.max(
      this.#peak,
      sum(samples.map(({ rss }) => rss)),
      ...samples.map(({ peakRss }) => peakRss),
    );
    const engines = samples.filter(({ pid }) => this.#isEngine(pid));
    if (!engines.length) return;
    const largest = Math.max(...engines.map(({ peakRss }) => peakRss));
    const open = this.#countsDescriptors ? engines.map(({ pid }) => countDescriptors(pid)) : [];
    const parent = samples.find(({ pid }) => pid === this.#root)?.peakRss ?? 0;
    const now: EnginePeak = {
      processes: engines.length,
      together: Math.max(largest, sum(engines.map(({ rss }) => rss))),
      largest,
      parent,
      descriptors: sum(open.map(({ all }) => all)),
      sockets: sum(open.map(({ sockets }) => sockets)),
    };
    this.#engine = this.#engine ? higher(this.#engine, now) : now;
  }

  #isEngine(pid: number): boolean {
    if (this.#engines.has(pid)) return true;
    // Asked again at each look: a process that was only just forked still has its parent's command line.
    const isEngine = pid !== this.#root && commandLine(pid).some(word => word.endsWith('engine.cjs'));
    if (isEngine) this.#engines.add(pid);
    return isEngine;
  }
}

function higher(a: EnginePeak, b: EnginePeak): EnginePeak {
  return {
    processes: Math.max(a.processes, b.processes),
    together: Math.max(a.together, b.together),
    largest: Math.max(a.largest, b.largest),
    parent: Math.max(a.parent, b.parent),
    descriptors: Math.max(a.descriptors, b.descriptors),
    sockets: Math.max(a.sockets, b.sockets),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
