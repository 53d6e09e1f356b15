/** The texts of the CPU part of a comparison. */

import * as l10n from '@vscode/l10n';
import { MACHINE } from '../pool/enginePool.ts';
import { sentences } from '../wording/phrases.ts';
import type { CpuModel, CpuResult } from './cpuModel.ts';
import { modelTexts } from './modelTexts.ts';

export function cpuModelTexts(model: CpuModel): { name: string; tutorial: string } {
  return model === 'sharedMemory'
    ? { name: l10n.t('Threads with shared memory'), tutorial: 'threading.Lock' }
    : modelTexts(model);
}

/** What was measured, in two sentences. */
export function cpuNote(result: CpuResult): string {
  return sentences([searchedText(result), l10n.t('Cores of this machine: {0}.', MACHINE.cores)]);
}

function searchedText({ pages, times }: CpuResult): string {
  if (pages === 1) {
    return times === 1
      ? l10n.t('1 page of the list was read as text and searched once, without the network.')
      : l10n.t('1 page of the list was read as text and searched {0} times, without the network.', times);
  }
  return times === 1
    ? l10n.t('{0} pages of the list were read as text and searched once each, without the network.', pages)
    : l10n.t(
        '{0} pages of the list were read as text and searched {1} times each, without the network.',
        pages,
        times,
      );
}

/** Explains a result in two sentences. @param all results; the first one is the baseline */
export function whyCpuText({ model, wall, workers }: CpuResult, all: readonly CpuResult[]): string {
  const base = all[0]?.wall ?? wall;
  const isFaster = wall < base * 0.9;
  switch (model) {
    case 'oneAtATime':
      return l10n.t(
        'One page after another, in one thread. The processor is busy all the time, so waiting for several pages at once gains nothing.',
      );
    case 'allAtOnce':
    case 'pool':
    case 'queue':
      return l10n.t(
        'Concurrency alone is not faster here: one thread uses one core, however many pages it gets at once. In Python, several threads are not faster either, because of the interpreter’s lock.',
      );
    case 'processPerUrl':
      if (workers === 1) {
        return l10n.t(
          '1 process worked at once, so it was not faster. Starting a process for each page costs more than it gains.',
        );
      }
      return isFaster
        ? l10n.t(
            '{0} processes worked at once. Without starting a process for each page, it would be even faster.',
            workers,
          )
        : l10n.t(
            '{0} processes worked at once, but it was not faster. Starting a process for each page costs more than the other cores gain.',
            workers,
          );
    case 'processPool':
    case 'sharedMemory': {
      const how =
        model === 'processPool'
          ? l10n.t('Each core has a process. Whenever a process is free, it gets the next page in a message.')
          : l10n.t(
              'Each core has a thread; two counters in shared memory, changed by atomic instructions, say which page is next and how often the term was found.',
            );
      return isFaster
        ? sentences([how, l10n.t('Parallelism is faster here: {0} cores work at once.', workers)])
        : sentences([how, l10n.t('On this machine, or while it is this busy, the other cores do not help.')]);
    }
  }
}
