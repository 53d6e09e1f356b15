/** A row of the table: one bad behaviour, and the outcome that it must have. */

import type { OutcomeKind } from '../../../src/engine/model/outcome.ts';
import type { JsonRow } from '../jsonRow.ts';
import type { Received, Stage } from './stage.ts';

/** The codes that a line of the list may end with. */
export const CODES: ReadonlySet<string> = new Set(
  `
    NO_URL URL_RELATIVE URL_TEMPLATE URL_INVALID URL_SCHEME URL_PORT URL_TOO_LONG DNS_NOT_FOUND DNS_TEMPORARY DNS_TIMEOUT ADDR_PRIVATE CONNECT_REFUSED
    CONNECT_TIMEOUT CONNECT_UNREACHABLE CONN_RESET TLS_EXPIRED TLS_NOT_YET_VALID TLS_SELF_SIGNED TLS_UNTRUSTED
    TLS_WRONG_HOST TLS_VERSION TLS_NOT_TLS TLS_HANDSHAKE PROXY_AUTH PROXY_REFUSED PROXY_DOWN PROXY_TIMEOUT
    HTTP_STATUS HTTP_RATE_LIMITED ROBOT_WALL HTTP_BAD_RESPONSE HTTP_HEADERS_TOO_BIG BODY_CUT BODY_STALLED
    BODY_TOO_BIG HEADERS_TIMEOUT TOTAL_TIMEOUT DECODE_FAILED DECODE_UNSUPPORTED NOT_TEXT REDIRECT_LOOP
    REDIRECT_LIMIT REDIRECT_INVALID REDIRECT_SCHEME REDIRECT_PRIVATE REGEX_TIMEOUT FRAGMENT_MISSING LOCAL_RESOURCES ENGINE_STALLED
    ENGINE_CRASHED CANCELLED
  `.match(/\S+/g),
);

/** How a line ends. */
export interface Ending {
  readonly outcome: OutcomeKind;
  /** `undefined` if any is accepted; `null` if there must be none. */
  readonly code?: string | null;
  /** How often the term is found. */
  readonly count?: number;
}

/** The ending that is expected, or several if each of them is correct. */
export type Expected = Ending | readonly Ending[];

/** What a row gives to a scan. */
export interface Scene {
  /** Lines of the list, or all of its bytes. */
  readonly list: readonly string[] | Uint8Array;
  /** More arguments of the terminal command. */
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Descriptors that the command may have open. */
  readonly descriptors?: number;
  /**
   * Resolves when the scan is to be interrupted.
   * @param printed resolves when so many outcomes have been printed
   */
  readonly interrupt?: (printed: (count: number) => Promise<void>) => Promise<void>;
  /** Number of interrupts; default: one. */
  readonly interrupts?: number;
  /** Whether the command must print a usage error instead of scanning. */
  readonly refused?: boolean;
}

/** The result of a row. */
export interface Played {
  readonly rows: readonly JsonRow[];
  readonly requests: readonly Received[];
  readonly stage: Stage;
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** From the interrupt to the end of the process, in ms. */
  readonly endedAfter?: number;
  /** The largest memory of the process, in MiB. */
  readonly memory?: number;
}

export interface Row {
  /** The letter of its kind and a number. A letter after it numbers the variants. */
  readonly id: string;
  readonly behaviour: string;
  /** Starts what the row needs. A URL, or several, are the lines of its list. */
  readonly serve: (stage: Stage) => Promise<string | readonly string[] | Scene>;
  /** The ending of each line in turn; the last one is for all further lines, too. */
  readonly expect: Expected | { readonly lines: readonly Expected[] };
  /** How many requests its servers saw: exactly, or at least and at most. */
  readonly requests?: number | readonly [least: number, most: number];
  /** Each line's time, in ms. */
  readonly within?: number;
  readonly notBefore?: number;
  /** Must match the sentence of the failure. */
  readonly message?: RegExp;
  /** Must match the note, which is the empty text if there is none. */
  readonly note?: RegExp;
  readonly finalUrl?: RegExp;
  /** Whether it has a process of its own. */
  readonly alone?: boolean;
  readonly check?: (played: Played) => void;
}

export const mentions = (count = 1): Ending => ({ outcome: 'mentions', code: null, count });
export const noMention: Ending = { outcome: 'noMention', code: null, count: 0 };
/** The page answered a check. */
export const answered: Ending = { outcome: 'answered', code: null, count: 0 };
export const failed = (code: string): Ending => ({ outcome: 'failed', code });
export const skipped: Ending = { outcome: 'skipped', code: 'NOT_TEXT' };
export const leftOut = (code: string): Ending => ({ outcome: 'skipped', code });
export const cancelled: Ending = { outcome: 'cancelled', code: 'CANCELLED' };

/** @param count default: at least once */
export const partial = (code?: string, count?: number): Ending => ({
  outcome: 'partial',
  ...(code === undefined ? {} : { code }),
  ...(count === undefined ? {} : { count }),
});

/** Variants of a row that differ in one thing. Their ids get the letters a, b, c, … */
export function variants<Value>(
  id: string,
  values: readonly (readonly [name: string, value: Value, more?: Partial<Row>])[],
  row: (value: Value, name: string) => Omit<Row, 'id' | 'behaviour'>,
  behaviour = '',
): Row[] {
  return values.map(([name, value, more = {}], index) => ({
    id: id + String.fromCharCode(97 + index),
    behaviour: behaviour + name,
    ...row(value, name),
    ...more,
  }));
}
