// npm run mutants -- FILE…
// Changes one operator, literal or statement of a file at a time, and runs the tests of the file with each change. Names
// the changes that no test notices. Files stay as they are: the changed text is only loaded. See `--help`.
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { equivalentMutants } from './equivalent-mutants.mjs';
import { wentOnElsewhere } from './pass-through.mjs';
import { project } from './paths.mjs';
import { prepareProject } from './prepare.mjs';
import { temporaryFolder } from './temporary.mjs';

const HELP = `npm run mutants -- FILE…

Changes one operator, literal or statement of each FILE at a time, and names the changes that the file's unit tests do
not notice. A file's tests are those of its name in test/unit. Without one, the nearest tests that load it.

  --most N        changes of a file that are tried, spread evenly over it (60); 0 for all
  --importers     also runs the nearest other tests that load the file
  --test FILE     runs this test instead; may be given more than once
  --at-once N     test runs at the same time (one for each processor)
  --list          only lists the changes

Exit code 1 if less than four of five changes are noticed in one of the files, or if an entry of
test/rig/equivalent-mutants.mjs is out of date.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    most: { type: 'string', default: '60' },
    importers: { type: 'boolean', default: false },
    test: { type: 'string', multiple: true, default: [] },
    'at-once': { type: 'string', default: String(os.availableParallelism()) },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help || positionals.length === 0) {
  console.log(HELP);
  process.exitCode = values.help ? 0 : 1;
} else if (!(await wentOnElsewhere(import.meta.url))) {
  await prepareProject();
  await judgeAll();
}

async function judgeAll() {
  // Not imported above: in a fresh checkout, the packages that it uses are only there now.
  const { judgeMutants } = await import('./judge-mutants.mjs');
  const scratch = temporaryFolder('scan-urls-mutants');
  try {
    for (const file of positionals) {
      const name = path.relative(project, path.resolve(file));
      const isGood = await judgeMutants(name, {
        most: Number(values.most) || Infinity,
        importers: values.importers,
        tests: values.test,
        atOnce: Number(values['at-once']),
        listOnly: values.list,
        equivalents: equivalentMutants.filter(entry => entry.file === name),
        scratch: scratch.path,
        print: console.log,
      });
      if (!isGood) process.exitCode = 1;
    }
  } finally {
    scratch.remove();
  }
}
