/** The failures for HTTP statuses. */

import * as l10n from '@vscode/l10n';
import { type Failure, failure, viaProxy } from '../model/failure.ts';
import { fields, type Headers } from '../network/headers.ts';
import { statusText } from '../wording/httpStatus.ts';
import { seconds } from '../wording/units.ts';

/**
 * The failure for an HTTP status of 300 or above. Its reason phrase comes from the standard, never from the server.
 * @param proxy name of the proxy that may have given the answer itself
 */
export function statusFailure(status: number, headers: Headers = {}, proxy?: string): Failure {
  const answer = viaProxy(l10n.t('The server answered {0}', statusText(status)), proxy);
  if (!isRobotWall(status, headers)) return failure('HTTP_STATUS', answer);
  const message = l10n.t(
    '{0}: the site refuses robots; open it in the browser to see if it is alive',
    answer,
  );
  return { ...failure('HTTP_STATUS', message), isDoubtful: true };
}

/** Whether Cloudflare, DataDome or LinkedIn (status 999) refused the request as one of a robot. */
function isRobotWall(status: number, headers: Headers): boolean {
  if (status === 999) return true;
  if (![401, 403, 429, 503].includes(status)) return false;
  return ['cf-mitigated', 'x-datadome'].some(name => fields(headers, name).length > 0);
}

/** The failure when the server asks to slow down. @param wait that the server asks for, in ms */
export function rateLimitFailure(status: number, tries: number, wait: number | undefined): Failure {
  return { ...failure('HTTP_RATE_LIMITED', rateLimitSentence(status, tries, wait)), isDoubtful: true };
}

function rateLimitSentence(status: number, tries: number, wait: number | undefined): string {
  if (wait === undefined) {
    return tries > 1
      ? l10n.t('The server asks to slow down ({0}), still after {1} tries', status, tries)
      : l10n.t('The server asks to slow down ({0})', status);
  }
  const time = seconds(wait);
  return tries > 1
    ? l10n.t(
        'The server asks to slow down ({0}), still after {1} tries; it asks to wait {2}',
        status,
        tries,
        time,
      )
    : l10n.t('The server asks to slow down ({0}); it asks to wait {1}', status, time);
}
