/** The failures for HTTP statuses. */

import * as l10n from '@vscode/l10n';
import { type Failure, failure, viaProxy } from '../model/failure.ts';
import { statusText } from '../wording/httpStatus.ts';
import { seconds } from '../wording/units.ts';

/**
 * The failure for an HTTP status of 300 or above. Its reason phrase comes from the standard, never from the server.
 * @param proxy name of the proxy that may have given the answer itself
 */
export function statusFailure(status: number, proxy?: string): Failure {
  return failure('HTTP_STATUS', answered(status, proxy));
}

function answered(status: number, proxy: string | undefined): string {
  return viaProxy(l10n.t('The server answered {0}', statusText(status)), proxy);
}

/** The failure of a page that a robot wall answered. @param vendor of the wall */
export function wallFailure(vendor: string, status: number, proxy?: string): Failure {
  return doubtful(
    status < 300
      ? l10n.t(
          'The answer is only a check for robots, of {0}; open it in the browser to see the page',
          vendor,
        )
      : l10n.t(
          '{0}: the site refuses robots ({1}); open it in the browser to see if it is alive',
          answered(status, proxy),
          vendor,
        ),
  );
}

/** The failure of a page that redirects to a robot wall. @param vendor of the wall */
export function redirectWallFailure(vendor: string): Failure {
  return doubtful(
    l10n.t('The site sends robots to a check of {0}; open it in the browser to see if it is alive', vendor),
  );
}

function doubtful(sentence: string): Failure {
  return { ...failure('ROBOT_WALL', sentence), isDoubtful: true };
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
