/** Fetches a page that another page shows in a frame. */

import * as l10n from '@vscode/l10n';
import { readText } from '../content/pageText.ts';
import { LONGEST_URL } from '../links/checkUrl.ts';
import { FailureError, failure } from '../model/failure.ts';
import type { FramePage } from '../search/framedSearch.ts';
import { isBlockedPort } from '../url/ports.ts';
import { seconds } from '../wording/units.ts';
import type { ActiveTarget } from './activeTarget.ts';
import { type FetchContext, fetchFrom, type Page } from './fetchPage.ts';

/**
 * The page at a URL, with its failure if there is none. The rules are those of a redirect: limits of hosts, private
 * addresses, cookies and credentials. The time counts for the target.
 * @param url http: or https:
 * @param page that shows it
 * @throws what is no failure, such as the reason of a deadline that was cancelled
 */
export async function fetchFrame(
  url: string,
  page: Page,
  target: ActiveTarget,
  context: FetchContext,
): Promise<FramePage> {
  const frame = target.frame(url);
  try {
    assertAllowed(new URL(url), page, target, context);
    const { cookies, way } = page.trail;
    const trail = { cookies, way: way.toFrame(new URL(url)) };
    const body = await fetchFrom(trail, frame, context);
    const { essence } = body.mediaType;
    const text = target.deadline.work(() => readText(body, body.mediaType));
    return { url: trail.way.url.href, mediaType: essence, page: text };
  } catch (error) {
    if (target.deadline.cancelled || !(error instanceof FailureError)) throw error;
    return { url, mediaType: '', failure: error.failure };
  } finally {
    target.addFrame(frame);
  }
}

/** @throws {FailureError} */
function assertAllowed(
  url: URL,
  { trail: { way } }: Page,
  { deadline }: ActiveTarget,
  { options }: FetchContext,
): void {
  if (deadline.expired) {
    throw new FailureError(
      failure('TOTAL_TIMEOUT', l10n.t('Not finished within {0}', seconds(options.totalTimeout))),
    );
  }
  if (isBlockedPort(url) || url.href.length > LONGEST_URL) {
    throw new FailureError(
      failure('REDIRECT_INVALID', l10n.t('Its URL is too long, or its port is blocked')),
    );
  }
  if (!way.mayLeadTo(url, options.privateAddresses)) {
    throw new FailureError(
      failure('REDIRECT_PRIVATE', l10n.t('It lies in a private network; allow it in the settings')),
    );
  }
}
