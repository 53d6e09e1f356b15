import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { KeepLimits } from '../../../src/engine/model/keepLimits.ts';
import { engineOptions, type OptionValues } from '../../../src/engine/model/options.ts';
import type { Outcome, Outcomes } from '../../../src/engine/model/outcome.ts';
import { withIds } from '../../../src/engine/model/target.ts';
import type { Term } from '../../../src/engine/model/term.ts';
import type { Usage } from '../../../src/engine/model/usage.ts';
import { type BodyOf, Channel, type Message } from '../../../src/engine/process/channel.ts';
import type { ToEngine, ToHost } from '../../../src/engine/process/messages.ts';
import { toSentTargets } from '../../../src/engine/process/sentTargets.ts';
import { ROOMY } from './keeping.ts';
import { term } from './term.ts';

export const ENGINE = fileURLToPath(new URL('../../../src/engine/process/main.ts', import.meta.url));

interface Batch {
  readonly scan: number;
  readonly outcomes: Outcomes;
}

/** An engine process, spoken to in its messages. */
export class Engine implements AsyncDisposable {
  readonly child: ChildProcess;
  readonly channel: Channel<ToHost, ToEngine>;
  /** Everything it has said. */
  readonly messages: Message[] = [];
  readonly batches: Batch[] = [];
  readonly progress: BodyOf<ToHost['progress']>[] = [];
  readonly exited: Promise<[code: number | null, signal: string | null]>;

  constructor() {
    this.child = fork(ENGINE, { execArgv: ['--disable-warning=ExperimentalWarning'] });
    const unexpected = () => Promise.reject(new Error('There is no host to carry requests'));
    this.channel = new Channel<ToHost, ToEngine>(message => this.child.send(message), {
      outcomes: batch => void this.batches.push(batch),
      progress: progress => void this.progress.push(progress),
      turn: unexpected,
      fetch: unexpected,
      fetchRead: unexpected,
      fetchAbort: () => {},
    });
    this.child.on('message', (message: Message) => {
      this.messages.push(message);
      this.channel.receive(message);
    });
    this.exited = once(this.child, 'exit') as typeof this.exited;
    void this.exited.then(([code]) => this.channel.close(`It ended with ${code}`));
  }

  /**
   * Settles with the end of the scan. Whoever does not wait for it need not mind its failure.
   * @param urls their ids are their places
   */
  scan(
    scan: number,
    urls: readonly string[],
    options: OptionValues = {},
    given: Partial<Term> = {},
    keep: KeepLimits = ROOMY,
  ): Promise<Usage> {
    const end = this.channel.request('scan', {
      scan,
      keep,
      targets: toSentTargets(withIds(urls)),
      term: term(given),
      options: engineOptions(options, 'test'),
    });
    end.catch(() => {});
    return end;
  }

  /** Resolves with the first of what it has said, or is yet to say; rejects if the engine ends before. */
  async first<Body>(said: readonly Body[]): Promise<Body> {
    const gone = this.exited.then(([code]) => Promise.reject(new Error(`The engine ended with ${code}`)));
    gone.catch(() => {});
    while (true) {
      const [first] = said;
      if (first !== undefined) return first;
      await Promise.race([once(this.child, 'message'), gone]);
    }
  }

  /** The outcomes of a scan received so far, by target. */
  outcomes(scan: number): Map<number, Outcome> {
    return new Map(this.batches.flatMap(each => (each.scan === scan ? each.outcomes : [])));
  }

  /** The text of a kept page. */
  async page(scan: number, target: number): Promise<string | undefined> {
    const options = { searchIn: 'source', regularExpressionTimeout: 1_000 } as const;
    const wanted = { view: 'source', term: term(), options } as const;
    return (await this.channel.request('page', { scan, target, ...wanted }))?.text;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL');
    await this.exited;
  }
}

/** Whether the process runs. A zombie does not: init may take seconds to reap it. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/^State:\s*[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    // There is no /proc on this system, or the process has just ended.
    return process.platform !== 'linux';
  }
}
