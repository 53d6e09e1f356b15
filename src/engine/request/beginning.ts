/** Reads the beginning of a page that is not searched: so much as tells a robot wall from an answer. */

import type { Deadline } from '../async/deadline.ts';
import type { Body, BodyReader } from '../content/body.ts';
import { failure } from '../model/failure.ts';
import { LARGEST_CHECK } from './wallCheck.ts';

/** In bytes: one more than a robot wall has, so that a larger page is known to be none. */
export const BEGINNING = LARGEST_CHECK + 1;

/** In ms. A page that has begun has answered. Its other bytes are not worth a longer wait. */
const LONGEST_READ = 2_000;

/**
 * The beginning of a page. It is never called cut, because no more of it is wanted: that it came says enough.
 * @param reader its limit is {@link BEGINNING}
 * @throws {import('../model/failure.ts').FailureError} if not a single byte comes
 * @throws the reason of the deadline
 */
export async function beginningOf(reader: BodyReader, deadline: Deadline): Promise<Body> {
  const timer = setTimeout(() => {
    if (reader.length) reader.fail(failure('BODY_STALLED', ''));
    else timer.refresh();
  }, LONGEST_READ);
  try {
    const { cut: _, ...body } = await deadline.race(reader.body);
    return body;
  } finally {
    clearTimeout(timer);
  }
}
