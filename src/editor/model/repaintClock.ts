/** Slows a stream of changes down to what views can paint. */

/**
 * VS Code debounces a tree's events by 200 ms and starts over at each, so a faster stream would freeze the tree
 * until it ends.
 */
const REPAINT_INTERVAL = 250;

/** Fires at most once in an interval, and at once when asked to. */
export class RepaintClock {
  readonly #fire: () => void;
  #timer: NodeJS.Timeout | undefined;
  #last = Number.NEGATIVE_INFINITY;

  constructor(fire: () => void) {
    this.#fire = fire;
  }

  /** Something changed; it is painted an interval after the last time, which for the first change is at once. */
  request(): void {
    const wait = Math.max(0, this.#last + REPAINT_INTERVAL - performance.now());
    this.#timer ??= setTimeout(() => this.flush(), wait);
  }

  /** Something changed that must be seen at once. */
  flush(): void {
    this.dispose();
    this.#last = performance.now();
    this.#fire();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
