/** What is under way right now, by name. */

export class Pending {
  readonly #counts = new Map<string, number>();

  /** @param change +1 when one begins, -1 when it ends */
  count(name: string, change: number): void {
    const count = (this.#counts.get(name) ?? 0) + change;
    if (count) this.#counts.set(name, count);
    else this.#counts.delete(name);
  }

  has(name: string): boolean {
    return this.#counts.has(name);
  }
}
