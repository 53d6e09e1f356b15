/** Finds what is wrong with the URLs of one line of a list. */

import * as l10n from '@vscode/l10n';
import { addressMeant } from '../links/addressHint.ts';
import { type LineItem, readLine } from '../links/list/listLine.ts';
import type { UrlRange } from '../links/list/urlsInLine.ts';
import { type Mended, mendedUrl } from '../links/mendedUrl.ts';
import type { ReadOptions } from '../links/readOptions.ts';
import { isExcluded } from '../links/urlPatterns.ts';
import { isLeftOut } from '../model/leftOut.ts';
import { missingScheme } from '../report/assumedScheme.ts';
import { type Reach, reachOfHost } from '../url/addresses.ts';
import { clip, safeText } from '../wording/safeText.ts';
import { shortUrl } from '../wording/shortUrl.ts';
import { leadingUserInfo } from '../wording/userInfo.ts';
import type { Edit, Fix, LineFinding } from './finding.ts';
import { mixedScriptsOf } from './mixedScripts.ts';

/** In UTF-16 units: what titles and sentences show of a URL or a host. */
const LONGEST_SHOWN = 80;

/** Slips of the keyboard in `http://` and `https://`. No scheme is registered at IANA that begins so. */
const MISSPELT_SCHEME = /^h{0,2}t{1,3}p{1,2}(s?):\/\//i;

/** What a line has: its URLs, and what is wrong with each of them. */
export interface LintedLine {
  /** The URLs that would be scanned. */
  readonly urls: readonly LintedUrl[];
  readonly findings: readonly LineFinding[];
}

export interface LintedUrl {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Normalised, without fragment. */
  readonly url: string;
  readonly isSchemeAssumed: boolean;
  /** Whether everybody can reach the host. */
  readonly isPublic: boolean;
}

/** @param httpOnly URLs with https:, of hosts without a scheme, that have answered only by http: */
export function lintLine(line: string, options: ReadOptions, httpOnly: ReadonlySet<string>): LintedLine {
  const urls: LintedUrl[] = [];
  const findings: LineFinding[] = [];
  for (const item of readLine(line, { ...options, assumesScheme: true })) {
    if (item.failure) findings.push(...notAUrl(line, item));
    else if (!isExcluded(item.url, options)) {
      const { end, start, text, url, isSchemeAssumed = false } = item;
      const parsed = new URL(url);
      const reach = reachOfHost(parsed.hostname);
      const linted = { start, end, text, url, isSchemeAssumed, isPublic: reach === 'public' };
      urls.push(linted);
      findings.push(...findingsOf(line, linted, parsed, reach, options, httpOnly));
    }
  }
  return { urls, findings };
}

function notAUrl(line: string, { end, failure, start, text }: LineItem): LineFinding[] {
  if (!failure || isLeftOut(failure)) return [];
  const meant = addressMeant(text, failure, undefined);
  const scheme = MISSPELT_SCHEME.exec(text);
  const fixes = [
    ...(meant ? [replacement(text, start, meant.url, isSurelyMeant(meant, text))] : []),
    ...(scheme && failure.code === 'URL_SCHEME' ? [respelt(text, start, scheme)] : []),
    comment(line),
  ];
  return [{ ...failure, code: failure.code, severity: 'warning', start, end, fixes }];
}

function* findingsOf(
  line: string,
  item: LintedUrl,
  { hostname, password, username }: URL,
  reach: Reach,
  { assumesScheme }: ReadOptions,
  httpOnly: ReadonlySet<string>,
): Generator<LineFinding> {
  const { end, isSchemeAssumed, start, text, url } = item;
  if (isSchemeAssumed) {
    yield {
      code: 'SCHEME_MISSING',
      severity: assumesScheme ? 'information' : 'warning',
      message: assumesScheme
        ? l10n.t('The scheme is missing; a scan asks https:// first, then http://')
        : l10n.t('The scheme is missing, so the line is not scanned'),
      start,
      end,
      fixes: [schemeFix(item, httpOnly.has(url) ? 'http' : 'https')],
    };
  }
  const added = isSchemeAssumed ? missingScheme(text, 'https') : '';
  const meant = mendedUrl(added + text);
  if (meant && !isAbbreviation(meant)) yield misspelt(item, meant, added.length);
  if (username || password) yield* credentials(item);
  const scripts = mixedScriptsOf(hostname);
  if (scripts) yield mixedScripts(hostRange(item), hostname, scripts);
  if (reach !== 'public') {
    const host = shown(hostname);
    yield {
      code: 'PRIVATE_HOST',
      severity: 'information',
      message:
        reach === 'loopback'
          ? l10n.t('Only this machine reaches {0}', host)
          : l10n.t('Only a private network reaches {0}', host),
      ...hostRange(item),
      fixes: [comment(line)],
    };
  }
}

