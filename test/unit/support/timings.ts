/** Timings of requests. */

import fc from 'fast-check';
import { SPAN_KINDS, type SpanKind, type Timings } from '../../../src/engine/model/timings.ts';

export function timings(...spans: (readonly [kind: SpanKind, start: number, end: number])[]): Timings {
  return spans.flatMap(([kind, start, end]) => [SPAN_KINDS.indexOf(kind), start, end]);
}

/** One span behind the other. */
export const someTimings: fc.Arbitrary<Timings> = fc
  .array(fc.tuple(fc.nat(SPAN_KINDS.length - 1), fc.integer({ min: 1, max: 50 })), { maxLength: 6 })
  .map(spans => {
    let at = 0;
    return spans.flatMap(([kind, length]) => {
      const start = at;
      at += length;
      return [kind, start, at];
    });
  });
