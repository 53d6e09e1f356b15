/**
 * Scans a list with the engine and lets it end by itself, so that it can write a profile; the terminal command ends it at
 * once. Arguments: path of the engine's bundle, number of scans one after another, and those of the terminal command.
 * Prints a line of JSON: the ms of each scan, from the request to its end, and what the last one found.
 */

import { readFileSync } from 'node:fs';
import { parseList } from '../../../src/engine/links/list/readList.ts';
import { withIds } from '../../../src/engine/model/target.ts';
import { EngineProcess } from '../../../src/engine/pool/engineProcess.ts';
import { readArguments } from '../../../src/terminal/arguments.ts';

const [bundle = '', scans, ...rest] = process.argv.slice(2);
const args = readArguments(rest, 'benchmark');
if (typeof args === 'string') throw new Error('No list is given');
const { options, paths, term } = args;
const { targets } = parseList(readFileSync(paths[0] ?? '', 'utf8'));
const engine = new EngineProcess({
  module: bundle,
  log: { debug() {}, warn: message => console.error(message) },
});
const ids: number[] = [];
const times: number[] = [];
let kinds: string[] = [];
for (let scan = 0; scan < Number(scans); scan++) {
  const began = performance.now();
  kinds = [];
  const id = await new Promise<number>((resolve, reject) => {
    const id = engine.scan(
      { targets: withIds(targets), term, options },
      {
        onOutcomes: outcomes => kinds.push(...outcomes.map(([, { kind }]) => kind)),
        onEnd: fault => (fault ? reject(new Error(fault)) : resolve(id)),
        onLoss: ({ fault }) => reject(new Error(fault)),
      },
    );
  });
  times.push(performance.now() - began);
  ids.push(id);
}
// The engine ends when it has no more pages to keep.
for (const id of ids) engine.forget(id);
const count = (kind: string) => kinds.filter(each => each === kind).length;
const found = { responses: count('mentions') + count('noMention'), mentions: count('mentions') };
console.log(JSON.stringify({ times, ...found, failures: count('failed') }));
