/** How much of a text is read by those who look for something in it. */

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
