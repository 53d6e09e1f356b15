// npm run bench: see --help, and README.md beside this file.
import path from 'node:path';
import { dist } from '../rig/paths.mjs';
import { type Arguments, HELP, readArguments } from './arguments.ts';
import { compare } from './modes/compare.ts';
import { host } from './modes/host.ts';
import { memory } from './modes/memory.ts';
import { models } from './modes/models.ts';
import { profile } from './modes/profile.ts';
import { same } from './modes/same.ts';
import { searchAgain } from './modes/searchAgain.ts';
import { sizes } from './modes/sizes.ts';
import { workbench } from './modes/workbench.ts';

try {
  await run(readArguments(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function run(args: Arguments): Promise<void> {
  switch (args.mode) {
    case 'help':
      console.log(HELP);
      break;
    case 'compare':
      await compare(args);
      break;
    case 'profile':
      for (const workload of args.workloads) await profile(workload, args.limit);
      break;
    case 'memory':
      await memory(args.limit, args.pages === undefined ? undefined : [args.pages]);
      break;
    case 'same':
      if (!(await same(args.limit))) process.exitCode = 1;
      break;
    case 'host':
      await host(args);
      break;
    case 'workbench':
      await workbench();
      break;
    case 'search-again':
      await searchAgain();
      break;
    case 'models':
      if (!(await models(path.join(dist, 'engine.cjs')))) process.exitCode = 1;
      break;
    case 'sizes':
      await sizes();
      break;
  }
}
