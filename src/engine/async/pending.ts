/** Counts the operations that are under way, by name. */

export class Pending {
  readonly #counts = new Map<string, number>();

  /** @param change +1 when an operation begins, -1 when it ends */
  count(name: string, change: number): void {
    const count = (this.#counts.get(name) ?? 0) + change;
    if (count) this.#counts.set(name, count);
    else this.#counts.delete(name);
  }

  /** Whether an operation with this name is under way. */
  has(name: string): boolean {
    return this.#counts.has(name);
  }
}
