/** Explains the result of a model in two sentences. */

import * as l10n from '@vscode/l10n';
import { fixed } from '../wording/language.ts';
import { sentences } from '../wording/phrases.ts';
import type { ModelResult } from './comparison.ts';
import { speedUp } from './comparison.ts';
import { capText } from './modelTexts.ts';

/** @param results results of all models that were compared */
export function whyText(result: ModelResult, results: readonly ModelResult[]): string {
  if (result.tally.cancelled) return l10n.t('It was stopped. Its results do not count.');
  const cap = capText(result.plan);
  return sentences([factOf(result), reasonOf(result, results), ...(cap === undefined ? [] : [cap])]);
}

function factOf({ model, mostInFlight, plan, usage }: ModelResult): string {
  switch (model) {
    case 'oneAtATime':
      return l10n.t('It took as long as all pages together, since each waited for the one before it.');
    case 'allAtOnce':
      return mostInFlight === 1
        ? l10n.t('1 request was under way at once, so the scan took about as long as the slowest page.')
        : l10n.t(
            '{0} requests were under way at once, so the scan took about as long as the slowest page.',
            mostInFlight,
          );
    case 'pool':
      return mostInFlight === 1
        ? l10n.t('At most 1 request was under way at once; the limit was {0}.', plan.requests)
        : l10n.t(
            'At most {0} requests were under way at once; the limit was {1}.',
            mostInFlight,
            plan.requests,
          );
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
        ? l10n.t('This machine has one core, so there was one process.')
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
      return l10n.t('The limit for each host still applies, so only a few of them are for the same host.');
    case 'pool':
      return l10n.t(
        'Waiting costs almost nothing, so one thread can hold many connections. The pool limits their number.',
      );
    case 'queue':
      return l10n.t(
        'Nothing is shared, so no locks are needed: if the reader is slow, the scan waits for it.',
      );
    case 'processPerUrl':
      return l10n.t(
        'Starting a process takes longer than fetching most pages, and does not make the network faster.',
      );
    case 'processPool': {
      const pool = results.find(each => each.model === 'pool');
      const isFaster = pool && !pool.tally.cancelled && result.wall < pool.wall * 0.95;
      if (plan.processes === 1) return l10n.t('So it is the same as a pool.');
      return isFaster
        ? l10n.t(
            'It was faster than one process, because there was enough work for several cores: unpacking and searching.',
          )
        : l10n.t('More cores make searching faster, but most of the time is spent waiting for pages.');
    }
  }
}

/** e.g. `12.3 ×`; a dash if unknown. */
export function speedUpText(result: ModelResult, results: readonly ModelResult[]): string {
  const factor = speedUp(result, results);
  return factor === undefined ? '–' : l10n.t('{0} ×', fixed(factor, factor < 10 ? 1 : 0));
}
