/** Counts the work of functions on texts. */

import assert from 'node:assert/strict';
import fc from 'fast-check';

/** The characters that a call of a string's method reads or writes at most. */
type Cost = (text: string, result: unknown, from: unknown) => number;

const ofText: Cost = text => text.length;
const ofResult: Cost = (_, result) => String(result).length;

const COSTS: Readonly<Record<string, Cost>> = {
  indexOf: (text, found, from) =>
    (Number(found) < 0 ? text.length : Number(found)) - Math.min(Number(from ?? 0), text.length),
  lastIndexOf: (text, found) => text.length - Math.max(0, Number(found)),
  ...Object.fromEntries(
    'includes trim trimStart trimEnd toLowerCase toUpperCase normalize replaceAll split'
      .split(' ')
      .map(name => [name, ofText]),
  ),
  ...Object.fromEntries(
    'slice substring repeat padStart padEnd concat'.split(' ').map(name => [name, ofResult]),
  ),
};

type Method = (this: unknown, ...args: unknown[]) => unknown;

/**
 * The number of characters that expressions and methods of strings pass over during an action. An expression passes over
 * what is between the place where it begins and the end of its match; over all that is left where there is none. This is
 * its work up to a factor, because test/unit/patterns.test.ts sees to it that each expression is linear. Much slower than
 * the action alone.
 */
export function workOf(action: () => unknown): number {
  let work = 0;
  const { exec } = RegExp.prototype;
  const undo: (() => void)[] = [];
  const replace = (owner: object, name: string, wrap: (method: Method) => Method) => {
    const method = Reflect.get(owner, name) as Method;
    const define = (value: Method) =>
      Object.defineProperty(owner, name, { value, writable: true, enumerable: false, configurable: true });
    define(wrap(method));
    undo.push(() => define(method));
  };
  replace(
    RegExp.prototype,
    'exec',
    () =>
      function (this: unknown, text) {
        const pattern = this as RegExp;
        const start = pattern.global || pattern.sticky ? pattern.lastIndex : 0;
        const found = exec.call(pattern, String(text));
        const rest = pattern.sticky ? start : String(text).length;
        work += 1 + Math.max(0, (found ? found.index + found[0].length : rest) - start);
        return found;
      },
  );
  for (const [name, cost] of Object.entries(COSTS)) {
    replace(
      String.prototype,
      name,
      method =>
        function (this: unknown, ...args) {
          const result = method.apply(this, args);
          work += 1 + Math.max(0, cost(String(this), result, args[1]));
          return result;
        },
    );
  }
  replace(
    Array.prototype,
    'join',
    method =>
      function (this: unknown, ...args) {
        const result = method.apply(this, args);
        work += String(result).length;
        return result;
      },
  );
  try {
    action();
  } finally {
    for (const step of undo) step();
  }
  return work;
}

const RUN = /\p{M}+/gu;

/**
 * The work of all calls of `normalize` while something runs: a step for each character, and for a run of marks the
 * square of its length, because ICU sorts them by insertion.
 */
export async function normalizingWork(run: () => unknown): Promise<number> {
  const original = String.prototype.normalize;
  let work = 0;
  String.prototype.normalize = function (form?: string): string {
    work += this.length;
    for (const [marks] of this.matchAll(RUN)) work += marks.length ** 2;
    return original.call(this, form);
  };
  try {
    await run();
  } finally {
    String.prototype.normalize = original;
  }
  return work;
}

/** In UTF-16 units: the longest text that {@link repeated} makes. */
export const LONGEST = 64 * 1024;

/** Texts of up to {@link LONGEST} units: some pieces, each repeated, with others before and behind it. */
export function repeated(pieces: readonly string[]): fc.Arbitrary<string> {
  return fc
    .array(fc.tuple(fc.constantFrom(...pieces), fc.integer({ min: 1, max: LONGEST })), {
      minLength: 1,
      maxLength: 4,
    })
    .map(parts =>
      parts.map(([piece, count]) => piece.repeat(Math.floor(count / parts.length / piece.length))).join(''),
    );
}

/**
 * Checks that the work of a reader is in proportion to its text.
 * @param most how often each character may be passed over
 * @param spare characters that count as well, for what every text costs
 */
export function assertInProportion(
  text: string,
  read: (text: string) => unknown,
  most: number,
  spare: number,
): void {
  const work = workOf(() => read(text));
  const limit = most * (text.length + spare);
  assert.ok(work <= limit, `${work} > ${limit} for ${JSON.stringify(text.slice(0, 60))}… (${text.length})`);
}
