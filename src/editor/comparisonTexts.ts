/** The words of the comparison of models. */

import * as vscode from 'vscode';
import type { ComparisonTexts } from '../webview/texts.ts';

export function comparisonTexts(): ComparisonTexts {
  const { t } = vscode.l10n;
  return {
    title: t('Concurrency Models'),
    running: t('Running'),
    stop: t('Stop'),
    model: t('Model'),
    shape: t('Processes × requests'),
    wall: t('Time'),
    speedUp: t('Speed-up'),
    cpu: t('CPU'),
    memory: t('Peak memory'),
    atOnce: t('Most at once'),
    responses: t('Responses'),
    mentions: t('Mentions'),
    failed: t('Failed'),
    network: t('Waiting for the network'),
    networkPicture: t('Time of each model for the whole list'),
    burning: t('Burning the processor'),
    burningPicture: t('Time of each model for the search of the pages, without the network'),
    burningNote: '',
    pages: t('Pages'),
    why: t('Why it came out so'),
    agreement: t('Do they agree?'),
    differences: t('What differs'),
    url: t('URL'),
    nothing: t('There is no comparison to show. Run Compare Concurrency Models… with a list in the editor.'),
  };
}