/** @param added length of what stands in front of the text in the mended URL */
function misspelt({ end, start, text }: LintedUrl, meant: Mended, added: number): LineFinding {
  const fix = replacement(text, start, meant.url.slice(added), isSurelyMeant(meant, text));
  const wrong = safeText(clip(meant.wrong, LONGEST_SHOWN));
  if (meant.place === 'ampersand') {
    return {
      code: 'ESCAPED_AMPERSAND',
      severity: 'warning',
      message: l10n.t('“{0}” in the URL may stand for “&”', wrong),
      start,
      end,
      fixes: [fix],
    };
  }
  return {
    code: 'TRAILING_PUNCTUATION',
    severity: 'warning',
    message: l10n.t('“{0}” at the end of the URL may not belong to it', wrong),
    start: Math.min(fix.edit.start, end - 1),
    end,
    fixes: [fix],
  };
}

function* credentials({ start, text }: LintedUrl): Generator<LineFinding> {
  const range = leadingUserInfo(text);
  if (!range) return;
  const [from, to] = [start + range[0], start + range[1]];
  yield {
    code: 'CREDENTIALS',
    severity: 'warning',
    message: l10n.t('The URL holds a user name or a password, which everyone who has the list can read'),
    start: from,
    end: to,
    fixes: [
      {
        title: l10n.t('Remove the User Name and the Password'),
        edit: { start: from, end: to + 1, text: '' },
        isSure: false,
      },
    ],
  };
}

function mixedScripts({ end, start }: UrlRange, host: string, scripts: readonly string[]): LineFinding {
  return {
    code: 'MIXED_SCRIPTS',
    severity: 'warning',
    message: l10n.t(
      'The host mixes scripts ({0}), so that it may look like another; its name is {1}',
      scripts.join(', '),
      shown(host),
    ),
    start,
    end,
    fixes: [
      {
        title: l10n.t('Write the Host as {0}', shown(host)),
        edit: { start, end, text: host },
        isSure: false,
      },
    ],
  };
}

/** The host of a URL as it stands in the line, without port. */
function hostRange({ start, text }: LintedUrl): UrlRange {
  const front = /^(?:https?:)?[\\/]*/i.exec(text)?.[0].length ?? 0;
  const authority = /^[^\\/?#]*/.exec(text.slice(front))?.[0] ?? '';
  const at = authority.lastIndexOf('@') + 1;
  const host = authority.slice(at).replace(/:\d*$/, '');
  return { start: start + front + at, end: start + front + at + host.length };
}

function schemeFix({ start, text }: LintedUrl, scheme: string): Fix {
  return {
    title: l10n.t('Write {0} in Front of It', `${scheme}://`),
    edit: { start, end: start, text: missingScheme(text, scheme) },
    isSure: true,
  };
}

/** Replaces only what differs, so that other changes of the same URL can be made together with it. */
function replacement(text: string, start: number, meant: string, isSure: boolean): Fix {
  const longest = Math.min(text.length, meant.length);
  let front = 0;
  while (front < longest && text[front] === meant[front]) front++;
  let back = 0;
  while (back < longest - front && text.at(-1 - back) === meant.at(-1 - back)) back++;
  const edit: Edit = {
    start: start + front,
    end: start + text.length - back,
    text: meant.slice(front, meant.length - back),
  };
  return { title: l10n.t('Change to {0}', shortUrl(meant, LONGEST_SHOWN)), edit, isSure };
}

function respelt(text: string, start: number, [misspelt, secure = '']: RegExpExecArray): Fix {
  return replacement(text, start, `http${secure.toLowerCase()}://${text.slice(misspelt.length)}`, true);
}

function comment(line: string): Fix {
  const start = line.length - line.trimStart().length;
  return {
    title: l10n.t('Make the Line a Comment'),
    edit: { start, end: start, text: '# ' },
    isSure: false,
  };
}

/** Whether a URL was surely meant without what stands at its end: names of pages may end with some marks. */
function isSurelyMeant({ place, wrong }: Mended, text: string): boolean {
  if (place !== 'end') return true;
  const isName = text.slice(text.lastIndexOf('/')).includes('_');
  return !wrong.includes('!') && !(isName && /[.…]/.test(wrong));
}

/** Whether what stands at the end is the dot of an abbreviation, as in `/wiki/Washington,_D.C.` */
function isAbbreviation({ place, url, wrong }: Mended): boolean {
  return place === 'end' && wrong === '.' && /[._(-](?:\p{Lu}|\p{Lu}\p{Ll}{1,3}|al)$/u.test(url);
}

function shown(host: string): string {
  return safeText(clip(host, LONGEST_SHOWN));
}
