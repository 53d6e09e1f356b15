/** The limit: what the server can give to a client that only reads. */

import path from 'node:path';
import { answerInJson, type Contender } from './contender.ts';

const PROGRAM = path.join(import.meta.dirname, 'programs/bare.ts');

/** Runs where there are no redirects and no chunked bodies, which it does not know. */
export const bare: Contender = {
  id: 'bare',
  name: 'bare node:net, reads only',
  note: 'The limit of server and machine for one process of Node.js: reads all bytes and looks at none.',
  workloads: ['W2', 'W3', 'W4'],
  prepare: async () => `Node.js ${process.versions.node}`,
  command: ({ list, workload }) => ({
    file: process.execPath,
    args: [PROGRAM, list, String(workload.lanes)],
    env: { NODE_NO_WARNINGS: '1' },
  }),
  answer: answerInJson,
};
