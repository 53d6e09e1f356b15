import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { KeepLimits } from '../../../src/engine/model/keepLimits.ts';
import { engineOptions, type OptionValues } from '../../../src/engine/model/options.ts';
import type { Outcome } from '../../../src/engine/model/outcome.ts';
import type { Term } from '../../../src/engine/model/term.ts';
import type { FromEngine, ToEngine } from '../../../src/engine/process/messages.ts';
import { ROOMY } from './keeping.ts';
import { term } from './term.ts';

export const ENGINE = fileURLToPath(new URL('../../../src/engine/process/main.ts', import.meta.url));

/** An engine process, controlled by its messages. */
export class Engine implements AsyncDisposable {
  readonly child: ChildProcess;
  /** All messages that it has sent. */
  readonly messages: FromEngine[] = [];
  readonly exited: Promise<[code: number | null, signal: string | null]>;

  constructor() {
    this.child = fork(ENGINE, { execArgv: ['--disable-warning=ExperimentalWarning'] });
    this.child.on('message', (message: FromEngine) => this.messages.push(message));
    this.exited = once(this.child, 'exit') as typeof this.exited;
  }

  tell(message: ToEngine): void {
    this.child.send(message);
  }

  scan(
    scan: number,
    targets: readonly string[],
    options: OptionValues = {},
    given: Partial<Term> = {},
    keep: KeepLimits = ROOMY,
  ): void {
    this.tell({
      type: 'scan',
      scan,
      keep,
      targets,
      term: term(given),
      options: engineOptions(options, 'test'),
    });
  }

  /** Resolves with the first message that matches, of the past or the future; rejects if the engine ends before. */
  async heard<T extends FromEngine['type']>(
    type: T,
    fits: (message: Extract<FromEngine, { type: T }>) => boolean = () => true,
  ): Promise<Extract<FromEngine, { type: T }>> {
    const gone = this.exited.then(([code]) => Promise.reject(new Error(`The engine ended with ${code}`)));
    gone.catch(() => {});
    while (true) {
      const message = this.messages.find(
        (each): each is Extract<FromEngine, { type: T }> =>
          each.type === type && fits(each as Extract<FromEngine, { type: T }>),
      );
      if (message) return message;
      await Promise.race([once(this.child, 'message'), gone]);
    }
  }

  /** The outcomes of a scan received so far, by target. */
  outcomes(scan: number): Map<number, Outcome> {
    return new Map(
      this.messages.flatMap(each => (each.type === 'outcomes' && each.scan === scan ? each.outcomes : [])),
    );
  }

  /** The text of a kept page. */
  async page(scan: number, target: number): Promise<string | undefined> {
    const request = this.messages.length + 1_000;
    const options = { searchIn: 'source', regularExpressionTimeout: 1_000 } as const;
    this.tell({ type: 'page', request, scan, target, view: 'source', term: term(), options });
    return (await this.heard('page', answer => answer.request === request)).page?.text;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL');
    await this.exited;
  }
}
