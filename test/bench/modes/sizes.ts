/** How large the package and its bundles are. */

import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { budget, overBudget } from '../../rig/budget.mjs';
import { packageExtension } from '../../rig/package-extension.mjs';
import { dist } from '../../rig/paths.mjs';
import { Report } from '../report/report.ts';

/** Packages the extension and prints its size and those of its bundles. */
export async function sizes(): Promise<void> {
  const file = await packageExtension({ again: true });
  const vsix = fs.statSync(file).size;
  const report = new Report();
  report.heading('Sizes');
  const bundles = fs.readdirSync(dist).filter(name => name.endsWith('.cjs'));
  report.table({
    head: ['file', 'kB', 'kB with gzip'],
    words: 1,
    rows: [
      ['the package (.vsix)', kilobytes(vsix), ''],
      ...bundles.map(name => {
        const bytes = fs.readFileSync(path.join(dist, name));
        return [name, kilobytes(bytes.length), kilobytes(gzipSync(bytes).length)];
      }),
    ],
  });
  const over = overBudget(file);
  report.lines(
    over.length ? over.map(line => `NOT MET: ${line}`) : [`met: ${kilobytes(budget.vsix)} kB at most`],
  );
  report.save('sizes');
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}
