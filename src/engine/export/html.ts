/** Writes an HTML report for people: one file that loads nothing, runs no scripts, and can be printed. */

import * as l10n from '@vscode/l10n';
import { GROUP_KINDS, type GroupKind, isAlwaysShown } from '../model/groups.ts';
import { isCheck } from '../model/term.ts';
import { languageTag } from '../wording/language.ts';
import { displayUrl, safeText } from '../wording/safeText.ts';
import { seconds, size } from '../wording/units.ts';
import { htmlStyle } from './htmlStyle.ts';
import {
  type ExportedScan,
  type ExportLine,
  type ExportRecord,
  groupOfLine,
  isRedirected,
  recordOf,
  TOOL,
} from './record.ts';
import { groupTitle, reportTitle, summaryOf, termOptions, verdict } from './words.ts';

/** Blocks loading and scripts. A second safeguard, in case text of a page is ever written unescaped. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text for an element or a quoted attribute. Noncharacters become U+FFFD (HTML Standard, section 13.1.3). */
export function htmlText(text: string): string {
  return safeText(text)
    .replace(/\p{Noncharacter_Code_Point}/gu, '\ufffd')
    .replace(/[&<>"']/g, character => ESCAPES[character] ?? '');
}

export function* writeHtml(scan: ExportedScan): Generator<string> {
  const { term, lines, version, at } = scan;
  const groups = Map.groupBy(lines, groupOfLine);
  const kinds = GROUP_KINDS.filter(kind => groups.has(kind) || isAlwaysShown(kind, isCheck(term)));
  const title = reportTitle(scan);
  const options = termOptions(term);
  yield `<!DOCTYPE html>
<html lang="${htmlText(languageTag())}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${htmlText(title)}</title>
<style>${htmlStyle}</style>
</head>
<body>
<header>
<p class="tool">${TOOL}</p>
<h1>${htmlText(title)}</h1>
<p class="summary">${htmlText(summaryOf(scan))}${options ? ` <span class="quiet">(${htmlText(options)})</span>` : ''}</p>
</header>
<nav aria-label="${htmlText(l10n.t('Results'))}">
<div class="bar" aria-hidden="true">${kinds.map(kind => bar(kind, groups.get(kind)?.length ?? 0)).join('')}</div>
<ul>${kinds.map(kind => tile(kind, groups.get(kind)?.length ?? 0, term.text)).join('')}</ul>
</nav>
<main>
`;
  for (const kind of kinds) yield* section(kind, groups.get(kind) ?? [], term.text);
  const date = at.toISOString();
  yield `</main>
<footer><p>${TOOL} ${htmlText(version)} · <time datetime="${date}">${date.slice(0, 16).replace('T', ' ')} UTC</time></p></footer>
</body>
</html>
`;
}

function bar(kind: GroupKind, count: number): string {
  return count ? `<span class="${kind}" style="flex-grow:${count}"></span>` : '';
}

function tile(kind: GroupKind, count: number, term: string): string {
  return `<li><a class="${kind}" href="#${kind}"><strong>${count}</strong> ${htmlText(groupTitle(kind, term))}</a></li>`;
}

function* section(kind: GroupKind, lines: readonly ExportLine[], term: string): Generator<string> {
  const title = htmlText(groupTitle(kind, term));
  yield `<section id="${kind}" class="${kind}" aria-labelledby="${kind}-title">
<h2 id="${kind}-title">${title} <span class="count">${lines.length}</span></h2>
`;
  if (!lines.length) {
    yield `<p class="quiet">${htmlText(l10n.t('None'))}</p>\n</section>\n`;
    return;
  }
  const heads = [l10n.t('Line'), l10n.t('URL'), l10n.t('Status'), l10n.t('Time'), l10n.t('Size')];
  yield `<table>
<caption>${title}</caption>
<thead><tr>${heads.map((head, index) => `<th scope="col"${index === 1 ? '' : ' class="number"'}>${htmlText(head)}</th>`).join('')}</tr></thead>
<tbody>
`;
  for (const line of lines) yield tableRow(line, recordOf(line));
  yield '</tbody>\n</table>\n</section>\n';
}

function tableRow(line: ExportLine, record: ExportRecord): string {
  const details = verdict(record);
  const { status, ms, bytes } = record;
  return `<tr><td class="number">${record.line}</td><th scope="row">${link(line, record.url)}${
    record.file === null ? '' : `<p class="quiet">${htmlText(record.file)}</p>`
  }${
    isRedirected(record) ? `<p class="quiet">→ ${htmlText(record.finalUrl ?? '')}</p>` : ''
  }${details ? `<p>${htmlText(details)}${record.code ? ` <code>${record.code}</code>` : ''}</p>` : ''}${matches(record)}</th><td class="number">${
    status ?? ''
  }</td><td class="number">${line.rejected ? '' : htmlText(seconds(ms))}</td><td class="number">${
    bytes ? htmlText(size(bytes)) : ''
  }</td></tr>
`;
}

/** Only a URL of the list becomes a link, and only if no part of it is masked. URLs from servers stay text. */
function link({ text, rejected }: ExportLine, url: string): string {
  if (rejected || displayUrl(text) !== text || !/^https?:\/\//i.test(text)) return htmlText(url);
  return `<a href="${htmlText(text)}" rel="noreferrer noopener nofollow">${htmlText(url)}</a>`;
}

function matches({ matches }: ExportRecord): string {
  if (!matches.length) return '';
  const title = matches.length === 1 ? l10n.t('1 matched line') : l10n.t('{0} matched lines', matches.length);
  const items = matches.map(
    ({ frame, line, text }) =>
      `<li value="${line}"><code dir="auto">${htmlText(text)}</code>${
        frame === undefined ? '' : ` <span class="quiet">${htmlText(l10n.t('in a frame: {0}', frame))}</span>`
      }</li>`,
  );
  return `<details><summary>${htmlText(title)}</summary><ol>${items.join('')}</ol></details>`;
}
