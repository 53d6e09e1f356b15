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

  constructor(fire: () => void) {
    this.#fire = fire;
  }

  /** Something changed; it is painted within the interval. */
  request(): void {
    this.#timer ??= setTimeout(() => this.flush(), REPAINT_INTERVAL);
  }

  /** Something changed that must be seen at once. */
  flush(): void {
    this.dispose();
    this.#fire();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
