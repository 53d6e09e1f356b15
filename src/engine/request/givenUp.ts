/** Hosts that keep asking to slow down are given up: further pages are not asked for. */

import * as l10n from '@vscode/l10n';
import type { Host } from '../hosts/host.ts';
import { type Failure, FailureError, failure } from '../model/failure.ts';

/** The failure of a page that was not asked for, because its host was given up. */
export function givenUpFailure(host: string): Failure {
  const message = l10n.t('Not requested: {0} asks to slow down, and was given up; scan it again later', host);
  return { ...failure('HTTP_RATE_LIMITED', message), isDoubtful: true };
}

/** @throws {FailureError} HTTP_RATE_LIMITED if the host was given up */
export function assertNotGivenUp(host: Host): void {
  if (host.isGivenUp) throw new FailureError(givenUpFailure(host.name));
}
