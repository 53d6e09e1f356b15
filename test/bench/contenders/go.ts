/** A pool of workers in Go. */

import fs from 'node:fs';
import path from 'node:path';
import { runQuietly } from '../../rig/processes.mjs';
import { benchOut } from './build.ts';
import { answerInJson, type Contender, NotRunError } from './contender.ts';
import { onPath, versionOf } from './installed.ts';

const SOURCE = path.join(import.meta.dirname, 'programs/go/pool.go');
const PROGRAM = path.join(benchOut, process.platform === 'win32' ? 'pool.exe' : 'pool');

/** Compiled once, with the standard library alone. */
export const go: Contender = {
  id: 'go',
  name: 'Go, worker pool over net/http',
  async prepare() {
    const compiler = onPath('go');
    const version = await versionOf(compiler, ['version']);
    fs.mkdirSync(benchOut, { recursive: true });
    // Prevents downloads of another Go version or of packages.
    const env = { ...process.env, GOTOOLCHAIN: 'local', GO111MODULE: 'off', GOFLAGS: '' };
    try {
      await runQuietly(compiler, ['build', '-o', PROGRAM, SOURCE], { env });
    } catch (error) {
      console.error(String(error));
      throw new NotRunError('the program in Go does not compile');
    }
    return version.replace(/^go version go(\S+).*$/, 'Go $1');
  },
  command: ({ list, workload }) => ({ file: PROGRAM, args: [list, String(workload.lanes)] }),
  answer: answerInJson,
};
