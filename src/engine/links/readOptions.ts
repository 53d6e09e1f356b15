/** How texts are read: the settings and flags that decide which links are scanned. */

import type { LinkRole } from './foundLink.ts';
import type { UrlPatterns } from './urlPatterns.ts';

export interface ReadOptions extends UrlPatterns {
  /** Whether a host without a scheme that is alone on its line of a list, such as `example.com`, is scanned. */
  readonly assumesScheme: boolean;
  /** What of a document is scanned. */
  readonly roles: readonly LinkRole[];
  /** The http: or https: URL that relative links are resolved against; they are left out without one. */
  readonly base?: string | undefined;
}

/** What is read if no setting says otherwise. */
export const USUAL_READ_OPTIONS: ReadOptions = {
  assumesScheme: true,
  roles: ['link', 'image'],
  include: [],
  exclude: [],
};
