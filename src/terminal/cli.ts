#!/usr/bin/env node
/** The terminal command: runs the engine without VS Code. Its output is always English, because scripts read it. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import packageJson from '../../package.json' with { type: 'json' };
import { compareModels } from '../engine/compare/comparison.ts';
import { modelTexts } from '../engine/compare/modelTexts.ts';
import { runCpuModels } from '../engine/compare/runCpuModels.ts';
import { textOf } from '../engine/documents/decodeText.ts';
import { EXPORT_FORMATS, fileOf, isExportFormat } from '../engine/export/formats.ts';
import { exportLines } from '../engine/export/record.ts';
import { fileErrorText } from '../engine/files/fileErrors.ts';
import { MODELS } from '../engine/model/concurrencyModel.ts';
import { failure } from '../engine/model/failure.ts';
import { fragmentsOfList, outcomeOfLine } from '../engine/model/fragments.ts';
import { isLeftOut } from '../engine/model/leftOut.ts';
import type { List } from '../engine/model/list.ts';
import { cancelled, failed, type Outcome } from '../engine/model/outcome.ts';
import { withIds } from '../engine/model/target.ts';
import { InvalidTermError } from '../engine/model/term.ts';
import { EnginePool } from '../engine/pool/enginePool.ts';
import type { Credential } from '../engine/request/credentials.ts';
import type { ScanRequest } from '../engine/scan/scan.ts';
import { safeText } from '../engine/wording/safeText.ts';
import { type Arguments, HELP, readArguments } from './arguments.ts';
import { comparisonReport } from './comparisonReport.ts';
import { dryRun, leftOutOfList } from './dryRun.ts';
import { parseHeaders } from './headersFile.ts';
import { type Inputs, readInputs } from './inputs.ts';
import { addressOf, listAddress } from './listAddress.ts';
import { type Input, openOutput } from './output.ts';
import { failureRow, jsonRow, RowsInOrder, textReport, unansweredReason } from './report.ts';
import { exitStatus, hideProgress, printError, printText } from './standardStreams.ts';
import { ReadingError, UsageError } from './usageError.ts';

/** Path of the engine's program, relative to this file: in the sources, or bundled like this file. */
const ENGINE = import.meta.filename.endsWith('.ts') ? '../engine/process/main.ts' : 'engine.cjs';

/** Signals that end a scan early. What is done is kept and printed. */
const INTERRUPTS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Rejected lines that are printed before signals are noticed again. */
const REJECTED_A_TURN = 1_000;

void main();

async function main(): Promise<void> {
  try {
    const args = readArguments(process.argv.slice(2), packageJson.version, process.env);
    if (typeof args === 'string') printText(args);
    process.exitCode = exitStatus(typeof args === 'string' ? 0 : await run(args));
  } catch (error) {
    if (![UsageError, ReadingError, InvalidTermError].some(known => error instanceof known)) throw error;
    printError(`scan-urls: ${safeText((error as Error).message)}\n`);
    if (error instanceof UsageError) printError(`${HELP.split('\n', 1)[0]}; see scan-urls --help\n`);
    process.exitCode = exitStatus(2);
  }
}

/** @returns the exit status */
async function run(args: Arguments): Promise<number> {
  const { headersFile, term, options } = args;
  const credentials = headersFile === undefined ? [] : readHeaders(headersFile);
  let fault: string | undefined;
  let warn = (message: string) => {
    fault = message;
  };
  const engine = createEngine(message => warn(message));
  try {
    // A comparison creates its own engines.
    if (!args.compare) engine.warm(options);
    // Until here, a signal ends the command at once, also while it waits for standard input or a pipe.
    const inputs = await readInputs(args, engine, () => fault);
    warn = printWarning;
    if (fault) warn(fault);
    // From here on, it must not, because that would leave a part of the output behind.
    const interrupt = interruptSignal();
    const { list } = inputs;
    if (args.dryRun) return runDry(args, inputs);
    for (const note of inputs.notes) printError(`scan-urls: ${note}\n`);
    const fragments = args.checkFragments ? fragmentsOfList(list) : undefined;
    const request = { targets: withIds(list.targets, list.assumed, fragments), term, options, credentials };
    return await (args.compare
      ? runComparison(list, request, interrupt)
      : runScan(args, inputs, request, engine, interrupt));
  } finally {
    engine.dispose();
  }
}

/** @returns the exit status */
function runDry(args: Arguments, inputs: Inputs): number {
  for (const note of inputs.notes) printError(`scan-urls: ${note}\n`);
  const output = openOutput(args.output, inputsOf(args, inputs.files));
  for (const line of dryRun(inputs, args.format === 'jsonl')) output.write(line);
  output.end();
  const text = leftOutOfList(inputs.list);
  if (text) printError(`scan-urls: ${text}\n`);
  return 0;
}

