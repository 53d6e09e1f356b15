/** Rows of the hostile web that are not opened in a browser, and why. */

import type { Row } from '../web/hostile/row.ts';

interface Reason {
  /** What the ids begin with. */
  readonly rows: string;
  readonly why: string;
}

export const REASONS: readonly Reason[] = [
  {
    rows: 'A F01 F02 F03',
    why: 'It is about answers that change with time, and a browser shows the first one',
  },
  { rows: 'P', why: 'What comes is the proxy’s choice, and the browser is told to use none' },
  { rows: 'N02 N03 N22', why: 'It is about name servers, and the browser is told to ask none' },
  { rows: 'E', why: 'It looks for no term' },
  { rows: 'R23', why: 'It sends a browser on, and the engine reads it where it stands' },
  { rows: 'T', why: 'It is about how long an answer may take' },
  { rows: 'X', why: 'It is about how a scan is stopped' },
  {
    rows: 'J13h J16a J16b J28 N08 N11 N16 H03 H04 H05 H06 H16 H17 H25 H35 H36 Z08 Z09 Z11 Z13c B01i B06 S11b S13 S18a S20 S21b',
    why: 'The answer never ends, or breaks off, so it depends on the moment what a browser shows',
  },
  {
    rows: 'Z05b',
    why: 'It crashes Chromium’s network service, and every page that is open at that moment waits forever',
  },
  {
    rows: 'Z18 Z19 M03 K02 W20',
    why: 'It is about how much is unpacked or counted, which a browser does without a bound',
  },
];

/** Of rows that need more than lines and flags. */
export const NEEDS_MORE = 'It is about how a scan is started or limited, or about a list that is bytes';

/** Why a row is not opened; `undefined` if it is. */
export function reasonAgainst({ id }: Row): string | undefined {
  return REASONS.find(({ rows }) => rows.split(' ').some(start => id.startsWith(start)))?.why;
}
