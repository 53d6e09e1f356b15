/** Statistics for a small number of runs. */

/** @returns NaN of nothing */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}

/** Drops missing values. */
export function known<Value>(values: readonly (Value | undefined)[]): Value[] {
  return values.filter(value => value !== undefined);
}
