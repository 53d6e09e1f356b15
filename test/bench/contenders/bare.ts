/** Upper limits for the other contenders: a client that only reads, and undici alone. */

import path from 'node:path';
import type { Workload } from '../workloads/workloads.ts';
import { answerInJson, type Contender } from './contender.ts';

/** The default of our own command. */
const PER_HOST = 4;

/** Only for workloads without redirects and chunked bodies, which it does not support. */
export const bare: Contender = {
  ...ofProgram('bare.ts', ({ lanes }) => [lanes]),
  id: 'bare',
  name: 'bare node:net, reads only',
  note: 'The limit of server and machine for one process of Node.js: reads all bytes and looks at none.',
};

/** Only for workloads without failures, which it does not support. */
export const bareUndici: Contender = {
  ...ofProgram('undici.ts', ({ lanes, perHost = PER_HOST }) => [lanes, perHost]),
  id: 'undici',
  name: 'bare undici, bytes only',
  note: 'The limit for what is built on undici: looks for the word in the bytes, in one process, and promises nothing else.',
};

/** @param limits arguments of the program besides the list */
function ofProgram(
  program: string,
  limits: (workload: Workload) => readonly number[],
): Pick<Contender, 'answer' | 'command' | 'prepare' | 'workloads'> {
  return {
    workloads: ['W2', 'W3', 'W4'],
    prepare: async () => `Node.js ${process.versions.node}`,
    command: ({ list, workload }) => ({
      file: process.execPath,
      args: [path.join(import.meta.dirname, 'programs', program), list, ...limits(workload).map(String)],
      env: { NODE_NO_WARNINGS: '1' },
    }),
    answer: answerInJson,
  };
}
