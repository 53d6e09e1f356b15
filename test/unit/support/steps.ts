/** Counts the work that is done on a text, so that a test can compare it with the length of the text. */

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

/**
 * The UTF-16 units that `RegExp.exec` and `String.indexOf` pass while something runs, with one more for each call. A
 * sticky expression passes what it matches.
 */
export function readSteps(run: () => unknown): number {
  const { exec } = RegExp.prototype;
  const { indexOf } = String.prototype;
  let steps = 0;
  RegExp.prototype.exec = function (text: string) {
    const start = this.global || this.sticky ? this.lastIndex : 0;
    const found = exec.call(this, text);
    const end = found ? found.index + found[0].length : this.sticky ? start : text.length;
    steps += 1 + end - start;
    return found;
  };
  String.prototype.indexOf = function (searched: string, start = 0) {
    const found = indexOf.call(this, searched, start);
    steps += 1 + (found < 0 ? this.length : found) - start;
    return found;
  };
  try {
    run();
  } finally {
    RegExp.prototype.exec = exec;
    String.prototype.indexOf = indexOf;
  }
  return steps;
}
