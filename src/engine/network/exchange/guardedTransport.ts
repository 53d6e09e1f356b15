/** Keeps connections apart that were opened under different rules for private addresses. */

import type { Reach } from '../../url/addresses.ts';
import type { ExchangeOptions, Response, Transport } from './transport.ts';

/**
 * A connection that is kept open was judged when it was opened, by the line that it was opened for. A redirect of another
 * line may not lead there. So there is one transport for each {@link ExchangeOptions.lineReach}.
 */
export class GuardedTransport implements Transport {
  readonly #create: (lineReach: Reach | undefined) => Transport;
  readonly #transports = new Map<Reach | undefined, Transport>();

  /** @param create makes a transport that connects only to where a redirect of such a line may lead */
  constructor(create: (lineReach: Reach | undefined) => Transport) {
    this.#create = create;
  }

  exchange(url: URL, options: ExchangeOptions): Promise<Response> {
    const { lineReach } = options;
    const transport = this.#transports.get(lineReach) ?? this.#create(lineReach);
    this.#transports.set(lineReach, transport);
    return transport.exchange(url, options);
  }

  async end(): Promise<void> {
    await Promise.all([...this.#transports.values()].map(transport => transport.end()));
  }
}
