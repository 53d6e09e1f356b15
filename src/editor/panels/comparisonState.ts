/** Converts the progress and the results of a comparison to the texts and numbers that its panel shows. */

import * as vscode from 'vscode';
import { differences, type ModelResult } from '../../engine/compare/comparison.ts';
import type { CpuResult } from '../../engine/compare/cpuModel.ts';
import { cpuNote, whyCpuText } from '../../engine/compare/cpuModelTexts.ts';
import { modelTexts } from '../../engine/compare/modelTexts.ts';
import { speedUpText, whyText } from '../../engine/compare/whyModels.ts';
import type { ScanRequest } from '../../engine/scan/scan.ts';
import { fixed } from '../../engine/wording/language.ts';
import { safeText } from '../../engine/wording/safeText.ts';
import { shortUrl } from '../../engine/wording/shortUrl.ts';
import type { ComparisonState } from '../../webview/comparison/comparisonMessages.ts';

/** Rows in the table of differences. The sentence above the table counts all differences. */
const MOST_DIFFERENCES = 100;

/** In UTF-16 units. */
const LONGEST_URL = 200;

export interface ComparisonProgress {
  /** Name of the list. */
  readonly name: string;
  readonly request: ScanRequest;
  readonly results: readonly ModelResult[];
  readonly cpu: readonly CpuResult[];
  /** Text about the running model. Absent when the comparison has ended. */
  readonly running?: string;
  /** Text about the finished URLs of the running model. */
  readonly done?: string;
}

export function comparisonState({
  cpu,
  done,
  name,
  request,
  results,
  running,
}: ComparisonProgress): ComparisonState {
  const complete = results.filter(({ tally }) => !tally.cancelled);
  const differing = differences(results);
  return {
    type: 'state',
    name: safeText(name),
    term: safeText(request.term.text),
    ...(running === undefined ? {} : { running }),
    ...(done === undefined ? {} : { progress: done }),
    models: results.map(result => {
      const { model, mostInFlight, plan, tally, usage, wall } = result;
      const { name, tutorial } = modelTexts(model);
      return {
        name,
        tutorial,
        shape: `${plan.processes} × ${plan.requests}`,
        wall,
        speedUp: speedUpText(result, results),
        cpu: usage ? secondsText(usage.cpu) : '–',
        memory: usage ? vscode.l10n.t('{0} MiB', Math.round(usage.peakMemory / 1024 ** 2)) : '–',
        atOnce: mostInFlight,
        responses: tally.responses,
        mentions: tally.mentions,
        failed: tally.failed,
        isStopped: tally.cancelled > 0,
        why: whyText(result, results),
      };
    }),
    cpuModels: cpu.map(result => ({
      name: result.name,
      tutorial: result.tutorial,
      wall: result.wall,
      speedUp: cpu[0] ? vscode.l10n.t('{0} ×', fixed(cpu[0].wall / Math.max(1, result.wall), 1)) : '–',
      cpu: secondsText(result.cpu),
      matches: result.matches,
      why: whyCpuText(result, cpu),
    })),
    cpuNote: cpu[0] ? cpuNote(cpu[0]) : '',
    agreement: running !== undefined || complete.length < 2 ? '' : agreementText(differing.length),
    comparedModels: complete.map(({ model }) => modelTexts(model).name),
    differences: differing.slice(0, MOST_DIFFERENCES).map(({ target, verdicts }) => ({
      url: shortUrl(request.targets[target]?.[1] ?? '', LONGEST_URL),
      verdicts,
    })),
  };
}

function agreementText(different: number): string {
  if (!different) return vscode.l10n.t('All models agree on every URL.');
  return different === 1
    ? vscode.l10n.t('1 URL got different answers from the web. The models are not the reason.')
    : vscode.l10n.t('{0} URLs got different answers from the web. The models are not the reason.', different);
}

function secondsText(ms: number): string {
  return vscode.l10n.t('{0} s', fixed(ms / 1000, 2));
}
