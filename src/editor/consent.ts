/** Asks before scans that a person may not mean: of a list that nobody vouches for, or of very many hosts. */

import * as vscode from 'vscode';
import { inTurns } from '../engine/inTurns.ts';
import { hostOf } from '../engine/list.ts';
import { counted } from '../engine/tally.ts';

/** A list of more hosts than this is a crawl, and is asked about wherever it comes from. */
export const MANY_HOSTS = 1_000;

/**
 * @param targets the URLs that are going to be requested
 * @returns whether the scan may start; in a trusted folder and for a list of usual size, without a question
 */
export async function agreesToScan(targets: readonly string[]): Promise<boolean> {
  if (!targets.length) return true;
  const hosts = await inTurns(countHosts(targets));
  const reasons = [
    ...(vscode.workspace.isTrusted
      ? []
      : [
          `This ${openPlace()} is not trusted, and its list decides which servers are asked. Your headers for ` +
            'hosts are not sent, and addresses of this machine and its network are not asked.',
        ]),
    ...(hosts > MANY_HOSTS
      ? ['Each of these hosts gets requests from you. With a selection, only its lines are scanned.']
      : []),
  ];
  if (!reasons.length) return true;
  const scan = 'Scan';
  const choice = await vscode.window.showWarningMessage(
    `Scan ${counted(targets.length, 'URL')} on ${counted(hosts, 'host')}?`,
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

/** As VS Code's own question of trust calls it. */
function openPlace(): string {
  const count = vscode.workspace.workspaceFolders?.length ?? 0;
  return count === 0 ? 'window' : count === 1 ? 'folder' : 'workspace';
}
