/** What the time of a URL went into, from the beginning of its scan to its outcome. */

/** In the order in which a URL meets them. A retry or a redirect meets some of them again. */
export const SPAN_KINDS = [
  /** For a lane, and for the host's turn. */
  'queue',
  /** A pause before the next try, by our own rule or at the server's wish. */
  'wait',
  'name',
  'connect',
  'tls',
  /** From the request to the first byte of its answer. */
  'firstByte',
  'body',
  'match',
] as const;

export type SpanKind = (typeof SPAN_KINDS)[number];

export interface Span {
  readonly kind: SpanKind;
  /** In ms since the scan began. */
  readonly start: number;
  readonly end: number;
}

/**
 * Spans in the form in which they cross between processes and are kept for each line: for each span its kind, as an
 * index into {@link SPAN_KINDS}, its start and its end, in whole ms since the scan began, in the order of their starts.
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

/** How long each kind of span took in all, in ms, in the order of the kinds; those that did not occur are absent. */
export function totalsOf(timings: Timings): Map<SpanKind, number> {
  const totals = new Map<SpanKind, number>(SPAN_KINDS.map(kind => [kind, 0]));
  for (const { kind, start, end } of spansOf(timings)) {
    totals.set(kind, (totals.get(kind) ?? 0) + end - start);
  }
  return new Map([...totals].filter(([, ms]) => ms > 0));
}
