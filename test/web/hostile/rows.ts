/** All rows, by kind. */

import { cancelling } from './cancelling.ts';
import { characters } from './characters.ts';
import { checks } from './checks.ts';
import { codings } from './codings.ts';
import { connections } from './connections.ts';
import { contents } from './contents.ts';
import { frames } from './frames.ts';
import { framing } from './framing.ts';
import { headers } from './headers.ts';
import { http2 } from './http2.ts';
import { lax } from './lax.ts';
import { lines } from './lines.ts';
import { lists } from './lists.ts';
import { matching } from './matching.ts';
import { names } from './names.ts';
import { onTheWay } from './onTheWay.ts';
import { outdatedTls } from './outdatedTls.ts';
import { politeHops } from './politeHops.ts';
import { politeness } from './politeness.ts';
import { proxyRows } from './proxies.ts';
import { redirectGuards } from './redirectGuards.ts';
import { redirects } from './redirects.ts';
import type { Row } from './row.ts';
import { time } from './time.ts';
import { tls } from './tls.ts';
import { types } from './types.ts';
import { walls } from './walls.ts';
import { wordsOnPages } from './wordsOnPages.ts';

export const ROWS: readonly Row[] = [
  ...[...names, ...connections],
  ...[...framing, ...headers, ...[...lax, ...walls]],
  ...[...time, ...checks],
  ...[...redirects, ...redirectGuards, ...onTheWay],
  ...codings,
  ...[...characters, ...contents],
  ...[...types, ...frames],
  ...[...tls, ...outdatedTls, ...http2],
  ...proxyRows,
  ...[...politeness, ...politeHops],
  ...[...lines, ...lists],
  ...[...matching, ...wordsOnPages],
  ...cancelling,
];
