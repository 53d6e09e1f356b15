/** Reads the lists, documents and folders that the command names. */

import { accessSync, constants, fstatSync, readFileSync, statSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { isBinary, textOf } from '../engine/documents/decodeText.ts';
import { formatOf } from '../engine/documents/formats.ts';
import { ListMerger } from '../engine/documents/listMerger.ts';
import { fileErrorText } from '../engine/files/fileErrors.ts';
import { parseList } from '../engine/links/list/readList.ts';
import type { FailureCode } from '../engine/model/failure.ts';
import type { List } from '../engine/model/list.ts';
import type { EnginePool } from '../engine/pool/enginePool.ts';
import { fromSentDocument, type SentDocument, type SentFile } from '../engine/process/sentList.ts';
import { safeText } from '../engine/wording/safeText.ts';
import type { Arguments } from './arguments.ts';
import { ReadingError, UsageError } from './usageError.ts';

/** What is read of the arguments. */
export interface Inputs {
  readonly list: List;
  /** Paths of the files, by the index of the document; `-` for standard input. */
  readonly files: readonly string[];
  /** Sentences about what was not read or is left out, for standard error. */
  readonly notes: readonly string[];
}

/**
 * @param faultOf why the engine has stopped, if it says so
 * @throws {UsageError} a file that is named cannot be read
 * @throws {ReadingError} the engine has stopped
 */
export async function readInputs(
  args: Arguments,
  engine: EnginePool,
  faultOf: () => string | undefined,
): Promise<Inputs> {
  const stopped = (name: string) =>
    new ReadingError(`${name} could not be read: ${faultOf() ?? 'the engine has stopped'}`);
  const [only = '-', ...more] = args.paths;
  if (more.length || isFolder(only))
    return (await readMany(args, engine)) ?? Promise.reject(stopped('the files'));
  const bytes = await bytesOf(only);
  if (isBinary(bytes))
    return { list: parseList(''), files: [only], notes: [`${nameOf(only)}: The file is not text`] };
  const text = textOf(bytes);
  const format = args.inputFormat ?? formatOf({ text, name: only });
  if (format === 'list') return { list: parseList(text, undefined, args.reading), files: [only], notes: [] };
  const sent = await engine.readText({ text, format, options: args.reading }, args.options);
  if (!sent) throw stopped(nameOf(only));
  const { list } = fromSentDocument(sent);
  return { list, files: [only], notes: [...problemOf(only, sent), ...leftOutNotes([sent])] };
}

/** @returns `undefined` if the engine has stopped */
async function readMany(args: Arguments, engine: EnginePool): Promise<Inputs | undefined> {
  for (const path of args.paths) assertReadable(path);
  const files: SentFile[] = [];
  const { extensions, inputFormat: format, options, paths, reading } = args;
  const count = await engine.readFiles({ paths, options: reading, format, extensions }, options, piece =>
    files.push(...piece),
  );
  if (count === undefined) return undefined;
  const merger = new ListMerger();
  const notes: string[] = [];
  for (const [index, file] of files.entries()) {
    if (file.document) {
      merger.add(index, fromSentDocument(file.document).list);
      notes.push(...problemOf(file.path, file.document));
    } else notes.push(`${safeText(file.path)}: ${file.problem}`);
  }
  if (!files.length) notes.push('no documents were found; --extensions says which files are read');
  const documents = files.flatMap(({ document }) => document ?? []);
  return {
    list: merger.list(),
    files: files.map(({ path }) => path),
    notes: [...notes, ...leftOutNotes(documents)],
  };
}

function problemOf(path: string, { problem }: SentDocument): string[] {
  return problem === undefined ? [] : [`${nameOf(path)}: ${problem}`];
}

function nameOf(path: string): string {
  return path === '-' ? 'standard input' : safeText(path);
}

/** What is left out, by its code, in words for one and for many. */
const LEFT_OUT: Partial<Record<FailureCode, readonly [one: string, many: string]>> = {
  URL_RELATIVE: [
    '1 relative link was not scanned; --base scans it',
    'relative links were not scanned; --base scans them',
  ],
  URL_TEMPLATE: ['1 template was not scanned', 'templates were not scanned'],
  URL_EXCLUDED: ['1 URL was left out by a pattern', 'URLs were left out by patterns'],
};

/** e.g. `12 relative links were not scanned; --base scans them`. Lists have a row for each instead. */
function leftOutNotes(documents: readonly SentDocument[]): string[] {
  return Object.entries(LEFT_OUT).flatMap(([code, [one, many]]) => {
    const count = documents.reduce((sum, { leftOut }) => sum + (leftOut[code as FailureCode] ?? 0), 0);
    return count ? [count === 1 ? one : `${count} ${many}`] : [];
  });
}

function isFolder(path: string): boolean {
  return path !== '-' && (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false);
}

function assertReadable(path: string): void {
  try {
    accessSync(path, constants.R_OK);
  } catch (error) {
    throw new UsageError(`${safeText(path)} cannot be read: ${fileErrorText(error)}`);
  }
}

/** @throws {UsageError} the file cannot be read */
async function bytesOf(path: string): Promise<Buffer> {
  try {
    return path === '-' ? await standardInput() : readFileSync(path);
  } catch (error) {
    throw new UsageError(`the list cannot be read: ${fileErrorText(error)}`);
  }
}

async function standardInput(): Promise<Buffer> {
  // Node.js gives nothing to read for a directory. `readFileSync` says what is wrong.
  const { fd } = process.stdin;
  return fstatSync(fd).isDirectory() ? readFileSync(fd) : buffer(process.stdin);
}
