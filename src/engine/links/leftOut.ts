/** What of a text is not scanned, although it is no mistake. */

import * as l10n from '@vscode/l10n';
import { type Failure, failure } from '../model/failure.ts';

/** Braces of template languages, and names in brackets that somebody has to replace. */
const TEMPLATE = /\{[{%]|\$\{|\{[^{}\s]{0,60}\}|<[\p{L}\p{N}_.-]{1,60}>|%7B%7B|\[\[[^[\]\s]{1,60}\]\]/iu;

/** Whether a URL has a part that a program or a person fills in, such as `{{host}}`, `${id}`, `{id}` or `<name>`. */
export function isTemplate(url: string): boolean {
  return TEMPLATE.test(url);
}

export function noUrl(): Failure {
  return failure('NO_URL', l10n.t('The line holds no http: or https: URL'));
}

export function templateLeftOut(): Failure {
  return failure(
    'URL_TEMPLATE',
    l10n.t('A template is not scanned: a part of the URL is still to be filled in'),
  );
}

export function relativeLeftOut(): Failure {
  return failure('URL_RELATIVE', l10n.t('A relative link is scanned only with a base URL'));
}

export function excludedLeftOut(): Failure {
  return failure('URL_EXCLUDED', l10n.t('The URL is excluded by a pattern'));
}
