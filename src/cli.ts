#!/usr/bin/env node
/** The terminal command: the same engine without VS Code. */

import { readFileSync } from 'node:fs';
import { clearLine, cursorTo } from 'node:readline';
import { buffer } from 'node:stream/consumers';
import packageJson from '../package.json' with { type: 'json' };
import { charsetOf, decode } from './engine/charset.ts';
import { type List, parseList } from './engine/list.ts';
import { mediaType } from './engine/mediaType.ts';
import { failureOf, type Outcome } from './engine/outcome.ts';
import { scan } from './engine/scan.ts';
import { compileTerm, InvalidTermError } from './engine/term.ts';
import { threadPoolSize } from './engine/threadPool.ts';
import { type Arguments, HELP, readArguments, UsageError } from './terminal/arguments.ts';
import { failureRow, jsonRow, RowsInOrder, textReport } from './terminal/report.ts';

// The reader of a pipe may leave early, as `head` does; that is no failure of the scan.
process.stdout.on('error', () => process.exit());
process.stderr.on('error', () => {});

void main();

async function main(): Promise<void> {
  try {
    const args = readArguments(process.argv.slice(2), packageJson.version);
    if (typeof args === 'string') process.stdout.write(args);
    else process.exitCode = await run(args);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof InvalidTermError)) throw error;
    process.stderr.write(`scan-urls: ${error.message}\n`);
    if (error instanceof UsageError)
      process.stderr.write(`${HELP.split('\n', 1)[0]}; see scan-urls --help\n`);
    process.exitCode = 2;
  }
}

/** @returns the exit status */
async function run({ list: path, term, options, json }: Arguments): Promise<number> {
  compileTerm(term);
  // Read when the pool is first used, which is after this.
  process.env.UV_THREADPOOL_SIZE ??= String(threadPoolSize(options));
  const list = parseList(await readList(path));
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  process.once('SIGTERM', () => controller.abort());

  const linesOf = Map.groupBy(list.entries, entry => entry.target);
  const outcomes = new Map<number, Outcome>();
  const progress = new Progress(list);
  const rows = json ? new RowsInOrder(list, row => process.stdout.write(`${jsonRow(row)}\n`)) : undefined;
  for (const { line, text, failure } of list.rejected) {
    progress.print(failureRow(path, line, text, failure));
  }
  await scan(
    { targets: list.targets, term, options },
    (target, outcome) => {
      // The summary does not need the matched lines, which may be many.
      outcomes.set(target, 'matches' in outcome ? { ...outcome, matches: [] } : outcome);
      rows?.add(target, outcome);
      const reason = outcome.kind === 'failed' ? failureOf(outcome) : undefined;
      for (const { line, text } of linesOf.get(target) ?? []) {
        if (reason) progress.print(failureRow(path, line, text, reason));
        progress.step();
      }
    },
    controller.signal,
  );
  progress.end();
  if (!json) process.stdout.write(`${textReport(list, outcomes, term.text)}\n`);
  if (controller.signal.aborted) return 130;
  const failures = [...outcomes.values()].some(({ kind }) => kind === 'failed');
  return failures || list.rejected.length ? 1 : 0;
}

/** @throws {UsageError} the list cannot be read */
async function readList(path: string): Promise<string> {
  try {
    const bytes = path === '-' ? await buffer(process.stdin) : readFileSync(path);
    return decode(bytes, charsetOf(bytes, mediaType('text/plain')));
  } catch (error) {
    throw new UsageError(`the list cannot be read: ${(error as Error).message}`);
  }
}

/** Failures on standard error as they happen and, where that is a terminal, a line of progress below them. */
class Progress {
  readonly #all: number;
  readonly #isShown = process.stderr.isTTY;
  #done = 0;

  constructor(list: List) {
    this.#all = list.entries.length;
  }

  step(): void {
    this.#done++;
    this.#show();
  }

  print(line: string): void {
    this.end();
    process.stderr.write(`${line}\n`);
    this.#show();
  }

  end(): void {
    if (!this.#isShown) return;
    clearLine(process.stderr, 0);
    cursorTo(process.stderr, 0);
  }

  #show(): void {
    if (!this.#isShown) return;
    this.end();
    process.stderr.write(`${this.#done}/${this.#all}`);
  }
}
