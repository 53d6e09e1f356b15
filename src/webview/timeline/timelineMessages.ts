/** The messages between the timeline and its host. Each side validates the messages of the other, and does not trust them. */

import type { Timings } from '../../engine/model/timings.ts';
import { VERDICT_LOOKS, type VerdictKind } from '../../engine/report/verdictLooks.ts';
import { isArrayOf, isCount, isNumber, isRecord, isText } from '../shared/validation.ts';

/** A URL that has its outcome. */
export interface DoneRow {
  /** Index in {@link Begin.urls}. */
  readonly row: number;
  readonly ending: VerdictKind;
  /** The outcome in a few words. */
  readonly text: string;
  readonly timings: Timings;
}

/** A URL under way. Times are in ms since the scan began. */
export interface StartedRow {
  /** Index in {@link Begin.urls}. */
  readonly row: number;
  readonly start: number;
  /** End of the wait for the next try, if it waits. */
  readonly wait?: number;
}

/** A scan begins, or is shown again. */
export interface Begin {
  readonly type: 'begin';
  /** URI of the list. */
  readonly list: string;
  /** Name of the list. */
  readonly name: string;
  readonly term: string;
  /** The URLs in the order of the list; safe to show. */
  readonly urls: readonly string[];
  /** The line of each URL when the scan began, from 0. */
  readonly lines: readonly number[];
}

/** The changes since the last message. */
export interface Update {
  readonly type: 'update';
  readonly isRunning: boolean;
  /** In ms since the scan began. */
  readonly now: number;
  /** The results so far, in a sentence. */
  readonly summary: string;
  readonly done: readonly DoneRow[];
  /** All URLs that are under way, not only the new ones. */
  readonly started: readonly StartedRow[];
}

export type ToTimeline = Begin | Update | { readonly type: 'nothing' };

export type ImageFormat = 'svg' | 'png';

export type FromTimeline =
  | { readonly type: 'ready'; readonly list?: string }
  | { readonly type: 'goTo'; readonly list: string; readonly row: number; readonly line: number }
  /** An image to save: the text of an SVG, or a PNG in Base64. */
  | { readonly type: 'save'; readonly format: ImageFormat; readonly data: string }
  | { readonly type: 'scan' };

/** In characters. Real images are much smaller. */
const LARGEST_IMAGE = 64 * 1024 ** 2;

/** Validates a message from the timeline. @returns `undefined` if it is invalid */
export function fromTimeline(message: unknown): FromTimeline | undefined {
  if (!isRecord(message)) return undefined;
  switch (message.type) {
    case 'ready':
      return message.list === undefined || isText(message.list)
        ? { type: 'ready', ...(message.list === undefined ? {} : { list: message.list }) }
        : undefined;
    case 'goTo': {
      const { line, list, row } = message;
      return isText(list) && isCount(row) && isCount(line) ? { type: 'goTo', list, row, line } : undefined;
    }
    case 'save': {
      const { data, format } = message;
      if (!isText(data, LARGEST_IMAGE) || (format !== 'svg' && format !== 'png')) return undefined;
      const isImage = format === 'svg' ? data.startsWith('<svg ') : /^iVBOR[\w+/]*={0,2}$/.test(data);
      return isImage ? { type: 'save', format, data } : undefined;
    }
    case 'scan':
      return { type: 'scan' };
    default:
      return undefined;
  }
}

/** Validates a message to the timeline. @returns `undefined` if it is invalid */
export function toTimeline(message: unknown): ToTimeline | undefined {
  if (!isRecord(message)) return undefined;
  switch (message.type) {
    case 'begin':
      return isBegin(message) ? message : undefined;
    case 'update':
      return isUpdate(message) ? message : undefined;
    case 'nothing':
      return { type: 'nothing' };
    default:
      return undefined;
  }
}

function isBegin(message: Record<string, unknown>): message is Record<string, unknown> & Begin {
  const { lines, list, name, term, urls } = message;
  return (
    [list, name, term].every(text => isText(text)) &&
    isArrayOf(urls, isText) &&
    isArrayOf(lines, isCount) &&
    urls.length === lines.length
  );
}

function isUpdate(message: Record<string, unknown>): message is Record<string, unknown> & Update {
  return (
    typeof message.isRunning === 'boolean' &&
    isNumber(message.now) &&
    isText(message.summary) &&
    isArrayOf(message.done, isDoneRow) &&
    isArrayOf(message.started, isStartedRow)
  );
}

export function isDoneRow(row: unknown): row is DoneRow {
  return (
    isRecord(row) &&
    isCount(row.row) &&
    isText(row.ending) &&
    Object.hasOwn(VERDICT_LOOKS, row.ending) &&
    isText(row.text) &&
    isArrayOf(row.timings, isNumber)
  );
}

function isStartedRow(row: unknown): row is StartedRow {
  return (
    isRecord(row) && isCount(row.row) && isNumber(row.start) && (row.wait === undefined || isNumber(row.wait))
  );
}
