/** Counts the work of functions on texts. */

/** Methods of strings, with the number of characters that a call reads or writes at most. */
const STRING_METHODS = {
  indexOf: (text, found, from) =>
    (found < 0 ? text.length : found) - Math.min(Number(from ?? 0), text.length),
  lastIndexOf: (text, found) => text.length - Math.max(0, Number(found)),
  includes: text => text.length,
  slice: (_, result) => String(result).length,
  substring: (_, result) => String(result).length,
  trim: text => text.length,
  trimStart: text => text.length,
  trimEnd: text => text.length,
  toLowerCase: text => text.length,
  toUpperCase: text => text.length,
  normalize: text => text.length,
  repeat: (_, result) => String(result).length,
  padStart: (_, result) => String(result).length,
  padEnd: (_, result) => String(result).length,
  replaceAll: text => text.length,
  concat: (_, result) => String(result).length,
  split: text => text.length,
} as const satisfies Partial<
  Record<keyof string, (text: string, result: string & number, from: unknown) => number>
>;

/**
 * The number of characters that expressions and methods of strings pass over during an action. An expression passes over
 * what is between the place where it begins and the end of its match; over all that is left where there is none. This is
 * its work up to a factor, because test/unit/patterns.test.ts sees to it that each expression is linear. Much slower than
 * the action alone.
 */
export function workOf(action: () => unknown): number {
  let work = 0;
  const { exec } = RegExp.prototype;
  const undo = [() => Object.defineProperty(RegExp.prototype, 'exec', hidden(exec))];
  Object.defineProperty(
    RegExp.prototype,
    'exec',
    hidden(function (this: RegExp, text: string) {
      const start = this.global || this.sticky ? this.lastIndex : 0;
      const found = exec.call(this, text);
      const end = found ? found.index + found[0].length : this.sticky ? start : String(text).length;
      work += 1 + Math.max(0, end - start);
      return found;
    }),
  );
  for (const [name, cost] of Object.entries(STRING_METHODS)) {
    const method = String.prototype[name as keyof typeof STRING_METHODS] as (...args: unknown[]) => unknown;
    undo.push(() => Object.defineProperty(String.prototype, name, hidden(method)));
    Object.defineProperty(
      String.prototype,
      name,
      hidden(function (this: string, ...args: unknown[]) {
        const result = method.apply(this, args);
        work += 1 + Math.max(0, (cost as (...all: unknown[]) => number)(String(this), result, args[1]));
        return result;
      }),
    );
  }
  const { join } = Array.prototype;
  undo.push(() => Object.defineProperty(Array.prototype, 'join', hidden(join)));
  Object.defineProperty(
    Array.prototype,
    'join',
    hidden(function (this: unknown[], separator?: string) {
      const result = join.call(this, separator);
      work += result.length;
      return result;
    }),
  );
  try {
    action();
  } finally {
    for (const step of undo) step();
  }
  return work;
}

function hidden(value: unknown): PropertyDescriptor {
  return { value, writable: true, enumerable: false, configurable: true };
}
