/** The texts of the CPU part of a comparison. */

import * as l10n from '@vscode/l10n';
import { MACHINE } from '../pool/enginePool.ts';
import { sentences } from '../wording/phrases.ts';
import type { CpuLaneResult, CpuModel } from './cpuModel.ts';
import { modelTexts } from './modelTexts.ts';

export function cpuModelTexts(model: CpuModel): { name: string; tutorial: string } {
  return model === 'sharedMemory'
    ? { name: l10n.t('Threads with shared memory'), tutorial: 'threading.Lock' }
    : modelTexts(model);
}

/** What was measured, in two sentences. */
export function cpuLaneNote(result: CpuLaneResult): string {
  return sentences([searchedText(result), l10n.t('Cores of this machine: {0}.', MACHINE.cores)]);
}

function searchedText({ pages, times }: CpuLaneResult): string {
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
export function whyCpuText({ model, wall, workers }: CpuLaneResult, all: readonly CpuLaneResult[]): string {
  const base = all[0]?.wall ?? wall;
  const isFaster = wall < base * 0.9;
  switch (model) {
    case 'oneAtATime':
      return l10n.t(
        'One page after another, in one thread. The processor is busy all the time, so that nothing is left to gain by waiting for several at once.',
      );
    case 'allAtOnce':
    case 'pool':
    case 'queue':
      return l10n.t(
        'Concurrency alone wins nothing here: one thread burns one core, however many pages are handed to it at once. In Python the interpreter’s lock makes threads come out the same.',
      );
    case 'processPerUrl':
      if (workers === 1) {
        return l10n.t(
          '1 process worked at once, so that it was not faster. To start one for each page costs more than it brings.',
        );
      }
      return isFaster
        ? l10n.t(
            '{0} processes worked at once. It would be faster if it did not have to start one for each page.',
            workers,
          )
        : l10n.t(
            '{0} processes worked at once, and still it was not faster. To start one for each page costs more than the other cores bring.',
            workers,
          );
    case 'processPool':
    case 'sharedMemory': {
      const how =
        model === 'processPool'
          ? l10n.t('Each core has a process, which is given a page by a message whenever it is free.')
          : l10n.t(
              'Each core has a thread; two counters in shared memory, changed by atomic instructions, say which page is next and how often the term was found.',
            );
      return isFaster
        ? sentences([how, l10n.t('Parallelism is what wins here: {0} cores burn at once.', workers)])
        : sentences([how, l10n.t('On this machine, or as busy as it is, the other cores bring nothing.')]);
    }
  }
}
