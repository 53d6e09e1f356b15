/** Ranges of the time axis and of the rows, with zooming and panning that stay within a whole range. */

/** A part of an axis. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Zooms a range.
 * @param factor below 1 to zoom in
 * @param anchor the point that does not move
 * @param whole the largest range
 * @param least length of the shortest range
 */
export function zoomed(range: Range, factor: number, anchor: number, whole: Range, least: number): Range {
  const length = Math.min(whole.to - whole.from, Math.max(least, (range.to - range.from) * factor));
  const share = (anchor - range.from) / (range.to - range.from || 1);
  return clamped(anchor - share * length, length, whole);
}

/** Moves a range. @param by in units of the axis */
export function panned(range: Range, by: number, whole: Range): Range {
  return clamped(range.from + by, range.to - range.from, whole);
}

/** Moves a range as little as possible, so that it includes the unit that begins at this point. */
export function revealing(range: Range, at: number, whole: Range): Range {
  if (at < range.from) return panned(range, at - range.from, whole);
  if (at + 1 > range.to) return panned(range, at + 1 - range.to, whole);
  return range;
}

function clamped(from: number, length: number, whole: Range): Range {
  const start = Math.max(whole.from, Math.min(from, whole.to - length));
  return { from: start, to: Math.min(whole.to, start + length) };
}

/** Round values for the labels of an axis. @param wanted approximate number of labels */
export function ticks({ from, to }: Range, wanted: number): number[] {
  const rough = (to - from) / Math.max(1, wanted);
  if (!(rough > 0)) return [];
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = magnitude * ([1, 2, 5].find(each => each * magnitude >= rough) ?? 10);
  const first = Math.ceil(from / step);
  const last = Math.floor(to / step);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}
