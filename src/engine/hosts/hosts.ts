/** All hosts of a scan: those of its list, and those that redirects lead to. */

import { Host, type HostRules } from './host.ts';

export class Hosts {
  readonly #rules: HostRules;
  readonly #hosts = new Map<string, Host>();

  constructor(rules: HostRules) {
    this.#rules = rules;
  }

  /** Creates the host on first use. @param name host name and port, as in `URL.host` */
  at(name: string): Host {
    let host = this.#hosts.get(name);
    if (!host) {
      host = new Host(name, this.#rules);
      this.#hosts.set(name, host);
    }
    return host;
  }

  /** In the order of creation. */
  [Symbol.iterator](): Iterator<Host> {
    return this.#hosts.values();
  }
}
