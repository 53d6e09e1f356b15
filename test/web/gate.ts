/**
 * Holds answers back, so that a test decides when something happens instead of sleeping. A gate starts open. While it is
 * closed, it holds all answers; opening it releases them.
 */
export class Gate {
  #waiting: (() => void)[] | undefined;

  /** Holds everything that reaches the gate from now on. */
  close(): void {
    this.#waiting ??= [];
  }

  /** Lets go of everything held, in the order it arrived, and of everything that comes later. */
  open(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const proceed of waiting) proceed();
  }

  /** Resolves at once when the gate is open, otherwise when it is next opened. Never rejects. */
  passed(): Promise<void> {
    return new Promise(proceed => {
      if (this.#waiting) this.#waiting.push(proceed);
      else proceed();
    });
  }
}
