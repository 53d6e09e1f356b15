/** The texts of the timeline. */

import * as vscode from 'vscode';
import type { Outcome } from '../../engine/model/outcome.ts';
import { verdictKind } from '../../engine/report/verdictLooks.ts';
import { shortVerdict, VERDICT_WORDS, verdictFacts } from '../../engine/report/verdictWords.ts';
import { listed } from '../../engine/wording/phrases.ts';
import { displayUrl, safeText } from '../../engine/wording/safeText.ts';
import type { TimelineTexts } from '../../webview/shared/texts.ts';

export function timelineTexts(): TimelineTexts {
  return {
    queue: vscode.l10n.t('Queue'),
    wait: vscode.l10n.t('Wait before a retry'),
    name: vscode.l10n.t('Name'),
    connect: vscode.l10n.t('Connect'),
    tls: vscode.l10n.t('TLS'),
    firstByte: vscode.l10n.t('First byte'),
    body: vscode.l10n.t('Body'),
    match: vscode.l10n.t('Match'),
    nothing: vscode.l10n.t(
      'There is no scan to show yet. Open a list of URLs, or any text with links, then scan it.',
    ),
    scan: vscode.l10n.t('Scan URLs for Python'),
    restored: vscode.l10n.t('as it was before the window was reloaded'),
    zoomIn: vscode.l10n.t('Zoom In'),
    zoomOut: vscode.l10n.t('Zoom Out'),
    all: vscode.l10n.t('Show All'),
    saveSvg: vscode.l10n.t('Save as SVG…'),
    savePng: vscode.l10n.t('Save as PNG…'),
    keys: vscode.l10n.t(
      'Up and Down choose a row, Enter goes to its line. + and - zoom, 0 shows all, Left and Right move in time. With the wheel: Ctrl zooms, Shift moves in time.',
    ),
    picture: vscode.l10n.t('Timeline of the scan'),
    inFlight: vscode.l10n.t('Requests at once'),
    inFlightPicture: vscode.l10n.t('Requests at once over time, {0} at most', '{0}'),
    row: vscode.l10n.t('URL {0} of {1}', '{0}', '{1}'),
    oneRow: vscode.l10n.t('1 URL in {0}', '{0}'),
    rows: vscode.l10n.t('{0} URLs in {1}', '{0}', '{1}'),
    running: VERDICT_WORDS.underWay.short(),
    phase: vscode.l10n.t('Phase'),
    urls: vscode.l10n.t('URLs'),
    median: vscode.l10n.t('Median'),
    ninety: vscode.l10n.t('90 % below'),
    total: vscode.l10n.t('Total'),
    totals: vscode.l10n.t('Time of each phase, over the URLs that had it'),
  };
}

/** An outcome in a few words, e.g. `12 × Python, 340 ms`; with the final URL if there were redirects. */
export function outcomeText(outcome: Outcome): string {
  const { found, reason } = verdictFacts({ outcome });
  const words = listed([
    ...shortVerdict(verdictKind({ outcome }), { found, reason: reason && safeText(reason) }),
    vscode.l10n.t('{0} ms', outcome.ms),
  ]);
  const { finalUrl } = outcome;
  return outcome.chain && finalUrl ? `${words} → ${displayUrl(finalUrl)}` : words;
}
