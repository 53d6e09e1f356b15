/** Asks for confirmation before scans of untrusted lists and of very many hosts. */

import * as vscode from 'vscode';
import { runInTimeSlices } from '../../engine/async/timeSlices.ts';
import { hostOf } from '../../engine/url/urlParts.ts';

/** A list with more hosts than this is a crawl and always needs confirmation. */
const MANY_HOSTS = 1_000;

/**
 * Asks whether a scan may start. It does not ask if the workspace is trusted and the list has a usual size.
 * @param targets the URLs to request
 * @returns whether the scan may start
 */
export async function confirmScan(targets: readonly string[]): Promise<boolean> {
  if (!targets.length) return true;
  const hosts = await runInTimeSlices(countHosts(targets));
  const reasons = [
    ...(vscode.workspace.isTrusted ? [] : [distrustText()]),
    ...(hosts > MANY_HOSTS
      ? [
          vscode.l10n.t(
            'You will send requests to each of these hosts. To scan fewer lines, select them first.',
          ),
        ]
      : []),
  ];
  if (!reasons.length) return true;
  const scan = vscode.l10n.t('Scan');
  const choice = await vscode.window.showWarningMessage(
    questionText(targets.length, hosts),
    { modal: true, detail: reasons.join('\n\n') },
    scan,
  );
  return choice === scan;
}

function* countHosts(targets: readonly string[]): Generator<void, number> {
  const hosts = new Set<string>();
  for (const [index, target] of targets.entries()) {
    if (index % 1_000 === 0) yield;
    hosts.add(hostOf(target));
  }
  return hosts.size;
}

/** @param hosts at most as many as URLs */
function questionText(urls: number, hosts: number): string {
  if (hosts !== 1) return vscode.l10n.t('Scan {0} URLs on {1} hosts?', urls, hosts);
  return urls === 1
    ? vscode.l10n.t('Scan 1 URL on 1 host?')
    : vscode.l10n.t('Scan {0} URLs on 1 host?', urls);
}

/** Uses the same noun as VS Code's trust dialog: window, folder or workspace. */
function distrustText(): string {
  switch (vscode.workspace.workspaceFolders?.length ?? 0) {
    case 0:
      return vscode.l10n.t(
        'This window is not trusted, and its list decides which servers get requests. Your headers for hosts are not sent, and no requests go to addresses of this machine and its network.',
      );
    case 1:
      return vscode.l10n.t(
        'This folder is not trusted, and its list decides which servers get requests. Your headers for hosts are not sent, and no requests go to addresses of this machine and its network.',
      );
    default:
      return vscode.l10n.t(
        'This workspace is not trusted, and its list decides which servers get requests. Your headers for hosts are not sent, and no requests go to addresses of this machine and its network.',
      );
  }
}
