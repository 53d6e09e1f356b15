/** When connections were made, for those who want to know what a request waited for. */

/** The steps of one connection, each in ms of `performance.now()`, absent where it has not come so far. */
export interface ConnectionSteps {
  readonly began: number;
  readonly isTls: boolean;
  /** The address is known. */
  resolved?: number;
  /** TCP is there; in a tunnel, what it leads through. */
  connected?: number;
  /** The TLS handshake is done. */
  secured?: number;
}

/** The youngest connection of each origin. undici does not tell which of its connections carries a request. */
export class ConnectionLog {
  readonly #latest = new Map<string, ConnectionSteps>();

  /** @param target as undici's connectors get it */
  begin({
    host,
    protocol,
  }: {
    readonly host?: string | undefined;
    readonly protocol: string;
  }): ConnectionSteps {
    const steps = { began: performance.now(), isTls: protocol === 'https:' };
    this.#latest.set(`${protocol}//${host}`, steps);
    return steps;
  }

  latest(origin: string): ConnectionSteps | undefined {
    return this.#latest.get(origin);
  }

  /** The origin is not asked any more. */
  forget(origin: string): void {
    this.#latest.delete(origin);
  }
}
