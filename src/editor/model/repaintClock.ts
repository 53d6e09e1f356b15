/** Limits how often views repaint. */

/**
 * In ms. VS Code debounces the events of a tree by 200 ms and restarts the wait at each event. Events that come faster
 * would freeze the tree until they end.
 */
const REPAINT_INTERVAL = 250;

/** Calls a function at most once per {@link REPAINT_INTERVAL}, except when a change is urgent. */
export class RepaintClock {
  readonly #fire: () => void;
  #timer: NodeJS.Timeout | undefined;
  #last = Number.NEGATIVE_INFINITY;

  constructor(fire: () => void) {
    this.#fire = fire;
  }

  /** Asks for a repaint. It comes one interval after the last repaint, or in the next turn if that is over already. */
  request(): void {
    const wait = Math.max(0, this.#last + REPAINT_INTERVAL - performance.now());
    this.#timer ??= setTimeout(() => this.flush(), wait);
  }

  /** Repaints immediately. */
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
