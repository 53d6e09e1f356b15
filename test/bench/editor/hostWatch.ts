/** Watches the extension host's event loop from inside. */

import { type IntervalHistogram, monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { HostFigures } from './messages.ts';

/** Interval of the timer whose delay is measured, in ms. */
const RESOLUTION = 1;

const NANOSECONDS = 1e6;

export class HostWatch {
  readonly #delay: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION });
  readonly #began = performance.now();
  readonly #utilization = performance.eventLoopUtilization();
  readonly #cpu = process.cpuUsage();

  constructor() {
    this.#delay.enable();
  }

  end(): HostFigures {
    this.#delay.disable();
    const { system, user } = process.cpuUsage(this.#cpu);
    const late = (ns: number) => Math.max(0, ns / NANOSECONDS - RESOLUTION);
    return {
      time: performance.now() - this.#began,
      p99: late(this.#delay.percentile(99)),
      max: late(this.#delay.max),
      utilization: performance.eventLoopUtilization(this.#utilization).utilization,
      cpu: (system + user) / 1000,
      rss: process.memoryUsage.rss(),
    };
  }
}
