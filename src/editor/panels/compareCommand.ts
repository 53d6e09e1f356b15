/** The command *Compare Concurrency Models…*: asks for models, scans the list once with each, and shows the results. */

import * as vscode from 'vscode';
import { compareModels, type ModelResult } from '../../engine/compare/comparison.ts';
import type { CpuResult } from '../../engine/compare/cpuModel.ts';
import { modelTexts } from '../../engine/compare/modelTexts.ts';
import { runCpuModels } from '../../engine/compare/runCpuModels.ts';
import { MODELS, type ModelName } from '../../engine/model/concurrencyModel.ts';
import { withIds } from '../../engine/model/target.ts';
import { compileTerm } from '../../engine/model/term.ts';
import type { EnginePool } from '../../engine/pool/enginePool.ts';
import type { EngineProcess } from '../../engine/pool/engineProcess.ts';
import type { ScanRequest } from '../../engine/scan/scan.ts';
import { safeLabel } from '../../engine/wording/safeText.ts';
import { confirmScan } from '../scan/confirmScan.ts';
import type { DocumentReader } from '../scan/documentReader.ts';
import { readReadingSettings } from '../settings/readingSettings.ts';
import type { ComparisonPanel } from './comparisonPanel.ts';
import { comparisonState } from './comparisonState.ts';

interface CompareParts {
  readonly engine: EnginePool;
  readonly panel: ComparisonPanel;
  readonly reader: DocumentReader;
}

interface Comparison {
  readonly panel: ComparisonPanel;
  readonly createPool: () => EnginePool;
  readonly createEngine: () => EngineProcess;
  /** Name of the list. */
  readonly name: string;
  readonly request: ScanRequest;
}

/**
 * Asks for models, and compares them on the URLs of a document, including its unsaved edits.
 * @param ranges only what stands in these; all if absent
 * @param engine starts the processes of the comparison
 * @returns `undefined` if the document has no URLs, or the person cancels
 * @throws {import('../../engine/model/term.ts').InvalidTermError} if the term cannot be searched for
 */
export async function compareList(
  document: vscode.TextDocument,
  ranges: readonly vscode.Range[] | undefined,
  request: Omit<ScanRequest, 'targets'>,
  { engine, panel, reader }: CompareParts,
): Promise<readonly ModelResult[] | undefined> {
  const name = vscode.workspace.asRelativePath(document.uri);
  const { list } = await reader.read(document, readReadingSettings(document.uri), request.options, ranges);
  const { assumed, targets } = list;
  if (!targets.length) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} has no URLs to scan.', safeLabel(name)));
    return undefined;
  }
  compileTerm(request.term);
  const models = await askForModels(targets.length);
  if (!models || !(await confirmScan(targets))) return undefined;
  const createPool = () => engine.createPool();
  const createEngine = () => engine.createProcess();
  return compare(
    { panel, createPool, createEngine, name, request: { ...request, targets: withIds(targets, assumed) } },
    models,
  );
}

/** @returns the chosen models; `undefined` if the person cancels or chooses none */
async function askForModels(urls: number): Promise<readonly ModelName[] | undefined> {
  const items = MODELS.map(model => {
    const { how, name, tutorial } = modelTexts(model);
    return { label: name, description: tutorial, detail: how, picked: true, model };
  });
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Compare Concurrency Models'),
    placeHolder:
      urls === 1
        ? vscode.l10n.t('Each model asks for the 1 URL of the list, one model after another')
        : vscode.l10n.t('Each model asks for all {0} URLs of the list, one model after another', urls),
    canPickMany: true,
    matchOnDescription: true,
  });
  return picked?.length ? picked.map(({ model }) => model) : undefined;
}

/**
 * Runs the comparison and shows its progress.
 * @returns the results so far when all models are done or the person has stopped the comparison
 */
async function compare(
  { createEngine, createPool, name, panel, request }: Comparison,
  models: readonly ModelName[],
): Promise<readonly ModelResult[]> {
  const stopping = new AbortController();
  const results: ModelResult[] = [];
  const cpu: CpuResult[] = [];
  let running: string | undefined;
  let done: string | undefined;
  const show = (isUrgent = false) =>
    panel.update(
      comparisonState({
        name,
        request,
        results,
        cpu,
        ...(running === undefined ? {} : { running }),
        ...(done === undefined ? {} : { done }),
      }),
      isUrgent,
    );
  const listener = panel.onDidStop(() => stopping.abort());
  panel.show();
  try {
    await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Comparing concurrency models'),
        cancellable: true,
      },
      async (progress, token) => {
        token.onCancellationRequested(() => stopping.abort());
        const begin = (text: string) => {
          if (running === text) return;
          running = text;
          done = undefined;
          progress.report({ message: safeLabel(text) });
          show(true);
        };
        const { signal } = stopping;
        const { pages } = await compareModels(
          request,
          { models, createPool, signal },
          {
            onProgress: (model, count) => {
              const number = models.indexOf(model) + 1;
              begin(vscode.l10n.t('{0}, model {1} of {2}', modelTexts(model).name, number, models.length));
              done = vscode.l10n.t('{0} of {1} URLs', count, request.targets.length);
              show();
            },
            onResult: result => {
              results.push(result);
              show(true);
            },
          },
        );
        if (signal.aborted) return;
        await runCpuModels(
          { request, models, pages, createEngine, signal },
          {
            onProgress: name => begin(vscode.l10n.t('Searching the pages without the network: {0}', name)),
            onResult: result => {
              cpu.push(result);
              show(true);
            },
          },
        );
      },
    );
  } finally {
    listener.dispose();
    running = undefined;
    done = undefined;
    show(true);
  }
  return results;
}
