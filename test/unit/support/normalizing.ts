/** How much work texts are for the normalization of ICU. */

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
