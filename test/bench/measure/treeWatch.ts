/** Watches the memory of a process and its descendants while they run. */

import { commandLine, countDescriptors, sampleTree } from './processTree.ts';

/** Interval of the readings, in ms. Changes in between are missed, except for the peak of each process. */
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
  /** The least and the most of all together in the last third of the time that they ran. */
  readonly lastThird: { readonly least: number; readonly most: number };
}

/** One look at our engine's processes. */
interface Look {
  readonly at: number;
  readonly rss: number;
}

export class TreeWatch {
  readonly #root: number;
  readonly #countsDescriptors: boolean;
  readonly #timer: NodeJS.Timeout;
  readonly #engines = new Set<number>();
  #peak = 0;
  #engine: Peak | undefined;
  readonly #looks: Look[] = [];

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
    return this.#engine && { ...this.#engine, lastThird: lastThird(this.#looks, this.#engine.processes) };
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
    // One that has ended is still listed for a moment, without any memory.
    const engines = samples.filter(({ pid, rss }) => rss > 0 && this.#isEngine(pid));
    if (!engines.length) return;
    const largest = Math.max(...engines.map(({ peakRss }) => peakRss));
    const open = this.#countsDescriptors ? engines.map(({ pid }) => countDescriptors(pid)) : [];
    const parent = samples.find(({ pid }) => pid === this.#root)?.peakRss ?? 0;
    const rss = sum(engines.map(each => each.rss));
    this.#looks.push({ at: performance.now(), rss });
    const now = {
      processes: engines.length,
      together: Math.max(largest, rss),
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

/** The very end, when they are being ended one after another, is left out. */
function lastThird(looks: readonly Look[], processes: number): EnginePeak['lastThird'] {
  const ended = processes > 1 ? 4 : 1;
  const whole = looks.slice(0, -ended);
  const [first, last] = [whole.at(0)?.at ?? 0, whole.at(-1)?.at ?? 0];
  const late = whole.filter(({ at }) => at >= first + (2 / 3) * (last - first)).map(({ rss }) => rss);
  return { least: Math.min(...late), most: Math.max(...late) };
}

type Peak = Omit<EnginePeak, 'lastThird'>;

function higher(a: Peak, b: Peak): Peak {
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
