/** All hosts that a scan asks: those of its list, and those that redirects lead to. */

import { Host, type HostRules } from './host.ts';

export class Hosts {
  readonly #rules: HostRules;
  readonly #hosts = new Map<string, Host>();

  constructor(rules: HostRules) {
    this.#rules = rules;
  }

  /** @param name host name and port, as `URL.host` has it @returns always the same host for a name */
  at(name: string): Host {
    let host = this.#hosts.get(name);
    if (!host) {
      host = new Host(name, this.#rules);
      this.#hosts.set(name, host);
    }
    return host;
  }

  /** In the order in which they were first asked for. */
  [Symbol.iterator](): Iterator<Host> {
    return this.#hosts.values();
  }
}
