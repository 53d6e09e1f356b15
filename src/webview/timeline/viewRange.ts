/** What of the timeline is seen: from one time to another, and from one row to another. Zooming and panning never leave it. */

/** A part of an axis. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * @param factor below 1 to see less of it, larger
 * @param anchor what stays where it is
 * @param whole what there is to be seen at most
 * @param least the shortest range
 */
export function zoomed(range: Range, factor: number, anchor: number, whole: Range, least: number): Range {
  const length = Math.min(whole.to - whole.from, Math.max(least, (range.to - range.from) * factor));
  const share = (anchor - range.from) / (range.to - range.from || 1);
  return clamped(anchor - share * length, length, whole);
}

/** @param by how far, in units of the axis */
export function panned(range: Range, by: number, whole: Range): Range {
  return clamped(range.from + by, range.to - range.from, whole);
}

/** Moves the range no further than needed to see a unit of the axis in it. */
export function revealing(range: Range, at: number, whole: Range): Range {
  if (at < range.from) return panned(range, at - range.from, whole);
  if (at + 1 > range.to) return panned(range, at + 1 - range.to, whole);
  return range;
}

function clamped(from: number, length: number, whole: Range): Range {
  const start = Math.max(whole.from, Math.min(from, whole.to - length));
  return { from: start, to: Math.min(whole.to, start + length) };
}

/** Round steps of an axis, about as many as wanted. */
export function ticks({ from, to }: Range, wanted: number): number[] {
  const rough = (to - from) / Math.max(1, wanted);
  if (!(rough > 0)) return [];
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = magnitude * ([1, 2, 5].find(each => each * magnitude >= rough) ?? 10);
  const first = Math.ceil(from / step);
  const last = Math.floor(to / step);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}
