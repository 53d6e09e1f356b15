/** The flags of the terminal command that exclude each other. */

import { UsageError } from './usageError.ts';

/** Flags that say what is looked for on the pages, or compare how long that takes. A check has no use for them. */
const OF_SEARCHES = [
  ...['term', 'match-case', 'whole-word', 'regex', 'regex-timeout', 'search-in', 'compare'],
] as const;

/** Flags that a comparison has no use for. */
const NOT_COMPARED = ['model', 'format', 'json', 'output', 'check-fragments'] as const;

/** @throws {UsageError} two flags exclude each other */
export function assertCompatible(values: Readonly<Record<string, unknown>>): void {
  const given = (flags: readonly string[]) => flags.find(flag => values[flag] !== undefined);
  if (values.compare && given(NOT_COMPARED)) {
    throw new UsageError(
      '--compare cannot be combined with --model, --format, --json, --output or --check-fragments',
    );
  }
  if (values['dry-run'] && (values.compare || (values.format ?? 'jsonl') !== 'jsonl'))
    throw new UsageError('--dry-run can only be combined with the format jsonl, and not with --compare');
  const search = given(OF_SEARCHES);
  if (values['no-term'] && search) throw new UsageError(`--no-term cannot be combined with --${search}`);
}
