/** Gives equal URLs the same id. */

export class Targets {
  /** The URLs, by id. */
  readonly urls: string[] = [];
  /** Ids of the URLs whose text names no scheme. */
  readonly assumed = new Set<number>();
  readonly #ids = new Map<string, number>();

  /** @param url normalised, without fragment */
  idOf(url: string, isSchemeAssumed: boolean): number {
    // One with a scheme is never asked by another, so it is another target.
    const key = isSchemeAssumed ? url.slice('https:'.length) : url;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.urls.push(url) - 1;
    this.#ids.set(key, id);
    if (isSchemeAssumed) this.assumed.add(id);
    return id;
  }
}
