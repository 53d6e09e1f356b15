/** Asks before scans that a person may not mean: of a list that nobody vouches for, or of very many hosts. */

import * as vscode from 'vscode';
import { runInTimeSlices } from '../../engine/async/timeSlices.ts';
import { hostOf } from '../../engine/url/urlParts.ts';

/** A list of more hosts than this is a crawl, and is asked about wherever it comes from. */
export const MANY_HOSTS = 1_000;

/**
 * @param targets the URLs that are going to be requested
 * @returns whether the scan may start; in a trusted folder and for a list of usual size, without a question
 */
export async function agreesToScan(targets: readonly string[]): Promise<boolean> {
  if (!targets.length) return true;
  const hosts = await runInTimeSlices(countHosts(targets));
  const reasons = [
    ...(vscode.workspace.isTrusted ? [] : [distrustText()]),
    ...(hosts > MANY_HOSTS
      ? [
          vscode.l10n.t(
            'Each of these hosts gets requests from you. With a selection, only its lines are scanned.',
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

/** @param hosts no more than there are URLs */
function questionText(urls: number, hosts: number): string {
  if (hosts !== 1) return vscode.l10n.t('Scan {0} URLs on {1} hosts?', urls, hosts);
  return urls === 1
    ? vscode.l10n.t('Scan 1 URL on 1 host?')
    : vscode.l10n.t('Scan {0} URLs on 1 host?', urls);
}

/** Calls what is open as VS Code's own question of trust does. */
function distrustText(): string {
  switch (vscode.workspace.workspaceFolders?.length ?? 0) {
    case 0:
      return vscode.l10n.t(
        'This window is not trusted, and its list decides which servers are asked. Your headers for hosts are not sent, and addresses of this machine and its network are not asked.',
      );
    case 1:
      return vscode.l10n.t(
        'This folder is not trusted, and its list decides which servers are asked. Your headers for hosts are not sent, and addresses of this machine and its network are not asked.',
      );
    default:
      return vscode.l10n.t(
        'This workspace is not trusted, and its list decides which servers are asked. Your headers for hosts are not sent, and addresses of this machine and its network are not asked.',
      );
  }
}
