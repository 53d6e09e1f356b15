/** Durations in webviews. */

/** e.g. `250 ms`, `1.5 s` */
export function durationText(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 10) / 100} s`;
}
