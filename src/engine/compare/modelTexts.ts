/** The texts of the concurrency models. */

import * as l10n from '@vscode/l10n';
import type { ModelName } from '../model/concurrencyModel.ts';
import type { Plan } from '../pool/concurrencyPlan.ts';

export interface ModelTexts {
  readonly name: string;
  /** Its name in the tutorial. */
  readonly tutorial: string;
  /** How it runs, in a sentence. */
  readonly how: string;
}

export function modelTexts(model: ModelName): ModelTexts {
  switch (model) {
    case 'oneAtATime':
      return {
        name: l10n.t('One at a time'),
        tutorial: 'for url in urls',
        how: l10n.t('One process, one request: the next one begins when the last one has ended.'),
      };
    case 'allAtOnce':
      return {
        name: l10n.t('All at once'),
        tutorial: 'threading.Thread',
        how: l10n.t('One process, and a request for each URL at the same time.'),
      };
    case 'pool':
      return {
        name: l10n.t('A pool'),
        tutorial: 'ThreadPoolExecutor, asyncio',
        how: l10n.t('A fixed number of requests at once; when one ends, the next URL begins.'),
      };
    case 'queue':
      return {
        name: l10n.t('Messages in a queue'),
        tutorial: 'queue.Queue',
        how: l10n.t(
          'A pool whose results go through a queue that holds one batch: the pool waits until the batch has been read.',
        ),
      };
    case 'processPerUrl':
      return {
        name: l10n.t('A process per URL'),
        tutorial: 'multiprocessing.Process',
        how: l10n.t('A new process for each URL, which ends with it; a few are alive at once.'),
      };
    case 'processPool':
      return {
        name: l10n.t('A pool of processes'),
        tutorial: 'ProcessPoolExecutor',
        how: l10n.t('A process for each core of the machine, and the list divided among them by host.'),
      };
  }
}

/** Why a model ran fewer requests or processes than its name says; `undefined` if it did not. */
export function capText({ cap, processes, requests }: Plan): string | undefined {
  switch (cap) {
    case 'openFiles':
      return l10n.t(
        'Capped at {0} requests, because this system does not let a process open more files.',
        requests,
      );
    case 'processes':
      return l10n.t(
        'Capped at {0} processes alive at once, because of the memory and the cores of this machine.',
        processes,
      );
    default:
      return undefined;
  }
}
