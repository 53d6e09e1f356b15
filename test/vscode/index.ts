/** The entry point of the tests inside VS Code. */

import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** VS Code calls this. Rejects if a test fails. */
export async function run(): Promise<void> {
  const { MOCHA_GREP } = process.env;
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 20_000,
    color: false,
    ...(MOCHA_GREP ? { grep: MOCHA_GREP } : {}),
  });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await import('./activation.test.ts');
  await import('./commands.test.ts');
  await import('./scan.test.ts');
  await import('./check.test.ts');
  await import('./lists.test.ts');
  await import('./documents.test.ts');
  await import('./folders.test.ts');
  await import('./files.test.ts');
  await import('./notebooks.test.ts');
  await import('./tree.test.ts');
  await import('./pages.test.ts');
  await import('./problems.test.ts');
  await import('./headers.test.ts');
  await import('./exports.test.ts');
  await import('./surfaces.test.ts');
  await import('./edits.test.ts');
  await import('./lineVerdicts.test.ts');
  await import('./hover.test.ts');
  await import('./verdicts.test.ts');
  await import('./quickFixes.test.ts');
  await import('./lint.test.ts');
  await import('./treeOptions.test.ts');
  await import('./underWay.test.ts');
  await import('./lazyPanel.test.ts');
  await import('./engine.test.ts');
  await import('./proxy.test.ts');
  await import('./transport.test.ts');
  await import('./end.test.ts');

  const failures = await new Promise<number>(resolve => {
    const runner = mocha.run(resolve);
    runner.on('end', () => {
      const { TEST_COUNTS } = process.env;
      const { passes, failures, pending } = runner.stats ?? { passes: 0, failures: 1, pending: 0 };
      const counts = { passed: passes, failed: failures, skipped: pending };
      if (TEST_COUNTS) writeFileSync(TEST_COUNTS, JSON.stringify(counts));
    });
  });
  if (failures) throw new Error(`${failures} failed`);
}
