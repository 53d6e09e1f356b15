/** Explains the result of a model in two sentences. */

import * as l10n from '@vscode/l10n';
import { fixed } from '../wording/language.ts';
import { sentences } from '../wording/phrases.ts';
import type { ModelResult } from './comparison.ts';
import { speedUp } from './comparison.ts';
import { capText } from './modelTexts.ts';

/** @param results results of all models that were compared */
export function whyText(result: ModelResult, results: readonly ModelResult[]): string {
  if (result.tally.cancelled) return l10n.t('It was stopped. What it had done until then does not count.');
  const cap = capText(result.plan);
  return sentences([factOf(result), reasonOf(result, results), ...(cap === undefined ? [] : [cap])]);
}

function factOf({ model, mostInFlight, plan, usage }: ModelResult): string {
  switch (model) {
    case 'oneAtATime':
      return l10n.t('It took as long as all pages together, since each waited for the one before it.');
    case 'allAtOnce':
      return mostInFlight === 1
        ? l10n.t('1 was under way at once, so that it took about as long as the slowest page.')
        : l10n.t(
            '{0} were under way at once, so that it took about as long as the slowest page.',
            mostInFlight,
          );
    case 'pool':
      return mostInFlight === 1
        ? l10n.t('1 was under way at once, of {0} that might have been.', plan.requests)
        : l10n.t('{0} were under way at once, of {1} that might have been.', mostInFlight, plan.requests);
    case 'queue':
      return l10n.t('Each result was a message, and at most one batch of them was unread at any time.');
    case 'processPerUrl': {
      const { processes, mostAlive } = usage ?? { processes: plan.processes, mostAlive: plan.processes };
      if (processes === 1) return l10n.t('1 process was started.');
      return mostAlive === 1
        ? l10n.t('{0} processes were started, of which 1 was alive at once.', processes)
        : l10n.t('{0} processes were started, of which {1} were alive at once.', processes, mostAlive);
    }
    case 'processPool':
      return plan.processes === 1
        ? l10n.t('This machine has one core, so that there was one process.')
        : l10n.t(
            'The list was divided among {0} processes, each host to one of them.',
            usage?.processes ?? plan.processes,
          );
  }
}

function reasonOf({ model, plan, ...result }: ModelResult, results: readonly ModelResult[]): string {
  switch (model) {
    case 'oneAtATime':
      return l10n.t('While it waited for the network, the processor had nothing to do.');
    case 'allAtOnce':
      return l10n.t(
        'Few of them are for one host all the same: that much politeness is not given up for speed.',
      );
    case 'pool':
      return l10n.t(
        'Waiting costs next to nothing, so that one thread holds many connections, and the pool bounds how many.',
      );
    case 'queue':
      return l10n.t(
        'Nothing is shared, so that nothing needs a lock: a reader that is slow slows the scan down instead.',
      );
    case 'processPerUrl':
      return l10n.t(
        'To start a process takes longer than to fetch most pages, and the network does not get faster by it.',
      );
    case 'processPool': {
      const pool = results.find(each => each.model === 'pool');
      const isFaster = pool && !pool.tally.cancelled && result.wall < pool.wall * 0.95;
      if (plan.processes === 1) return l10n.t('It is a pool then.');
      return isFaster
        ? l10n.t(
            'It was faster than one process, since there was enough to unpack and to search for several cores.',
          )
        : l10n.t(
            'More cores help where pages are searched, not where they are waited for, which is most of the time.',
          );
    }
  }
}

/** e.g. `12.3 ×`; a dash if unknown. */
export function speedUpText(result: ModelResult, results: readonly ModelResult[]): string {
  const factor = speedUp(result, results);
  return factor === undefined ? '–' : l10n.t('{0} ×', fixed(factor, factor < 10 ? 1 : 0));
}
