/** The kind of verdict of a line, and its look. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failure } from '../../../../src/engine/model/failure.ts';
import { groupOf } from '../../../../src/engine/model/groups.ts';
import { failed, type Outcome } from '../../../../src/engine/model/outcome.ts';
import {
  isRefused,
  VERDICT_LOOKS,
  type VerdictKind,
  verdictKind,
} from '../../../../src/engine/report/verdictLooks.ts';
import { VERDICT_WORDS } from '../../../../src/engine/report/verdictWords.ts';
import {
  rateLimitFailure,
  statusFailure,
  wallFailure,
} from '../../../../src/engine/request/statusFailure.ts';
import { alive, outcomes } from '../../support/outcomes.ts';

const answered = (status: number): Outcome => failed(statusFailure(status), { status });
const walled = (status: number): Outcome => failed(wallFailure('Cloudflare', status), { status });

const SHOWN: readonly [outcome: Outcome | undefined, kind: VerdictKind][] = [
  [outcomes.mention, 'mentions'],
  [outcomes.part, 'mentionsInPart'],
  [outcomes.partNothing, 'partial'],
  [outcomes.nothing, 'noMention'],
  [outcomes.image, 'skipped'],
  [alive, 'answered'],
  [outcomes.dead, 'failed'],
  [answered(404), 'failed'],
  [answered(503), 'failed'],
  [answered(401), 'refused'],
  [answered(403), 'refused'],
  [answered(999), 'failed'],
  [walled(999), 'refused'],
  [walled(503), 'refused'],
  [walled(200), 'refused'],
  [failed(rateLimitFailure(429, 3, 1_000), { status: 429 }), 'refused'],
  [failed(failure('BODY_CUT', 'x'), { status: 403 }), 'failed'],
  [outcomes.stopped, 'cancelled'],
  [undefined, 'underWay'],
];

describe('a line', () => {
  for (const [outcome, kind] of SHOWN) {
    const what = outcome ? [outcome.kind, outcome.status].filter(Boolean).join(' ') : 'nothing yet';
    it(`with ${what} is shown as ${kind}`, () => assert.equal(verdictKind({ outcome }), kind));
  }

  it('that is no URL is shown as rejected', () => {
    assert.equal(verdictKind({ rejected: failure('URL_INVALID', 'x') }), 'rejected');
  });

  it('has the same outcome for machines as its model', () => {
    for (const [outcome] of SHOWN) {
      assert.equal(VERDICT_LOOKS[verdictKind({ outcome })].outcome, outcome?.kind);
    }
    assert.equal(VERDICT_LOOKS.rejected.outcome, 'failed');
  });

  it('looks and reads like the group that it stands in, but for how bad it is', () => {
    for (const [outcome, kind] of SHOWN) {
      if (!outcome) continue;
      const group = groupOf(outcome);
      assert.equal(VERDICT_WORDS[kind].title('x'), VERDICT_WORDS[group].title('x'));
      if (kind !== 'refused') assert.equal(VERDICT_LOOKS[kind].icon, VERDICT_LOOKS[group].icon);
    }
  });
});

describe('the looks', () => {
  const looks = Object.entries(VERDICT_LOOKS);

  it('have an icon, and a colour of ours', () => {
    for (const [kind, { color, icon }] of looks) {
      assert.match(icon, /^[a-z-]+$/, kind);
      assert.match(color, /^scanUrls\.verdict\.[a-zA-Z]+$/, kind);
    }
  });

  it('have the colour of failures for errors only, and one icon and colour for warnings', () => {
    for (const [kind, { color, severity, test }] of looks) {
      assert.equal(color === VERDICT_LOOKS.failed.color, severity === 'error', kind);
      assert.equal(test === 'failed', severity !== 'none', kind);
    }
    const { outcome: _, ...refused } = VERDICT_LOOKS.refused;
    const { outcome: __, ...rejected } = VERDICT_LOOKS.rejected;
    assert.deepEqual(refused, rejected);
    assert.equal(refused.severity, 'warning');
  });
});

describe('a refusal', () => {
  it('is a failure, never a page', () => {
    for (const outcome of [outcomes.mention, outcomes.image, outcomes.stopped]) {
      assert.equal(isRefused({ ...outcome, status: 403 }), false);
    }
  });
});
