// A reporter for `node --test` that writes one line a test: passed, failed or skipped. Suites do not count, and neither
// do tests marked as to do. Lines are written at once, so that a run that was ended has a count, too.

/**
 * @param {AsyncIterable<import('node:test/reporters').TestEvent>} events
 * @returns {AsyncGenerator<string>}
 */
export default async function* countingReporter(events) {
  for await (const event of events) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const { details, skip, todo } = event.data;
    if (details.type === 'suite' || (todo !== undefined && todo !== false)) continue;
    if (skip !== undefined && skip !== false) yield 'skipped\n';
    else yield event.type === 'test:pass' ? 'passed\n' : 'failed\n';
  }
}
