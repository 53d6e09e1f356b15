/** The phases that the time of a URL was spent in, from the beginning of the scan to the outcome. */

/** In the order of a request. A retry or a redirect repeats some of them. */
export const SPAN_KINDS = [
  /** Waiting for a free lane, and for the host's turn. */
  'queue',
  /** Pausing before the next try, by the engine's own rule or because the server asked for it. */
  'wait',
  'name',
  'connect',
  'tls',
  /** From sending the request to the first byte of the response. */
  'firstByte',
  'body',
  'match',
] as const;

export type SpanKind = (typeof SPAN_KINDS)[number];

export interface Span {
  readonly kind: SpanKind;
  /** In ms since the scan began. */
  readonly start: number;
  /** In ms since the scan began. */
  readonly end: number;
}

/**
 * Spans as a flat array, for messages between processes and for storage: three numbers for each span. They are its kind
 * as an index into {@link SPAN_KINDS}, its start and its end, in whole ms since the scan began. Sorted by start.
 */
export type Timings = readonly number[];

export function spansOf(timings: Timings): Span[] {
  const spans: Span[] = [];
  for (let at = 0; at + 2 < timings.length; at += 3) {
    const kind = SPAN_KINDS[timings[at] as number];
    if (kind) spans.push({ kind, start: timings[at + 1] as number, end: timings[at + 2] as number });
  }
  return spans;
}

/** Total duration of each kind of span, in ms, in the order of {@link SPAN_KINDS}. Kinds with 0 ms are absent. */
export function totalsOf(timings: Timings): Map<SpanKind, number> {
  const totals = new Map<SpanKind, number>(SPAN_KINDS.map(kind => [kind, 0]));
  for (const { kind, start, end } of spansOf(timings)) {
    totals.set(kind, (totals.get(kind) ?? 0) + end - start);
  }
  return new Map([...totals].filter(([, ms]) => ms > 0));
}
