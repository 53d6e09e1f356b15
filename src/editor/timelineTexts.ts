/** The words of the timeline. */

import * as vscode from 'vscode';
import { displayUrl, safeText } from '../engine/displayText.ts';
import { failureOf, mentionCount, type Outcome, placesOfMatches } from '../engine/outcome.ts';
import { countText } from '../engine/places.ts';
import type { TimelineTexts } from '../webview/texts.ts';

export function timelineTexts(): TimelineTexts {
  const { t } = vscode.l10n;
  return {
    queue: t('Queue'),
    wait: t('Wait before a retry'),
    name: t('Name'),
    connect: t('Connect'),
    tls: t('TLS'),
    firstByte: t('First byte'),
    body: t('Body'),
    match: t('Match'),
    nothing: t('There is no scan to show yet. Open a list with one URL on each line, then scan it.'),
    scan: t('Scan URLs for Python'),
    restored: t('as it was before the window was reloaded'),
    zoomIn: t('Zoom In'),
    zoomOut: t('Zoom Out'),
    all: t('Show All'),
    saveSvg: t('Save as SVG…'),
    savePng: t('Save as PNG…'),
    keys: t(
      'Up and Down choose a row, Enter goes to its line. + and - zoom, 0 shows all, Left and Right move in time. With the wheel: Ctrl zooms, Shift moves in time.',
    ),
    picture: t('Timeline of the scan'),
    inFlight: t('Requests at once'),
    inFlightPicture: t('Requests at once over time, {0} at most', '{0}'),
    row: t('URL {0} of {1}', '{0}', '{1}'),
    rows: t('{0} URLs in {1}', '{0}', '{1}'),
    running: t('under way'),
    phase: t('Phase'),
    urls: t('URLs'),
    median: t('Median'),
    ninety: t('90 % below'),
    total: t('Total'),
    totals: t('What the time went into, for each URL that had it'),
  };
}

/** An outcome in a few words. */
export function outcomeText(outcome: Outcome): string {
  const reason = failureOf(outcome);
  const count = mentionCount(outcome);
  const found = count ? countText(count, placesOfMatches(outcome)) : undefined;
  const what = [found, reason && safeText(reason.message)].filter(Boolean).join(', ');
  const words = what || vscode.l10n.t('No mention');
  const { finalUrl } = outcome;
  const ended = outcome.chain && finalUrl ? ` → ${displayUrl(finalUrl)}` : '';
  return `${words}, ${outcome.ms} ms${ended}`;
}