/** @returns the exit status */
async function runScan(
  args: Arguments,
  inputs: Inputs,
  request: ScanRequest,
  engine: EnginePool,
  interrupt: AbortSignal,
): Promise<number> {
  const { term, format } = args;
  const { files, list } = inputs;
  const output = openOutput(args.output, inputsOf(args, files));
  const linesOf = Map.groupBy(list.entries, entry => entry.target);
  const outcomes = new Map<number, Outcome>();
  const progress = new Progress(list);
  let hasFailed = false;
  const rows =
    format === 'jsonl' ? new RowsInOrder(list, row => output.write(`${jsonRow(row, files)}\n`)) : undefined;
  const add = (target: number, outcome: Outcome) => {
    // Only documents need the matched lines at the end. Otherwise they are dropped, because there may be many.
    const isKept = isExportFormat(format) || !('matches' in outcome);
    outcomes.set(target, isKept ? outcome : { ...outcome, matches: [] });
    rows?.add(target, outcome);
    for (const place of linesOf.get(target) ?? []) {
      const own = outcomeOfLine(place.text, outcome);
      const reason = unansweredReason(own);
      hasFailed ||= own.kind === 'failed';
      if (reason) progress.print(failureRow(files, place, reason));
      progress.step();
    }
  };
  const failing = list.rejected.filter(({ failure }) => !isLeftOut(failure));
  for (const [place, rejected] of failing.entries()) {
    if (place % REJECTED_A_TURN === 0) await setImmediate();
    if (interrupt.aborted) break;
    progress.print(failureRow(files, rejected, rejected.failure));
  }
  const { fault, isStopped } = await scan(engine, request, add, interrupt);
  // Writing the results may take long, if the reader is slow. The engine is not needed for it.
  engine.dispose();
  const rest = fault ? failed(failure('INTERNAL', 'The engine stopped unexpectedly', fault)) : cancelled();
  for (const target of list.targets.keys()) if (!outcomes.has(target)) add(target, rest);
  progress.end();
  if (format === 'text') output.write(`${textReport(list, outcomes, term.text)}\n`);
  if (isExportFormat(format)) {
    const scan = {
      ...addressOf(args.paths),
      term,
      lines: exportLines(list, outcomes, files.map(listAddress)),
      version: packageJson.version,
      at: new Date(),
    };
    for (const piece of args.output === undefined ? EXPORT_FORMATS[format].write(scan) : fileOf(format, scan))
      output.write(piece);
  }
  output.end();
  if (isStopped) return 130;
  return hasFailed || failing.length ? 1 : 0;
}

/** @returns the exit status */
async function runComparison(list: List, request: ScanRequest, interrupt: AbortSignal): Promise<number> {
  const progress = new ProgressLine();
  const { pages, results } = await compareModels(
    request,
    { models: request.targets.length ? MODELS : [], createPool: createEngine, signal: interrupt },
    {
      onProgress: (model, done) => {
        progress.show(`${modelTexts(model).name}: ${done}/${request.targets.length}`);
      },
      onResult: () => progress.hide(),
    },
  );
  const order = { request, pages, models: MODELS, createEngine: () => createEngine().createProcess() };
  const cpu = await runCpuModels(
    { ...order, signal: interrupt },
    { onProgress: name => progress.show(name), onResult: () => progress.hide() },
  );
  printText(`${comparisonReport(results, list.targets, cpu)}\n`);
  if (interrupt.aborted) return 130;
  return results.some(({ tally }) => tally.failed) ? 1 : 0;
}

interface End {
  /** Why the engine ended before the scan; absent if it did not. */
  readonly fault?: string | undefined;
  /** Whether the user interrupted the command. */
  readonly isStopped: boolean;
}

function printWarning(message: string): void {
  printError(`scan-urls: ${message}\n`);
}

function createEngine(warn = printWarning): EnginePool {
  return new EnginePool(path.join(import.meta.dirname, ENGINE), { debug() {}, warn });
}

/** Is aborted by the first of {@link INTERRUPTS}. A further one does not end the process before its report is written. */
function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of INTERRUPTS) process.on(signal, () => controller.abort());
  return controller.signal;
}

/** Runs a scan. Settles when it has ended or is interrupted. */
function scan(
  engine: EnginePool,
  request: ScanRequest,
  add: (target: number, outcome: Outcome) => void,
  interrupt: AbortSignal,
): Promise<End> {
  const isStopped = interrupt.aborted;
  if (isStopped || !request.targets.length) return Promise.resolve({ isStopped });
  return new Promise(resolve => {
    interrupt.addEventListener('abort', () => resolve({ isStopped: true }));
    engine.scan(request, {
      onOutcomes: outcomes => {
        for (const [target, outcome] of outcomes) add(target, outcome);
      },
      onEnd: fault => resolve({ fault, isStopped: false }),
    });
  });
}

/** The files that the output must not replace. */
function inputsOf({ headersFile, paths }: Arguments, files: readonly string[]): Input[] {
  const headers = headersFile === undefined ? [] : [{ name: 'the file of the headers', path: headersFile }];
  const lists = [...new Set([...paths, ...files])].map(path => ({ name: 'the list', path }));
  return [...lists, ...headers];
}

/** @throws {UsageError} the file cannot be read, or is malformed */
function readHeaders(file: string): Credential[] {
  let text: string;
  try {
    text = textOf(readFileSync(file));
  } catch (error) {
    throw new UsageError(`the headers cannot be read: ${fileErrorText(error)}`);
  }
  return parseHeaders(text, file);
}

/** A line on standard error that shows the progress. It is only shown if standard error is a terminal. */
class ProgressLine {
  readonly #isShown = process.stderr.isTTY;

  show(text: string): void {
    if (!this.#isShown) return;
    this.hide();
    printError(text);
  }

  hide(): void {
    hideProgress();
  }
}

/** Prints failures on standard error when they occur, with the line of progress below them. */
class Progress {
  readonly #all: number;
  readonly #line = new ProgressLine();
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
    printError(`${line}\n`);
    this.#show();
  }

  end(): void {
    this.#line.hide();
  }

  #show(): void {
    this.#line.show(`${this.#done}/${this.#all}`);
  }
}
