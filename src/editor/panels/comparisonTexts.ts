/** The texts of the panel *Concurrency Models*. */

import * as vscode from 'vscode';
import type { ComparisonTexts } from '../../webview/shared/texts.ts';

export function comparisonTexts(): ComparisonTexts {
  return {
    title: vscode.l10n.t('Concurrency Models'),
    running: vscode.l10n.t('Running'),
    stop: vscode.l10n.t('Stop'),
    model: vscode.l10n.t('Model'),
    shape: vscode.l10n.t('Processes × requests'),
    wall: vscode.l10n.t('Time'),
    speedUp: vscode.l10n.t('Speed-up'),
    cpu: vscode.l10n.t('CPU'),
    memory: vscode.l10n.t('Peak memory'),
    atOnce: vscode.l10n.t('Most at once'),
    responses: vscode.l10n.t('Responses'),
    mentions: vscode.l10n.t('Mentions'),
    failed: vscode.l10n.t('Failed'),
    network: vscode.l10n.t('Waiting for the network'),
    networkPicture: vscode.l10n.t('Time of each model for the whole list'),
    cpuModels: vscode.l10n.t('Burning the processor'),
    cpuPicture: vscode.l10n.t('Time of each model for the search of the pages, without the network'),
    pages: vscode.l10n.t('Pages'),
    why: vscode.l10n.t('Explanation'),
    agreement: vscode.l10n.t('Do they agree?'),
    differences: vscode.l10n.t('What differs'),
    url: vscode.l10n.t('URL'),
    nothing: vscode.l10n.t(
      'There is no comparison to show. To start one, run Compare Concurrency Models… with a list in the editor.',
    ),
  };
}
