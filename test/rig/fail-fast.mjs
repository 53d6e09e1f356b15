// A reporter for node:test that ends the process at the first failed test. It prints that test's name.

/**
 * @param {AsyncIterable<import('node:test/reporters').TestEvent>} events
 * @returns {AsyncGenerator<string>}
 */
export default async function* failFast(events) {
  for await (const event of events) {
    if (event.type !== 'test:fail') continue;
    const { name, todo } = event.data;
    if (todo !== undefined && todo !== false) continue;
    yield `${name}\n`;
    process.exit(1);
  }
}
